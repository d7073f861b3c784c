import QiBytecode
import QiDiagnostics
import QiMachine
import QiValues
import Testing

@testable import QiLanguage

/// Rates, quotients and their one rounding.
struct FractionTests {
  private func contract(_ value: String) -> String {
    """
    qi 1
    contract Sample {
      parties a
      terms { m: money, n: integer, r: rate }
      var x = \(value)
      start S { a may go { note "{x} {m} {n} {r}" } -> E }
      end E
    }
    """
  }

  private func initial(_ value: String, m: Int64 = 10_000, n: Int64 = 3) throws -> Value? {
    let program = try template(contract(value)).program
    var frame = [Int64](repeating: 0, count: program.registerCount)
    for (index, term) in [m, n, 35_000].enumerated() { frame[program.firstTerm + index] = term }
    var purse = MachineTests.Purse()
    _ = try Machine.run(program, from: program.initialEntry, frame: &frame, settlement: &purse)
    guard case .scalar(let type) = program.variables[0].type else { return nil }
    return Value(slot: frame[program.firstVariable], type: type)
  }

  private func fen(_ fen: Int64) -> Value { .money(Money(fen: fen)) }

  @Test(
    arguments: [
      ("m / n rounding down", 3_333), ("m / n rounding up", 3_334),
      ("m / n rounding half up", 3_333), ("m * 2 / n rounding half up", 6_667),
      ("m * r rounding down", 350), ("m * 25 bp rounding down", 25),
      ("-m / 8 * 5% rounding half up", -63), ("-m / 8 * 5% rounding half even", -62),
      // One rounding, at the end: thirds make a whole again.
      ("m / n + m / n + m / n rounding down", 10_000),
      ("(m / n rounding down) * n", 9_999), ("m * (1 + r) rounding down", 10_350),
      ("m - m / 7 rounding up", 8_572), ("m / (n / 2) rounding down", 6_666),
    ] as [(String, Int64)])
  func money(value: String, fen: Int64) throws {
    #expect(try initial(value) == self.fen(fen))
  }

  @Test func numbersAndRates() throws {
    #expect(try initial("m / ¥30 rounding down") == .integer(3))
    #expect(try initial("n / 2 rounding half even") == .integer(2))
    #expect(try initial("r + 25 bp") == .rate(Rate(millionths: 37_500)))
    #expect(try initial("r * n > 10% and m / n < ¥33.34 and m / n > ¥33.33") == .boolean(true))
    #expect(try initial("m / n == m / 3 and m / n != ¥33.33 and n / 3 >= 1") == .boolean(true))
    #expect(try initial("min(m / n rounding up, ¥50)") == fen(3_334))
  }

  @Test func whatIsOutOfBoundsIsRefused() {
    #expect(throws: Refusal(arithmetic: .divisionByZero)) {
      try initial("m / (n - 3) rounding down")
    }
    #expect(throws: Refusal(.arithmetic)) {
      try initial("m * 300% * 300% rounding down", m: .max)
    }
  }

  @Test(
    arguments: [
      ("m / n", "Q2110"), ("m * r", "Q2110"), ("¥1 / m * n", "Q2110"), ("n / m", "Q2302"),
      ("m / n + 1 rounding down", "Q2302"), ("m * m / m rounding down", "Q2304"),
      ("m + r rounding down", "Q2302"), ("begun rounding down", "Q2301"),
      ("min(m / n, m)", "Q2110"), ("m / n < n", "Q2303"), ("r == 1", "Q2303"),
    ])
  func whatIsWrong(value: String, code: String) throws {
    #expect(try codes(contract(value)) == [code])
  }

  @Test func bothSpellingsGiveOneTree() throws {
    let value = "(m * r / 360 * days(2026-01-01, 2026-03-01) rounding half even) + ¥1"
    let source = SourceFile(name: "", text: contract(value))
    let chinese = try #require(layOut(source, in: .zh))
    #expect(chinese.contains("四舍六入") && chinese.contains("r: 比率"))
    let other = try template(chinese)
    #expect(try template(contract(value)).identity == other.identity)
    #expect(try Template(tree: other.tree).identity == other.identity)
  }
}
