import QiBytecode
import QiLanguage
import QiMachine
import QiValues
import Testing

/// What clauses do to wallets and pots, here a dictionary.
struct MachineTests {
  struct Purse: Settlement {
    var balances: [Place: Int64] = [:]
    var notes: [String] = []
    /// Who cannot be paid.
    var closed: Set<Place> = []

    mutating func settle(_ effect: Effect) throws(Refusal) {
      switch effect {
      case .note(let text): notes.append(text)
      case .split(let parts, let sources):
        let sum = parts.reduce(0) { $0 + $1.amount.fen }
        let available = sources.reduce(0) { $0 + balances[$1.place, default: 0] }
        if sum > available { throw Refusal(.insufficientFunds) }
        var needed = sum
        for source in sources.map(\.place) {
          let draw = min(needed, balances[source, default: 0])
          balances[source, default: 0] -= draw
          needed -= draw
        }
        for part in parts { balances[part.target, default: 0] += part.amount.fen }
      case .pay(let sum, let source, let target):
        if sum < .zero { throw Refusal(.invalidAmount) }
        let available = balances[source.place, default: 0]
        if sum.fen > available {
          throw Refusal(
            .insufficientFunds, (.available, .money(Money(fen: available))), (.needed, .money(sum)))
        }
        if closed.contains(target) { throw Refusal(.limitExceeded) }
        balances[source.place, default: 0] -= sum.fen
        balances[target, default: 0] += sum.fen
      }
    }

    func held(in place: Place) -> Money { Money(fen: balances[place, default: 0]) }
    func mark() -> Purse { self }
    mutating func undo(to mark: Purse) { self = mark }
  }

  private let a = Place.party(ActorNumber(10))
  private let b = Place.party(ActorNumber(11))

  /// Runs the only act of a contract with the terms `sum: money`, `day: date` and the variable `n`.
  private func run(
    _ act: String, arguments: [Value] = [], sum: Int64 = 500, n: Int64 = 1, purse: inout Purse,
    now: String = "2026-03-31 18:00"
  ) throws -> (outcome: QiMachine.Outcome, n: Int64) {
    let program = try template(
      """
      qi 1
      contract Sample {
        parties a, b
        terms { sum: money where sum > ¥0, day: date }
        holds pot owned by a
        var n = 1
        var when_done = now
        start S { \(act)
          after 9 days { pay all from pot to a } -> E }
        end E
      }
      """
    ).program
    let clause = try #require(program.phases.first?.clauses.first?.act)
    var frame = [Int64](repeating: 0, count: program.registerCount)
    frame[Program.now] = try seconds(now)
    let day = try #require(Day(year: 2026, month: 1, day: 31))
    let slots: [Int64] = [10, 11, sum, Int64(day.number), n, 0] + arguments.compactMap(\.slot)
    for (index, slot) in slots.enumerated() { frame[Program.firstSlot + index] = slot }
    _ = try Machine.run(program, from: clause.conditionEntry, frame: &frame, settlement: &purse)
    let outcome = try Machine.run(
      program, from: clause.bodyEntry, frame: &frame, settlement: &purse)
    return (outcome, frame[program.firstVariable])
  }

  private func seconds(_ text: String) throws -> Int64 {
    let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
    let day = try #require(Day(year: numbers[0], month: numbers[1], day: numbers[2]))
    return try #require(Instant(day: day, hour: numbers[3], minute: numbers[4])).seconds
  }

  private func reason(_ act: String, arguments: [Value] = [], sum: Int64 = 500, n: Int64 = 1) throws
    -> Refusal?
  {
    var purse = Purse(balances: [a: 1000])
    do {
      _ = try run(act, arguments: arguments, sum: sum, n: n, purse: &purse)
      return nil
    } catch let refusal as Refusal { return refusal }
  }

  @Test func paymentsRunInOrder() throws {
    var purse = Purse(balances: [a: 1000])
    let act = """
      a may go {
        pay sum from a to pot, pay ¥1 from pot to b, pay all from pot to b
        note "{sum} of {pot}"
      } -> E
      """
    #expect(try run(act, purse: &purse).outcome == .enters(1))
    #expect(purse.balances == [a: 500, b: 500, .pot(0): 0])
    #expect(purse.notes == ["¥5.00 of ¥0.00"])
  }

