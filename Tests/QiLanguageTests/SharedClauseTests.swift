import QiBytecode
import QiDiagnostics
import QiValues
import Testing

@testable import QiLanguage

/// `in A, B { … }`: clauses written once for several phases.
struct SharedClauseTests {
  private func contract(_ shared: String, inQ: String = "") -> String {
    """
    qi 1
    contract Sample {
      parties a, b
      terms { sum: money where sum > ¥0 }
      holds pot owned by a
      start S {
        a may put { pay sum from a to pot } -> P
        after 9 days -> E
      }
      \(shared)
      phase P { b may go -> Q, b may wait }
      phase Q { \(inQ) }
      end E
    }
    """
  }

  private let release = "after 9 days { pay all from pot to a } -> E"

  private func marks(_ text: String) throws -> [String] {
    let source = SourceFile(name: "", text: text)
    return try compile(source).diagnostics.map { "\($0.code) \(source.text($0.range))" }
  }

  @Test func theyFollowThePhasesOwnInOrder() throws {
    let shared = "in Q, P { a may x, \(release) }, in S { a may y }, in P { a may z }"
    let program = try template(contract(shared, inQ: "a may own")).program
    let names = program.phases.map { $0.clauses.map { $0.act?.name ?? "time" } }
    #expect(
      names == [
        ["put", "time", "y"], ["go", "wait", "x", "time", "z"], ["own", "x", "time"], [],
      ])
    let numbers = program.phases.map { $0.clauses.map(\.number) }
    for (phase, clauses) in numbers.enumerated() {
      let expected = clauses.indices.map {
        ClauseNumber(phase: UInt16(phase + 1), clause: UInt16($0 + 1))
      }
      #expect(clauses == expected)
    }
    // Written once, lowered once.
    #expect(program.instructions.filter { $0.operation == .payAll }.count == 1)
  }

  @Test(
    arguments: [
      ("in P, Q { RELEASE }", nil), ("in P { RELEASE }, in Q { RELEASE }", nil),
      ("in P { RELEASE }", "Q2201 Q"), ("in Q { RELEASE }", "Q2201 P"),
      ("in P, Q, E { RELEASE }", "Q2011 E"), ("in P, Q, R { RELEASE }", "Q2003 R"),
      ("in P, Q, P { RELEASE }", "Q2012 P"), ("in P, Q { after 1 day -> P }", "Q2204 P"),
      ("in P, Q { after 1 day -> P, after 2 days -> Q }", "Q2204 P Q2204 Q"),
      ("in P, Q { after 1 day -> E }", "Q2202 E"),
      ("in P, Q { RELEASE, a may take { pay sum from b to a } }", "Q2104 b"),
      ("in P, Q { RELEASE, a may take(x: money) }", "Q2009 x"),
      ("in P, Q { RELEASE, b may go(x: money) { pay x from pot to b } }", "Q2008 go"),
      ("in { RELEASE }", "Q1104 {"), ("in P, Q RELEASE", "Q1104 after"),
    ] as [(String, String?)])
  func whatIsSaid(shared: String, mark: String?) throws {
    let text = contract(shared.replacing("RELEASE", with: release))
    let found = try marks(text).joined(separator: " ")
    #expect(found == mark ?? "")
  }

  @Test func theyCountInEveryPhase() throws {
    func text(_ count: Int) -> String {
      let acts = (1...count).map { "a may x\($0)" }.joined(separator: "\n")
      return contract("in P, Q { \(release)\n\(acts) }")
    }
    // P has two of its own.
    #expect(try codes(text(61)) == [])
    #expect(try marks(text(62)) == ["Q2007 P"])
  }

  @Test func theTreeSaysThatTheyAreShared() throws {
    let written = try template(contract("in P, Q { \(release) }"))
    #expect(written.identity == (try identity(contract("在 P、Q ｛ \(release) ｝"))))
    #expect(written.identity != (try identity(contract("in Q, P { \(release) }"))))
    #expect(
      written.identity != (try identity(contract("in P { \(release) }, in Q { \(release) }"))))
    let read = try Template(tree: written.tree)
    #expect(read.program.disassembly == written.program.disassembly)
    // A list of none is no other way to say that nothing is shared.
    #expect(written.tree[2...3].elementsEqual([16, 9]))
    let alone = try template("qi 1\ncontract A { parties a\nstart S { a may go -> E }\nend E }")
    var bytes = alone.tree
    #expect(bytes[3] == 8)
    bytes[3] = 9
    #expect(throws: Template.Fault.self) { try Template(tree: bytes + [3, 0, 0, 0, 0]) }
  }
}
