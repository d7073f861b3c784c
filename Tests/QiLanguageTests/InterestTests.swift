import QiBytecode
import QiDiagnostics
import QiMachine
import QiValues
import Testing

@testable import QiLanguage

/// `interest`, rates a day, `level`, and one rounding for a contract.
struct InterestTests {
  private func contract(_ value: String, rounding: String = "rounding half up") -> String {
    """
    qi 1
    contract Sample {
      parties a
      terms { m: money, n: integer, r: rate, late: rate a day, d: date }
      \(rounding)
      var x = \(value)
      start S { a may go { note "{x} {m} {n} {r} {late} {d}" } -> E }
      end E
    }
    """
  }

  private func initial(_ value: String, rounding: String = "rounding half up") throws -> Value? {
    let program = try template(contract(value, rounding: rounding)).program
    var frame = [Int64](repeating: 0, count: program.registerCount)
    // ¥1,000,000, 3, 3.5%, 0.05% a day, 2026-01-31.
    for (index, term) in ([100_000_000, 3, 35_000, 500, 20_484] as [Int64]).enumerated() {
      frame[program.firstTerm + index] = term
    }
    var purse = MachineTests.Purse()
    _ = try Machine.run(program, from: program.initialEntry, frame: &frame, settlement: &purse)
    guard case .scalar(let type) = program.variables[0].type else { return nil }
    return Value(slot: frame[program.firstVariable], type: type)
  }

  @Test(
    arguments: [
      ("interest(m, r, d, d + 1 year, actual/365)", 3_500_000),
      ("interest(m, r, d, d + 1 year, actual/360)", 3_548_611),
      ("interest(m, r, d, d + 1 month, 30E/360)", 272_222),
      ("interest(m, r * 150%, d, d + 1 day, actual/365)", 14_384),
      ("interest(m, late, d, d + 30 days)", 1_500_000),
      ("m * late * days(d, d + 30 days)", 1_500_000),
      ("days(d, d + 30 days) * (late + 1 bp a day) * m", 1_800_000),
      ("interest(m / 3, late * 2.5%, d, d + 1 day)", 417),
      ("interest(m, r, d, d - 1 day, actual/365)", -9_589),
      ("m / n", 33_333_333), ("min(m / n, ¥1)", 100), ("m / n rounding up", 33_333_334),
      ("level(m, r, 360)", 449_045), ("level(m / n, r, n) rounding down", 11_175_988),
      ("m * (late / (0.1% a day))", 50_000_000), ("level(m, r, n / 2)", 50_218_856),
      // Rounded at once, by the contract or as it says itself.
      ("level(m, r, 360) * 2", 898_090), ("-level(m, r, 360) / 3", -149_682),
      ("level(m, r, 360) * 2 rounding up", 898_090),
      ("(level(m, r, 360) rounding down) * 2", 898_088),
      ("max(level(m, r, 360), m / 300)", 449_045),
      ("interest(level(m, r, n), late, d, d + 1 day)", 16_764),
    ] as [(String, Int64)])
  func money(value: String, fen: Int64) throws {
    #expect(try initial(value) == .money(Money(fen: fen)))
  }

  @Test func kindsOfRates() throws {
    #expect(try initial("late + 1 bp a day") == .dailyRate(Rate(millionths: 600)))
    #expect(try initial("late < 0.1% a day and late / 2 <= 0.025% a day") == .boolean(true))
    #expect(try initial("late")?.description == "0.05% a day")
  }

  /// One mistake, one message; without a rounding what need not be whole stays a mistake.
  @Test(
    arguments: [
      ("late + r", "Q2420"), ("late < r", "Q2420"), ("m * late", "Q2421"),
      ("m * late rounding up", "Q2421"), ("m * late * days(d, d) + m * late", "Q2420"),
      ("late * late", "Q2302"), ("n / late", "Q2420"), ("interest(m, r, d, d)", "Q2422"),
      ("interest(m, late, d, d, actual/365)", "Q2423"), ("interest(n, r, d, d, 30E/360)", "Q2301"),
      ("interest(m, n, d, d, 30E/360)", "Q2301"), ("interest(m, r, d, now, 30E/360)", "Q2301"),
      ("interest(m, r, d)", "Q1104"), ("interest(m, r, d, d, 365)", "Q1104"),
      ("level(m, late, n)", "Q2301"), ("actual/365", "Q1104"), ("r * 150%", "Q2112"),
      ("n / 2", "Q2112"), ("min(r * 2, 5%)", "Q2112"), ("sm3(r / 12)", "Q2112"),
      ("sm3(m * late)", "Q2421"),
    ])
  func whatIsWrong(value: String, code: String) throws {
    #expect(try codes(contract(value)) == [code])
  }

  @Test(
    arguments: ["m / n", "interest(m, r, d, d, 30E/360)", "level(m, r, n)", "min(m / n, m)"])
  func nothingRoundsByItself(value: String) throws {
    #expect(try codes(contract(value, rounding: "")) == ["Q2110"])
  }

  @Test(
    arguments: [
      "level(m, r, n) * 2", "-level(m, r, n)", "level(m, r, n) < m", "m - level(m, r, n)",
    ])
  func anInstalmentIsRoundedFirst(value: String) throws {
    #expect(try codes(contract(value, rounding: "")) == ["Q2113"])
  }

  /// An integer is wanted.
  @Test(
    arguments: [
      (": integer = n / 2", 2), (": integer = r * 50", 2), (": integer = -n / 2", -2),
    ] as [(String, Int64)])
  func whatIsNoMoneyIsRoundedToAnInteger(value: String, integer: Int64) throws {
    let text = contract("0").replacing("var x = 0", with: "var x\(value)")
    let program = try template(text).program
    var frame = [Int64](repeating: 0, count: program.registerCount)
    for (index, term) in ([0, 3, 35_000] as [Int64]).enumerated() {
      frame[program.firstTerm + index] = term
    }
    var purse = MachineTests.Purse()
    _ = try Machine.run(program, from: program.initialEntry, frame: &frame, settlement: &purse)
    #expect(frame[program.firstVariable] == integer)
  }

  @Test func aContractRoundsInOneWay() throws {
    let twice = contract("m", rounding: "rounding up, rounding up")
    #expect(try codes(twice) == ["Q1130"])
    #expect(try initial("-m * 0.0001% / 200", rounding: "rounding half even") == .money(.zero))
  }

  @Test func bothSpellingsGiveOneTree() throws {
    let value =
      "interest(m, late, d, d) + interest(m, r, d, d, 30E/360) + (level(m, r, n) rounding down)"
    let source = SourceFile(name: "", text: contract(value))
    let chinese = try #require(layOut(source, in: .zh))
    for word in ["late: 日利率", "利息(m, late", "30E/360)", "等额(m", "\n    四舍五入\n"] {
      #expect(chinese.contains(word), "\(chinese)")
    }
    let other = try template(chinese)
    #expect(try template(contract(value)).identity == other.identity)
    #expect(try Template(tree: other.tree).identity == other.identity)
  }

  /// Without a parenthesis behind them the words are names.
  @Test func theWordsStayNames() throws {
    let text =
      "qi 1 contract C { parties level terms { interest: integer, actual: integer } "
      + "var x = interest + actual start S { level may go { note \"{x}\" } -> E } end E }"
    #expect(try codes(text) == [])
  }
}
