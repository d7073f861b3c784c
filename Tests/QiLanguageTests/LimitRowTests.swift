import Foundation
import QiDiagnostics
import Testing

@testable import QiLanguage

/// Each row of the limits in docs/language.md: so much is taken, and one more gives a diagnostic.
struct LimitRowTests {
  /// How many at most, by what of.
  private func rows() throws -> [String: Int] {
    let page = try text("docs/language.md")
    let section = page.components(separatedBy: "\n## Limits\n").last ?? ""
    let table = section.components(separatedBy: "\n\n").first ?? ""
    var rows: [String: Int] = [:]
    for line in table.split(separator: "\n").dropFirst(2) {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      for place in stride(from: 0, to: cells.count - 1, by: 2) {
        let digits = cells[place + 1].replacing(",", with: "").prefix { $0.isNumber }
        rows[cells[place]] = Int(digits)
      }
    }
    return rows
  }

  private func contract(
    members: String = "", statements: String = "", act: String = "a may go"
  ) -> String {
    """
    qi 1
    contract A {
      parties a, b
      \(members)
      start S { \(act) { \(statements) } -> E }
      end E
    }
    """
  }

  private func many(_ count: Int, _ separator: String = "\n", _ text: (Int) -> String) -> String {
    (0..<count).map(text).joined(separator: separator)
  }

  /// A text with so many of what a row limits, and the code of one too many.
  private func sample(_ row: String, _ count: Int) -> (text: String, code: String)? {
    switch row {
    case "a source, in bytes":
      return ("qi 1 //" + String(repeating: "x", count: count - 7), "Q1001")
    case "a name":
      return (contract(act: "a may \(String(repeating: "n", count: count))"), "Q1113")
    case "parties, and oracles":
      return (contract(members: "parties \(many(count - 2, ", ") { "p\($0)" })"), "Q2007")
    case "members of groups, with the parties":
      return (contract(members: "parties each c max \(count - 2)"), "Q2007")
    case "mandates":
      let mandates = many(count) { "mandate m\($0) from a: up to ¥5 every day until 2027-01-01" }
      return (contract(members: mandates), "Q2007")
    case "terms":
      return (contract(members: "terms {\n\(many(count) { "t\($0): money" })\n}"), "Q2007")
    case "pots": return (contract(members: many(count) { "holds p\($0) owned by a" }), "Q2007")
    case "variables": return (contract(members: many(count) { "var v\($0) = 1" }), "Q2007")
    case "values named by `let` in a clause":
      return (contract(statements: many(count) { "let v\($0) = 1" }), "Q2007")
    case _ where row.hasPrefix("values in lists"):
      let lists = many(4) { "l\($0): list of integer max 1000" }
      // Each list has its length too.
      let rest = count - 4 * 1001 - 1
      return (contract(members: "terms {\n\(lists)\nl: list of integer max \(rest)\n}"), "Q2007")
    case "properties":
      let properties = many(count) { "property \"p\($0)\": a loses at most ¥5" }
      return (contract(members: properties), "Q2007")
    case "accruals":
      return (contract(members: many(count) { "accrual x\($0) at 1% actual/360" }), "Q2007")
    case "rounds of a `repeat`":
      return ("qi 1 scenario \"s\" { begin 2026-01-01 repeat \(count) { operator b } }", "Q1104")
    case "working days of a duration":
      return (contract(members: "var x = 2026-01-01 + \(count) working days"), "Q1108")
    case "invariants": return (contract(members: many(count) { _ in "invariant: true" }), "Q2007")
    default: return sampleOfClause(row, count)
    }
  }

  private func sampleOfClause(_ row: String, _ count: Int) -> (text: String, code: String)? {
    switch row {
    case "clauses of a phase":
      let clauses = many(count - 1) { "a may c\($0)" }
      return (contract(act: "\(clauses)\na may go"), "Q2007")
    case "arguments of an act":
      return (contract(act: "a may go(\(many(count, ", ") { "x\($0): money" }))"), "Q2007")
    case "phases, ends included":
      return (contract(members: "end \(many(count - 2, ", ") { "E\($0)" })"), "Q2007")
    case "blocks and parentheses, nested":
      // The contract, its phase and the condition are three of them.
      let (open, close) = ("(", ")")
      let deep = String(repeating: open, count: count - 3)
      return (
        contract(act: "a may go when \(deep)true\(String(repeating: close, count: count - 3))"),
        "Q1105"
      )
    case "values in one expression":
      return (contract(act: "a may go when \(many(count - 1, " + ") { _ in "1" }) > 0"), "Q1114")
    case _ where row.hasPrefix("elements of a list"):
      return (contract(members: "book points: integer by party max \(count)"), "Q1104")
    case "steps of a clause":
      let within = "for each x in l { for each y in l { n += x * y } }"
      let beyond = "for each x in l { for each y in l { for each z in l { n += x * y * z } } }"
      let members = "terms { l: list of integer max 1000 }\nvar n = 0"
      return (
        contract(members: members, statements: count > 10_000_000 ? beyond : within), "Q2208"
      )
    case "postings and notes of a clause":
      // Leaving the loop counts for one more round of it.
      let notes = many(65) { _ in "note \"{x}\"" }
      let more = many(count - 65_000) { _ in "note \"more\"" }
      return (
        contract(
          members: "terms { l: list of integer max 999 }",
          statements: "for each x in l {\n\(notes)\n}\n\(more)"), "Q2209"
      )
    default: return sampleOfSplit(row, count)
    }
  }

