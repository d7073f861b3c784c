import QiDiagnostics
import Testing

@testable import QiLanguage

/// What receipts and refusals say of a condition can be read again, and means the same.
struct ExpressionTextTests {
  private func guardTree(_ condition: String) throws -> (Expression, String) {
    let text = "qi 1 contract A { parties a start S { a may go when \(condition) -> E } end E }"
    let (tree, diagnostics) = parse(SourceFile(name: "", text: text))
    let contract = try #require(tree.contracts.first)
    #expect(diagnostics.map(\.code) == [], Comment(rawValue: condition))
    let expression = try #require(contract.everyClause.first?.act?.condition)
    return (expression, TreeNode(contract).outline())
  }

  private struct Maker {
    var random: Seeded

    mutating func any(_ parts: [String]) -> String { parts[random.below(parts.count)] }

    mutating func expression(_ depth: Int) -> String {
      if depth == 0 {
        return any([
          "n", "¥1.20", "5", "2026-03-01", "2026-03-01 09:30", "3 days", "1 month", "2 hours",
          "\"图书\"", #""a \"b\" \\ c""#, "\"\\\"\u{301}\"", "true", "false", "now", "today", "begun",
          "w.amount",
          "total of b", "kind of p", "kind of w.party", "b[p]",
        ])
      }
      let (a, b) = (expression(depth - 1), expression(depth - 1))
      return switch random.below(10) {
      case 0: "(\(a)) \(any(["and", "or"])) (\(b))"
      case 1: "not (\(a))"
      case 2: "(\(a)) \(any(["+", "-", "*"])) (\(b))"
      case 3: "-(\(a))"
      case 4: "(\(a)) in b"
      case 5: "b[\(a)]"
      case 9: "\(any(["sm3", "sha256"]))(\(a), \(b))"
      case 6: "kind of (\(a))"
      default: "(\(a)) \(any(["==", "!=", "<", "<=", ">", ">="])) (\(b)) < \(expression(0))"
      }
    }
  }

  @Test(arguments: 1...(isLong ? 3000 : 200) as ClosedRange<UInt64>)
  func whatIsSpelledIsRead(seed: UInt64) throws {
    var maker = Maker(random: Seeded(state: seed))
    let (expression, tree) = try guardTree(maker.expression(Int(seed % 4)))
    for spelling in Spelling.allCases {
      let text = expression.text(in: spelling)
      #expect(try guardTree(text).1 == tree, "\(text)")
    }
  }
}
