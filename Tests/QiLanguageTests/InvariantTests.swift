import QiBytecode
import QiDiagnostics
import QiValues
import Testing

@testable import QiLanguage

/// What an invariant may say, and what it is lowered to.
struct InvariantTests {
  private func contract(_ members: String) -> String {
    """
    qi 1
    contract Sample {
      parties a, b
      terms { sum: money where sum > ¥0, until: date }
      holds pot owned by a
      var n = 1
      var seen = begun
      \(members)
      start S { a may put { pay sum from a to pot, n += 1 } -> P, after 1 day -> E }
      phase P { on end of until { pay all from pot to b, note "{n} {seen}" } -> F }
      end E, F
    }
    """
  }

  @Test(
    arguments: [
      ("invariant: pot <= sum", nil), ("invariant in P: pot == sum * (n - 1) and n > 1", nil),
      ("invariant in S, E, F: pot == ¥0", nil),
      ("invariant in P: a != b and until > begun and seen >= begun", nil),
      ("invariant: pot", "Q2301 pot"), ("invariant: nobody > 1", "Q2001 nobody"),
      ("invariant in P, T: n > 0", "Q2003 T"), ("invariant in P, S, P: n > 0", "Q2012 P"),
      ("invariant: until > today", "Q2167 today"), ("invariant: n > 0 and now > seen", "Q2167 now"),
      ("invariant n > 0", "Q1104 n"), ("invariant in: n > 0", "Q1104 :"),
    ] as [(String, String?)])
  func whatIsSaid(invariant: String, mark: String?) throws {
    let source = SourceFile(name: "", text: contract(invariant))
    let marks = try compile(source).diagnostics.map { "\($0.code) \(source.text($0.range))" }
    #expect(mark == nil ? marks == [] : marks.first == mark, "\(marks)")
  }

  @Test(
    arguments: [
      ("property \"x\": a loses at most sum", nil), ("property \"\": ends within 3 months", nil),
      ("性质 “x”：b 至少收到 sum * n 一旦进入 F", nil),
      ("property \"x\": b receives at least sum * 3% rounding up once in P", nil),
      ("property \"x\": a loses at most pot - ¥1", nil),
      ("property \"x\": pot loses at most sum", "Q2004 pot"),
      ("property \"x\": nobody loses at most sum", "Q2001 nobody"),
      ("property \"x\": a loses at most n", "Q2301 n"),
      ("property \"x\": a loses at most sum * 3%", "Q2110 sum * 3%"),
      ("property \"x\": a loses at most sum * days(today, until)", "Q2480 today"),
      ("property \"x\": a receives at least sum once in T", "Q2003 T"),
      ("property \"x\": a receives at least sum", "Q1104 start"),
      ("property \"x\": ends within n", "Q2301 n"), ("property: n > 0", "Q1104 :"),
      ("property \"x\": a gains sum", "Q1104 gains"),
    ] as [(String, String?)])
  func whatIsSaidOfAProperty(property: String, mark: String?) throws {
    let source = SourceFile(name: "", text: contract(property))
    let marks = try compile(source).diagnostics.map { "\($0.code) \(source.text($0.range))" }
    #expect(mark == nil ? marks == [] : marks.first == mark, "\(marks)")
  }

  /// A contract has the identity it had before there were properties as long as it has none.
  @Test func aPropertyIsPartOfTheIdentity() throws {
    let one = "property \"x\": a loses at most sum\n"
    let (with, plain) = (try template(contract(one)), try template(contract("")))
    #expect(with.identity != plain.identity)
    #expect(with.program.disassembly.contains("property 1:\n"))
    let many = String(repeating: one, count: Checker.maximumProperties)
    #expect(try codes(contract(many)) == [])
    #expect(try codes(contract(many + one)) == ["Q2007"])
  }

  @Test func thereAreSoManyAtMost() throws {
    let one = "invariant: n > 0\n"
    #expect(try codes(contract(String(repeating: one, count: Checker.maximumInvariants))) == [])
    let many = contract(String(repeating: one, count: Checker.maximumInvariants + 1))
    #expect(try codes(many) == ["Q2007"])
  }

  @Test func eachKnowsItsPhasesAndNames() throws {
    let program = try template(
      contract("invariant: pot <= sum, invariant in F, P: n * n > 0 and pot <= sum and sum > pot")
    ).program
    #expect(program.invariants.map(\.phases) == [[], [3, 1]])
    #expect(program.invariants.map(\.names) == [["pot", "sum"], ["n", "pot", "sum"]])
    #expect(program.disassembly.contains("invariant 2:\n"))
  }

  @Test func itIsPartOfTheIdentity() throws {
    let plain = try template(contract(""))
    let english = try template(contract("invariant in S, P: n > 0"))
    let chinese = try template(contract("恒有 在 S、P： n ＞ 0"))
    #expect(english.identity == chinese.identity && english.identity != plain.identity)
    #expect(try identity(contract("invariant in P, S: n > 0")) != english.identity)
    #expect(try identity(contract("invariant: n > 0")) != english.identity)
    for template in [plain, english] {
      #expect(try Template(tree: template.tree).program.disassembly == template.program.disassembly)
    }
  }

  /// A pot's name is what it holds, in guards, clauses and invariants alike; not at signing.
  @Test func potsCanBeNamedWhereTheContractRuns() throws {
    let text = contract("invariant: pot >= ¥0").replacing(
      "on end of until {",
      with: "b may ask when pot > ¥1 { let x = pot, note \"{x} {pot}\" } on end of until {")
    #expect(try codes(text) == [])
    #expect(try codes(contract("var m = pot")).contains("Q2010"))
  }
}
