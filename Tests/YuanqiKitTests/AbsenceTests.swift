import Testing

@testable import YuanqiKit

/// Of what is not there a refusal says so; durations that do not go together it names both.
@Suite struct AbsenceTests {
  private static let text = """
    qi 1
    contract C {
        parties a, b
        terms { notice: duration, day: date }
        book seen: date by party max 2
        var chief: party or none
        var note_of = day
        var count = 0
        var moment = now
        var yearly = 1%
        accrual due at yearly 30E/360
        start A {
            a may look when seen[b] == today { note "seen" }
            a may ask when chief is not none and chief == b { note "{chief}" }
            a may wait(by: duration) when notice < by { note "{by}" }
            a may move(by: duration) { seen[b] = day - by }
            a may read { note_of = seen[a] }
            a may halve(of: integer) { count = 10 / of rounding down }
            a may push(by: duration) { moment = now + by }
            a may owe(sum: money, rate: rate, months: integer)
                when level(sum, rate, months) rounding down > ¥1 { count = 1 }
            a may add(until: date) { accrue due on ¥1 until until }
            a may lower { yearly = -1% }
            chief may rule { note "ruled" }
            a may appoint(whom: party) { chief = whom }
            after notice -> Done
        }
        end Done
    }
    """

  private struct Town {
    let platform: Platform
    let lin: ActorNumber
    let deal: ContractNumber

    init() throws {
      platform = try Platform(begin: at("2026-03-01"))
      let bank = try platform.openOperator("工行")
      lin = try platform.openWallet("小林", .corporate, at: bank)
      let shop = try platform.openWallet("书店", .corporate, at: bank)
      let day = try #require(Day(year: 2026, month: 3, day: 31))
      deal = try platform.deploy(
        Template(AbsenceTests.text), parties: ["a": lin, "b": shop],
        terms: ["notice": .duration(.init(7, .days)), "day": .date(day)])
    }

    func refusal(_ act: String, _ arguments: Value...) throws -> Refusal {
      try #require(try platform.act(lin, deal, act, arguments: arguments).refusal)
    }
  }

  @Test func whatIsNotThereIsNone() throws {
    let town = try Town()
    let look = try town.refusal("look")
    #expect(look.reason == .guardFailed)
    #expect(look.facts.map(\.value).last == .record([.text("seen[b]"), .nobody]))
    let ask = try town.refusal("ask")
    #expect(ask.facts.map(\.value) == [.record([.text("chief"), .nobody])])
    #expect(town.platform.value("chief", of: town.deal) == .nobody)
  }

  @Test func durationsOfTwoUnitsAreNamed() throws {
    let town = try Town()
    let month = Value.duration(.init(1, .months))
    let wait = try town.refusal("wait", month)
    #expect(wait.reason == .arithmetic)
    #expect(wait[.duration] == .duration(.init(7, .days)) && wait[.otherDuration] == month)
    let hours = Value.duration(.init(7_200, .seconds))
    let move = try town.refusal("move", hours)
    #expect(move.reason == .arithmetic && move[.duration] == hours && move[.otherDuration] == nil)
    #expect(try move[.moment] == day("2026-03-31"))
    for count in [-1, 3_652_426] as [Int64] {
      #expect(try town.refusal("move", .duration(.init(count, .days))).reason == .badArgument)
    }
  }

  @Test func whyItCouldNotBeWorkedOutIsNamed() throws {
    let town = try Town()
    func cause(_ act: String, _ arguments: Value...) throws -> Refusal.Cause? {
      let refusal = try #require(
        try town.platform.act(town.lin, town.deal, act, arguments: arguments).refusal)
      guard refusal.reason == .arithmetic, case .integer(let cause)? = refusal[.cause],
        refusal.facts.count == 1
      else { return nil }
      return Refusal.Cause(rawValue: cause)
    }
    let (none, some) = (Value.rate(Rate(millionths: 0)), Value.rate(Rate(millionths: -1)))
    #expect(try cause("read") == .absent)
    #expect(try cause("halve", .integer(0)) == .divisionByZero)
    #expect(try cause("move", .duration(.init(120_000, .months))) == .calendar)
    #expect(try cause("owe", yuan(1), none, .integer(0)) == .months)
    #expect(try cause("add", try day("2026-02-28")) == .backwards)
    let working = Value.duration(.init(3, .workingDays))
    let push = try town.refusal("push", working)
    #expect(try push[.duration] == working && push[.moment] == .time(at("2026-03-01")))
    let owe = try town.refusal("owe", yuan(1), some, .integer(1))
    #expect(owe.reason == .arithmetic && owe.facts.map(\.value) == [some])
    // Nothing it looked at decided.
    let less = try town.refusal("owe", yuan(-1), none, .integer(1))
    #expect(less.reason == .invalidAmount && less.facts.isEmpty)
    #expect(try town.platform.act(town.lin, town.deal, "lower").isDone)
    let below = try town.refusal("add", try day("2026-03-02"))
    #expect(below.reason == .invalidAmount && below.facts.map(\.fact) == [.rate])
  }

  @Test func nobodyMayActWhileItIsNone() throws {
    let town = try Town()
    let nobody = try town.refusal("rule")
    #expect(nobody.reason == .notAuthorised && nobody.facts.isEmpty)
    #expect(
      try town.platform.act(town.lin, town.deal, "appoint", arguments: [.party(town.lin)]).isDone)
    #expect(try town.platform.act(town.lin, town.deal, "rule").isDone)
    #expect(try town.refusal("appoint", .nobody).reason == .badArgument)
  }
}