  @Test func aClauseWithoutAnArrowStays() throws {
    var purse = Purse()
    let (outcome, n) = try run("a may go { n += 41 }", purse: &purse)
    #expect(outcome == .stays)
    #expect(n == 42)
  }

  @Test func whatFailsInTryIsUndoneWhole() throws {
    var purse = Purse(balances: [a: 1000, .pot(0): 300], closed: [b])
    let act = """
      a may go {
        note "before"
        try { n = 7, note "inside", pay sum from a to pot, pay ¥1 from pot to b, n = 8 }
        else { n += 10, note "instead" }
      }
      """
    #expect(try run(act, purse: &purse).n == 11)
    #expect(purse.balances == [a: 1000, .pot(0): 300])
    #expect(purse.notes == ["before", "instead"])
    purse.closed = []
    #expect(try run(act, purse: &purse).n == 8)
    #expect(purse.balances == [a: 500, b: 100, .pot(0): 700])
  }

  @Test func triesNest() throws {
    var purse = Purse(balances: [a: 1000], closed: [b])
    let act = """
      a may go {
        try {
          pay ¥1 from a to pot
          try { pay ¥1 from a to b } else { n += 1, pay ¥2 from a to pot }
          pay ¥1 from a to b
        } else { n += 10, try { pay ¥1 from a to b } else { n += 100 } }
      }
      """
    #expect(try run(act, purse: &purse).n == 111)
    #expect(purse.balances == [a: 1000])
  }

  @Test(
    arguments: [
      ("a may go(x: integer where x < 5) when n > 9 { pay ¥99 from a to b, n = x }", .badArgument),
      ("a may go(x: integer where x < 50) when n > x { pay ¥99 from a to b }", .guardFailed),
      (
        "a may go(x: integer) when n < x { pay ¥99 from a to b, pay -sum + ¥1 from a to b }",
        .insufficientFunds
      ),
      (
        "a may go(x: integer) when n < x { pay ¥1 - sum from a to b, pay ¥99 from a to b }",
        .invalidAmount
      ),
      ("a may go(x: integer) { n = x * 9223372036854775807 }", .arithmetic),
      ("a may go(x: integer) when x + 9223372036854775807 > 0 { n = x }", .arithmetic),
      ("a may go(x: integer) when 0 - 9223372036854775807 - x < 0 { n = x }", .arithmetic),
      ("a may go(x: integer) when day + 9000 years > day { n = x }", .arithmetic),
      ("a may go(x: integer) when false and day + 9000 years > day { n = x }", .guardFailed),
      ("a may go(x: integer) when true or day + 9000 years > day { n = x }", nil),
    ] as [(String, Reason?)])
  func theFirstReasonIsGiven(act: String, reason expected: Reason?) throws {
    #expect(try reason(act, arguments: [.integer(7)])?.reason == expected)
  }

  @Test func refusalsSayWhatDecided() throws {
    let second = "a may go(x: integer, y: integer where x < y) { n = x }"
    let refusal = try reason(second, arguments: [.integer(2), .integer(1)])
    #expect(refusal == Refusal(.badArgument, (.argument, .integer(2))))
    let short = try reason("a may go { pay sum * 3 from a to b }")
    #expect(short?[.needed] == .money(Money(fen: 1500)))
    #expect(short?[.available] == .money(Money(fen: 1000)))
  }

