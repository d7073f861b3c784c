import QiBytecode
import QiDiagnostics
import QiMachine
import QiValues
import Testing

@testable import QiLanguage

/// `if`: which branch runs, where the clause ends, and every path a checker has to follow.
struct ChoiceTests {
  private func contract(_ clauses: String, phases: String = "") -> String {
    """
    qi 1
    contract Sample {
      parties a, b
      terms { sum: money where sum > ¥0 }
      holds pot owned by a
      var n = 1
      start S {
        \(clauses)
        after 9 days { pay all from pot to a, note "{sum} {n}" } -> E
      }
      \(phases)
      phase P { after 1 day { pay all from pot to a } -> E }
      phase Q { after 1 day { pay all from pot to a } -> E }
      end E
    }
    """
  }

  private func marks(_ text: String) throws -> [String] {
    let source = SourceFile(name: "", text: text)
    return try compile(source).diagnostics
      .filter { $0.severity == .error }.map { "\($0.code) \(source.text($0.range))" }
  }

  private let act = """
    a may go {
      if n > 10 { n += 100 } -> P else if n > 5 -> Q else if n > 3 { n += 1000 } else { n += 10 }
      if n > 1000 { n += 1 } -> P
      n += 2
    } -> E
    """

  @Test(
    arguments: [
      (11, 111, "P"), (10, 10, "Q"), (6, 6, "Q"), (5, 1006, "P"), (3, 15, "E"), (1, 13, "E"),
    ] as [(Int64, Int64, String)])
  func theFirstThatHoldsRuns(n: Int64, after: Int64, phase: String) throws {
    let program = try template(contract(act)).program
    let clause = try #require(program.phases.first?.clauses.first?.act)
    var frame = [Int64](repeating: 0, count: program.registerCount)
    frame[program.firstVariable] = n
    var purse = MachineTests.Purse()
    let outcome = try Machine.run(
      program, from: clause.bodyEntry, frame: &frame, settlement: &purse)
    #expect(frame[program.firstVariable] == after)
    guard case .enters(let index) = outcome else { throw Refusal(.wrongPhase) }
    #expect(program.phases[index].name == phase)
  }

  @Test func aPathWithoutAnArrowStays() throws {
    let program = try template(contract("a may go { if n > 1 -> P }")).program
    let clause = try #require(program.phases.first?.clauses.first?.act)
    var frame = [Int64](repeating: 0, count: program.registerCount)
    var purse = MachineTests.Purse()
    let outcome = try Machine.run(
      program, from: clause.bodyEntry, frame: &frame, settlement: &purse)
    #expect(outcome == .stays)
  }

  @Test func noRunIsLongerThanSaid() throws {
    let branches = (1...40).map { "if n == \($0) { n += 1 } -> P" }.joined(separator: "\n")
    let program = try template(contract("a may go { \(branches) }")).program
    // Condition, three instructions, and a jump, forty times.
    #expect(program.longestRun >= 40 * 3)
    #expect(program.longestRun <= program.instructions.count)
  }

  @Test(
    arguments: [
      ("if n > 1 -> P else -> Q", nil), ("if n > 1 { n = 2 }", nil), ("if n -> P", "Q2301 n"),
      ("if n > 1 -> Nowhere", "Q2003 Nowhere"), ("if n > 1", "Q1104 }"),
      ("if n > 1 n = 2", "Q1104 n"), ("if n > 1 { n = 2 } else", "Q1104 }"),
      ("if n > 1 { n = 2 -> P }", "Q1106 ->"), ("if n > 1 { pay sum from b to a }", "Q2104 b"),
      ("if n > 1 { } else { pay sum from b to a }", "Q2104 b"),
      ("try { if n > 1 -> P } else { }", "Q2205 P"),
      ("try { } else { if n > 1 { if n > 2 { } else -> P } }", "Q2205 P"),
      ("if n > 1 -> P else -> Q, n = 2, n = 3", "Q2206 n = 2"),
      ("if n > 1 { if n > 2 -> P else -> Q, n = 2 }", "Q2206 n = 2"),
      ("if n > 1 { if n > 2 -> P else -> Q } else -> P, n = 2", "Q2206 n = 2"),
      ("if n > 1 { if n > 2 -> P } else -> P, n = 2", nil),
      ("if = 2", "Q2001 if"),
    ] as [(String, String?)])
  func whatIsSaid(statements: String, mark: String?) throws {
    #expect(try marks(contract("a may go { \(statements) }")) == (mark.map { [$0] } ?? []))
  }

