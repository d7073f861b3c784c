import QiBytecode
import QiDiagnostics
import QiMachine
import QiValues
import Testing

@testable import QiLanguage

/// `min`, `max` and `days`.
struct FunctionTests {
  private func contract(_ value: String) -> String {
    """
    qi 1
    contract Sample {
      parties a
      terms { day: date where day > begun, m: money, n: integer }
      var x = \(value)
      start S { a may go { note "{x} {day} {m} {n}" } -> E }
      end E
    }
    """
  }

  private func initial(_ value: String) throws -> Value? {
    let program = try template(contract(value)).program
    var frame = [Int64](repeating: 0, count: program.registerCount)
    frame[Program.begun] = 86_400
    let terms: [Int64] = [10, 500, 3]
    for (index, term) in terms.enumerated() { frame[program.firstTerm + index] = term }
    var purse = MachineTests.Purse()
    _ = try Machine.run(program, from: program.initialEntry, frame: &frame, settlement: &purse)
    guard case .scalar(let type) = program.variables[0].type else { return nil }
    return Value(slot: frame[program.firstVariable], type: type)
  }

  @Test func theLeastAndTheGreatest() throws {
    #expect(try initial("min(m, ¥4, ¥6)") == .money(.yuan(4)))
    #expect(try initial("max(m, ¥4, m * n)") == .money(.yuan(15)))
    #expect(try initial("min(n, -n) + max(1, n) * 2") == .integer(3))
    // A date among times is its 00:00.
    #expect(
      try initial("max(day, begun)") == Instant(seconds: 10 * 86_400 - 28_800).map(Value.time))
    #expect(try initial("min(day, day + 1 month)") == Day(number: 10).map(Value.date))
  }

  /// The first in, the last out: the same date is no day, and days can be counted backwards.
  @Test func daysBetween() throws {
    #expect(try initial("days(day, day)") == .integer(0))
    #expect(try initial("days(day, day + 3 days)") == .integer(3))
    #expect(try initial("days(2028-02-28, 2028-03-01)") == .integer(2))
    #expect(try initial("days(2026-03-01, 2026-02-01)") == .integer(-28))
  }

  @Test(
    arguments: [
      ("min(m)", "Q2109"), ("days(day)", "Q2109"), ("days(day, day, day)", "Q2109"),
      ("min(m, n)", "Q2303"), ("max(day, 3 days)", "Q2303"), ("days(begun, day)", "Q2301"),
      ("min(true, false)", "Q2303"), ("min()", "Q1104"), ("min(m, ¥1) + 1", "Q2302"),
    ])
  func whatIsWrong(value: String, code: String) throws {
    #expect(try codes(contract(value)) == [code])
  }

  /// Without a parenthesis behind them the words are names and units.
  @Test func theWordsStayNames() throws {
    let text =
      "qi 1 contract C { parties min terms { max: integer, days: integer } "
      + "var x = max + days start S { min may go { note \"{x}\" } -> E } end E }"
    #expect(try codes(text) == [])
  }

  @Test func aTreeOfThemIsReadBack() throws {
    let made = try template(contract("max(days(2026-01-01, day), 1, n) * 2"))
    #expect(try Template(tree: made.tree).identity == made.identity)
    let chinese = try #require(layOut(SourceFile(name: "", text: contract("max(n, 1)")), in: .zh))
    #expect(chinese.contains("较大(n, 1)"))
  }
}