  @Test func termsAreTestedOneByOne() throws {
    let program = try template(
      """
      qi 1
      contract A {
        parties a
        terms { x: integer where x > 0, y: integer where y > x }
        start S { a may go -> E }
        end E
      }
      """
    ).program
    for (x, y, refused) in [(1, 2, nil), (0, 2, 1), (1, 1, 2), (0, 0, 1)]
      as [(Int64, Int64, Int64?)]
    {
      var frame = [Int64](repeating: 0, count: program.registerCount)
      (frame[program.firstTerm], frame[program.firstTerm + 1]) = (x, y)
      var purse = Purse()
      let entry = program.boundsEntry
      if let refused {
        #expect(throws: Refusal(.badArgument, (.argument, .integer(refused)))) {
          try Machine.run(program, from: entry, frame: &frame, settlement: &purse)
        }
      } else {
        #expect(try Machine.run(program, from: entry, frame: &frame, settlement: &purse) == .stays)
      }
    }
  }

  /// A frame smaller than the number of a reason.
  @Test func theSmallestContractHasAGuard() throws {
    let program = try template(
      "qi 1\ncontract A { parties a\nstart S { a may go when false -> E }\nend E }"
    ).program
    let act = try #require(program.phases.first?.clauses.first?.act)
    var (frame, purse) = ([Int64](repeating: 0, count: program.registerCount), Purse())
    #expect(frame.count < 8)
    #expect(throws: Refusal(.guardFailed)) {
      try Machine.run(program, from: act.conditionEntry, frame: &frame, settlement: &purse)
    }
  }

  @Test(arguments: [
    ("0 < n < 5", true), ("0 < n and n < 1", false), ("5 > n >= 1", true), ("n == 1 != 2", true),
    ("1 < n < 5", false), ("0 < 9 < n", false), ("not n > 5", true),
    ("not (n > 0 or n < 0)", false),
    ("2 + 3 * 2 == 8", true), ("-n + 3 - 1 == 1", true), ("n - 1 - 1 == -1", true),
    // A date is its 00:00 where it meets a time.
    ("2026-03-31 < now", true), ("now < 2026-04-01", true), ("today == 2026-03-31", true),
    ("2026-03-31 == now", false), ("day < now <= 2026-03-31 18:00", true),
    // Months clamp, counted from the original date: 31 January.
    ("day + 1 month == 2026-02-28", true), ("day + 2 months == 2026-03-31", true),
    ("day + 25 months == 2028-02-29", true), ("day - 2 months == 2025-11-30", true),
    ("1 year + day == 2027-01-31", true), ("now - 1 month == 2026-02-28 18:00", true),
    ("now + 6 hours == 2026-04-01", true), ("now + 1 day - 24 hours == now", true),
    ("day + 28 days == 2026-02-28", true), ("now + 90 minutes == 2026-03-31 19:30", true),
    ("a == a", true), ("a == b", false), ("a != b", true), ("sum == ¥5", true),
    ("sum * 2 == ¥10", true),
  ])
  func expressions(text: String, holds: Bool) throws {
    let refusal = try reason("a may go when \(text) { n += 1 }")
    #expect(refusal?.reason == (holds ? nil : .guardFailed))
  }

  @Test func dueTimes() throws {
    let program = try template(
      """
      qi 1
      contract A {
        parties a
        terms { day: date, moment: time }
        start S {
          a may go
          on day -> E
          on end of day -> E
          on moment -> E
          after 2 hours -> E
          after 1 month -> E
          a must act within 3 days -> E, failing which -> E
        }
        end E
      }
      """
    ).program
    var frame = [Int64](repeating: 0, count: program.registerCount)
    frame[Program.entered] = try seconds("2026-01-31 10:00")
    let day = try #require(Day(year: 2026, month: 2, day: 28))
    (frame[program.firstTerm], frame[program.firstTerm + 1]) = (
      Int64(day.number), try seconds("2026-05-01 08:30")
    )
    var purse = Purse()
    let due = try (program.phases.first?.clauses ?? []).compactMap(\.deadline).map { deadline in
      var copy = frame
      _ = try Machine.run(program, from: deadline.dueEntry, frame: &copy, settlement: &purse)
      return Instant(seconds: copy[deadline.dueRegister])?.description
    }
    #expect(
      due == [
        "2026-02-28 00:00", "2026-03-01 00:00", "2026-05-01 08:30", "2026-01-31 12:00",
        "2026-02-28 10:00", "2026-02-03 10:00",
      ])
  }
}

/// For settlements that have to do with money alone, and that nobody watches.
extension Settlement {
  /// A town without holidays.
  func isWorkingDay(_ day: Day, at now: Instant) -> Bool { !day.isWeekend }
  mutating func setAside(_ place: Place) -> Bool { false }

  func number(of text: String) -> Int64 { 0 }
  func value(_ slot: Int64, _ type: ValueType) -> Value {
    Value(slot: slot, type: type) ?? .integer(slot)
  }
  func digest(_ rule: DigestRule, of values: [(slot: Int64, type: ValueType)]) -> Int64 { 0 }
  func name(of actor: ActorNumber) -> String { "#\(actor.number)" }
  func kind(of actor: ActorNumber) -> Int64 { 0 }
  func balance(of actor: ActorNumber) -> Money { .zero }
  var observes: Bool { false }
  func observe(_ observation: Observation, _ frame: [Int64]) {}
  func observe(undone refusal: Refusal) {}
}
