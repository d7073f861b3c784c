import Foundation
import QiDiagnostics
import QiValues
import Testing

@testable import QiLanguage

/// docs/language.md says what the parser does.
@Suite(.serialized) struct LanguagePageTests {
  let page: String

  init() throws { page = try text("docs/language.md") }

  @Test func everyExampleIsRead() throws {
    let examples = blocks("qi", in: page)
    #expect(examples.count == 12)
    for example in examples { #expect(try diagnose(example) == [], "\(example)") }
  }

  @Test func keywordsAreThoseOfTheLexer() throws {
    try expectTable("keywords", columns: "| English | 中文 | English | 中文 |", rows: keywordRows)
  }

  private var keywordRows: [String] {
    let cells = Keyword.allCases.map { keyword in
      let english = keyword.english.map { "`\($0)`" }.joined(separator: ", ")
      let isClass = Keyword.personalClasses.contains(keyword)
      let form = isClass ? "`personal class` N" : english.isEmpty ? "–" : english
      return "\(form) | \(keyword.chinese.isEmpty ? "–" : keyword.chinese.joined(separator: "、"))"
    }
    let half = (cells.count + 1) / 2
    return (0..<half).map { row in
      let other = half + row < cells.count ? cells[half + row] : " | "
      return "| \(cells[row]) | \(other) |"
    }
  }

  @Test func reasonsAreThoseOfTheChain() throws {
    let meanings: [Reason: String] = [
      .unknownAction: "no clause of the contract has this act",
      .notSigned: "not every party has signed, or who withdraws has not",
      .wrongPhase: "the act has no clause in the phase the contract is in",
      .notAuthorised: "another party may act, not this one, or the wallet is closed",
      .tooEarly: "a window has not opened yet",
      .tooLate: "a window is closed, or the deadline of a duty has passed",
      .badArgument: "an argument or a term is missing, of another type, or out of its bound",
      .guardFailed:
        "what stands behind `when` does not hold, the duty is discharged, or a wallet to be closed "
        + "has money",
      .insufficientFunds: "the wallet or the pot holds less",
      .limitExceeded: "the wallet's class allows less, or the payee is closed",
      .frozen: "an order freezes the wallet, the payee's, or a pot of the contract",
      .duplicate:
        "it is there, signed or approved already; the same name was given to another transaction",
      .invalidAmount: "a sum is negative",
      .selfPayment: "payer and payee are one wallet",
      .arithmetic: "a result leaves its range, or the calendar",
      .full: "there is no room for one more",
      .mandateExceeded: "a mandate allows less",
      .mandateRevoked: "a mandate was revoked, has ended, or was never granted by that wallet",
      .moreThanStated: "more would be paid than the actor said",
    ]
    try expectTable(
      "reasons", columns: "| no. | reason | holds where |",
      rows: Reason.allCases.map {
        "| \($0.rawValue) | `\($0.code)` | \(meanings[$0] ?? "") |"
      })
    #expect(meanings.count == Reason.allCases.count)
  }

  /// The table between `<!-- NAME -->` and the blank line behind it.
  private func expectTable(_ name: String, columns: String, rows: [String]) throws {
    let rule = "|" + String(repeating: " --- |", count: columns.filter { $0 == "|" }.count - 1)
    let marker = "<!-- \(name) -->\n"
    let parts = page.components(separatedBy: marker)
    try #require(parts.count == 2)
    let rest = parts[1].drop { $0 == "\n" }
    let after =
      rest.hasPrefix("|") ? rest.firstRange(of: "\n\n").map { rest[$0.upperBound...] } : rest
    let table = ([columns, rule] + rows).joined(separator: "\n")
    try expectPage("docs/language.md", parts[0] + marker + table + "\n\n" + (after ?? ""))
  }

  @Test func constructsHaveTheirNumbers() {
    let section = page.components(separatedBy: "\n### The canonical tree\n").last ?? ""
    let tables = section.components(separatedBy: "\n## ").first ?? ""
    let rows = tables.matches(of: #/\| (\d+) \| `(\w+)` \| /#).map { "\($0.1) \($0.2)" }
    let constructs = TreeNode.Construct.allCases.map { "\($0.rawValue) \($0)" }
    #expect(rows == constructs)
  }

  @Test func quotedWordsOfTheGrammarAreKeywordsOrSymbols() throws {
    let grammar = try #require(blocks("ebnf", in: page).first)
    let known =
      Set(Keyword.allCases.flatMap(\.english)).union(Symbol.allCases.map(\.text)).union(["qi", "1"])
    let quoted = Set(grammar.matches(of: /"([^"]+)"/).map { String($0.1) })
    #expect(quoted.subtracting(known) == [])
    // Spelled in the singular, or a Chinese phrase of their own, or separators of a block.
    let unquoted = known.subtracting(quoted)
    #expect(
      unquoted == ["second", "minute", "hour", "working day", "month", "month on day", ";"])
  }

  @Test func rulesOfTheGrammarAreUsedAndDefined() throws {
    let grammar = try #require(blocks("ebnf", in: page).first)
    let plain = grammar.replacing(/"[^"]+"/, with: "")
    let defined = plain.matches(of: /(?m)^(\w+) +=/).map { String($0.1) }
    let named = Set(plain.matches(of: /[a-z]+/).map { String($0.0) })
    #expect(Set(defined).count == defined.count)
    #expect(named == Set(defined))
  }

  @Test func limitsAreThoseInForce() {
    let stated: [(String, Int)] = [
      ("a source, in bytes", Lexer.maximumBytes), ("a name", Parser.maximumNameLength),
      ("values in one expression", Parser.maximumOperands),
      ("blocks and parentheses, nested", Parser.maximumNesting),
      ("diagnostics of one file", Parser.maximumDiagnostics),
      ("shares of a split, all levels", Checker.maximumShares),
      ("sources of a split", Checker.maximumSources), ("invariants", Checker.maximumInvariants),
      ("properties", Checker.maximumProperties),
    ]
    for (what, most) in stated {
      let number = most == 1 << 20 ? "1,048,576" : "\(most)"
      #expect(page.contains("\(what) | \(number)"), "\(what)")
    }
  }
}