  private func sampleOfSplit(_ row: String, _ count: Int) -> (text: String, code: String)? {
    switch row {
    case "shares of a split, all levels":
      let shares = many(count - 1) { _ in "1 bp to b" }
      return (contract(statements: "split ¥5 from a {\n\(shares)\nremainder to b\n}"), "Q2166")
    case "sources of a split":
      let pots = many(count - 1) { "holds p\($0) owned by a" }
      let sources = many(count - 1, ", then ") { "p\($0)" }
      return (
        contract(
          members: pots, statements: "split ¥5 from (\(sources), then a) { remainder to b }"),
        "Q2166"
      )
    default: return nil
    }
  }

  @Test func soMuchIsTakenAndOneMoreIsNot() throws {
    // How many diagnostics are kept shows where there are more mistakes (`HostileTests`), orders
    // are no text, and how long a scenario is another module says (Q3018).
    let others = [
      "diagnostics of one file", "orders on a wallet", "steps of a scenario, repetitions counted",
    ]
    let rows = try rows().filter { !others.contains($0.key) }
    #expect(rows.count >= 19)
    for (row, most) in rows.sorted(by: { $0.key < $1.key }) {
      let within = try #require(sample(row, most), "no test for the limit of \(row)")
      let beyond = try #require(sample(row, most + 1))
      #expect(try !codes(within.text).contains(within.code), "\(row): \(most) are too many")
      #expect(try codes(beyond.text).contains(beyond.code), "\(row): \(most + 1) are taken")
    }
  }

  @Test func whatAContractHasIsCountedAgainstThem() throws {
    let rows = try rows()
    let file = try compile(SourceFile(name: "", text: try text("contracts/purchase/escrow.qi")))
    let bounds = try #require(file.templates.first).bounds + file.bounds
    #expect(bounds.count == 23)
    for bound in bounds {
      let name = bound.what.en
      let row = rows.first { $0.key == name || $0.key.hasSuffix("and \(name)") }
      let most = row?.value ?? rows.first { $0.key.hasPrefix(name) }?.value
      #expect(most == bound.most && bound.count <= bound.most, "\(name)")
    }
    let counts = Dictionary(uniqueKeysWithValues: bounds.map { ($0.what.en, $0.count) })
    #expect(counts["parties"] == 3 && counts["pots"] == 1 && counts["oracles"] == 0)
  }

  /// Each row of a contract that has something of it.
  @Test func everythingThereIsIsCounted() throws {
    let text = """
      qi 1
      contract A {
        parties a, b, each c max 5
        book g: money by party max 70
        holds stakes by party max 30
        property "p": a loses at most ¥9
        start S {
          a may go(l: list of integer max 90, s: set of text max 3) {
            let v = ¥1
            if (v > ¥0) { let w = ((1 + 2) * 3) for each x in l { let y = x + w note "{y}" } }
            split v from (a, then stakes[a]) { 10% to b, remainder { 10% to b, remainder to a } }
          } -> E
          a must answer within 2 days -> E, failing which { let z = 1 note "{z}" } -> E
          after 7 days -> E
        }
        end E
      }
      """
    let file = try compile(SourceFile(name: "", text: text))
    let bounds = try #require(file.templates.first).bounds + file.bounds
    let counts = Dictionary(uniqueKeysWithValues: bounds.map { ($0.what.en, $0.count) })
    #expect(counts["properties"] == 1)
    #expect(counts["values named by `let` in a clause"] == 3)
    #expect(counts["shares of a split, all levels"] == 3)
    #expect(counts["sources of a split"] == 2)
    #expect(counts["values in one expression"] == 3)
    // The contract, a phase, a clause, a statement, one within it, two parentheses.
    #expect(counts["blocks and parentheses, nested"] == 7)
    // Each with its length: 5 and 1, 2 · 70 and 1, 30 and 1; the arguments of the act are fewer.
    #expect(counts["values in lists, books and pots together"] == 6 + 141 + 31)
    #expect(counts["members of groups, with the parties"] == 7)
    #expect(counts["elements of a list, entries of a book, owners in a pot"] == 90)
    #expect(counts["a source, in bytes"] == text.utf8.count)
  }
}
