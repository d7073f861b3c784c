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
        start A {
            a may look when seen[b] == today { note "seen" }
            a may ask when chief is not none and chief == b { note "{chief}" }
            a may wait(by: duration) when notice < by { note "{by}" }
            a may move(by: duration) { seen[b] = day - by }
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
    for count in [-1, 3_652_426] as [Int64] {
      #expect(try town.refusal("move", .duration(.init(count, .days))).reason == .badArgument)
    }
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