  @Test func anArrowNothingGetsToIsRefused() throws {
    let text = contract("a may go { if n > 1 -> P else -> Q } -> E")
    #expect(try marks(text) == ["Q2206 E"])
  }

  /// What time has to do in a phase that may hold money.
  @Test(
    arguments: [
      ("after 1 day { if n > 1 -> P else -> Q }", nil),
      ("after 1 day { if n > 1 -> P } -> Q", nil),
      ("after 1 day { if n > 1 -> P }", "Q2201 Held"),
      ("after 1 day { if n > 1 { if n > 2 -> P } else -> Q }", "Q2201 Held"),
      ("after 1 day { if n > 1 -> Held } -> P", "Q2204 Held"),
      ("a must do within 1 day { if n > 1 -> P } -> Q, failing which -> P", nil),
      ("a must do within 1 day { if n > 1 -> P }, failing which -> P", "Q2201 Held"),
      ("a must do within 1 day -> P, failing which { if n > 1 -> P }", "Q2201 Held"),
    ] as [(String, String?)])
  func everyPathOfTimeLeadsOn(clause: String, mark: String?) throws {
    let text = contract(
      "a may put { pay sum from a to pot } -> Held", phases: "phase Held { \(clause) }")
    #expect(try marks(text) == (mark.map { [$0] } ?? []))
  }

  /// Money that one path only pays in or out.
  @Test(arguments: [
    ("if n > 1 { pay sum from a to pot } -> Stuck", true), ("if n > 1 -> Stuck", false),
    ("if n > 1 -> Stuck, pay sum from a to pot", false),
    ("if n > 1 { pay sum from a to pot }, if n > 2 -> Stuck", true),
    ("pay sum from a to pot, if n > 1 { pay all from pot to b } -> Stuck", false),
    ("pay sum from a to pot, if n > 1 { pay all from pot to b }, if n > 2 -> Stuck", true),
    (
      "pay sum from a to pot, if n > 1 { pay all from pot to b } else { pay all from pot to a }"
        + ", if n > 2 -> Stuck", false
    ),
    (
      "pay sum from a to pot, if n > 1 { pay all from pot to b } else -> P, if n > 2 -> Stuck",
      false
    ),
  ])
  func moneyIsFollowedAlongEachPath(statements: String, isStuck: Bool) throws {
    let text = contract(
      "a may go { \(statements) } -> P", phases: "phase Stuck { b may leave -> E }")
    #expect(try marks(text) == (isStuck ? ["Q2201 Stuck"] : []))
  }

  @Test func bothSpellingsAndElseIfAreOneTree() throws {
    let english = "a may go { if n > 1 -> P else if n > 2 { n = 2 } else { n = 3 } }"
    let chinese = "a 可 go ｛ 若 n > 1 -> P 否则 ｛ 若 n > 2 ｛ n = 2 ｝ 否则 ｛ n = 3 ｝ ｝ ｝"
    let written = try template(contract(english))
    #expect(written.identity == (try identity(contract(chinese))))
    #expect(try Template(tree: written.tree).program.disassembly == written.program.disassembly)
    #expect(
      written.identity != (try identity(contract(english.replacing("{ n = 3 }", with: "{ }")))))
    let none = "a may go { if n > 1 { n = 3 } }"
    #expect(try identity(contract(none)) != identity(contract("\(none.dropLast(2)) else { } }")))
  }

  @Test func deepChoicesAreReadBack() throws {
    let sum = Array(repeating: "1", count: 250).joined(separator: " + ")
    let deep =
      String(repeating: "if n > 0 { ", count: 58) + "n = \(sum)"
      + String(repeating: " }", count: 58)
    let long = (1...60).map { "if n > \($0) { n = 0 }" }.joined(separator: " else ")
    let template = try template(contract("a may go { \(deep) }, a may come { \(long) }"))
    #expect(try Template(tree: template.tree).identity == template.identity)
    let endless = (1...5000).map { "if n > \($0) { n = 0 }" }.joined(separator: " else ")
    #expect(try codes(contract("a may go { \(endless) }")) == ["Q1105"])
  }
}
