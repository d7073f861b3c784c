import QiBytecode
import QiDiagnostics
import QiMachine
import QiValues
import Testing

@testable import QiLanguage

/// `let`: what a name keeps, how far it reaches, and what it must not be.
struct NamedValueTests {
  private func contract(_ statements: String) -> String {
    """
    qi 1
    contract Sample {
      parties a, b
      terms { sum: money where sum > ¥0, day: date where day > begun }
      holds pot owned by a
      var n = 1
      start S {
        a may go { \(statements) }
        after 9 days { pay all from pot to a, note "{sum} {n}" } -> E
      }
      end E
    }
    """
  }

  private func marks(_ text: String) throws -> [String] {
    let source = SourceFile(name: "", text: text)
    return try compile(source).diagnostics.filter { $0.code != "Q2202" }
      .map { "\($0.code) \(source.text($0.range))" }
  }

  private func run(_ statements: String, n: Int64) throws -> (n: Int64, notes: [String]) {
    let program = try template(contract(statements)).program
    let clause = try #require(program.phases.first?.clauses.first?.act)
    var frame = [Int64](repeating: 0, count: program.registerCount)
    frame[program.firstVariable] = n
    frame[Program.firstSlot + 1] = 11
    var purse = MachineTests.Purse(balances: [.pot(0): 700])
    _ = try Machine.run(program, from: clause.bodyEntry, frame: &frame, settlement: &purse)
    return (frame[program.firstVariable], purse.notes)
  }

  @Test(
    arguments: [
      ("let x = n, n += 5, n += x", 2, 9), ("let x = n * 2, let y = x + 1, n = x * y", 2, 20),
      ("if n > 1 { let x = n, n = x + 1 } else { let x = 9, n = x }", 2, 3),
      ("if n > 1 { let x = n, n = x + 1 } else { let x = 9, n = x }", 1, 9),
      ("let x = n + 1, if n > 1 { let y = x + 1, n = y + 1 }, let z = 10, n += x * z", 2, 35),
      ("let x = n, try { n = 9, pay ¥900 from pot to b } else { n += x }", 2, 4),
    ] as [(String, Int64, Int64)])
  func aNameKeepsWhatItWasThen(statements: String, n: Int64, after: Int64) throws {
    #expect(try run(statements, n: n).n == after)
  }

  @Test func aPotIsReadWhenItIsNamed() throws {
    let notes = try run(
      """
      let before = pot, pay ¥2 from pot to b, let late = now > begun
      note "{before} {pot} {late}"
      """,
      n: 1
    ).notes
    #expect(notes == ["¥7.00 ¥5.00 false"])
  }

  @Test(
    arguments: [
      ("let x = 1", "Q2009 x"), ("let x = 1, n = x", nil), ("let n = 1", "Q2002 n"),
      ("let x = 1, let x = 2, n = x", "Q2002 x"),
      ("let x = 1, if n > 1 { let x = 2, n = x }, n = x", "Q2002 x"),
      ("if n > 1 { let x = 2, n = x }, n = x", "Q2001 x"), ("n = x, let x = 1, n = x", "Q2001 x"),
      ("let x = x", "Q2001 x"), ("let x = 1, x = 2, n = x", "Q2005 x"),
      ("let x = 3 days, note \"{x}\"", nil), ("let x = \"a\", note \"{x}\"", nil),
      ("let x = sum * 2, pay x from a to pot", nil), ("let x = sum, n = x", "Q2301 x"),
      ("let x = day + 1 month, note \"{x}\"", nil),
      ("if n > 1 { let x = 1, n = x } else { let x = ¥1, pay x from a to pot }", nil),
      ("if n > 1 { let x = 1, n = x } else { let x = 2 }", "Q2009 x"),
      ("let x 1", "Q1104 1"), ("let = 1", "Q2001 let"), ("let 3 = 1", "Q1104 3"),
    ] as [(String, String?)])
  func whatIsSaid(statements: String, mark: String?) throws {
    #expect(try marks(contract(statements)) == (mark.map { [$0] } ?? []))
  }

  @Test func aClauseNamesSoManyAndNoMore() throws {
    func text(_ count: Int) -> String {
      contract((1...count).map { "let x\($0) = \($0), n += x\($0)" }.joined(separator: "\n"))
    }
    #expect(try codes(text(64)) == [])
    #expect(try codes(text(65)) == ["Q2007"])
  }

  @Test func bothSpellingsAreOneTree() throws {
    let written = try template(contract("let x = n + 1, n = x"))
    #expect(written.identity == (try identity(contract("令 x ＝ n ＋ 1，n ＝ x"))))
    #expect(written.identity != (try identity(contract("let y = n + 1, n = y"))))
    #expect(try Template(tree: written.tree).program.disassembly == written.program.disassembly)
  }
}
