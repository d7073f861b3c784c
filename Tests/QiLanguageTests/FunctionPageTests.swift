import Foundation
import Testing

@testable import QiLanguage

/// The functions of docs/language.md: all there are, each with an example that is played.
struct FunctionPageTests {
  private struct Row {
    let name: String
    let chinese: String
    let example: String
    let result: String
  }

  private func rows() throws -> [Row] {
    let page = try text("docs/language.md")
    let section = page.components(separatedBy: "\n### Functions\n").last ?? ""
    let table = section.components(separatedBy: "\n\n").first ?? ""
    let row = #/\| `([^`]+)` \| ([^|]+) \| .* \| `([^`]+)` \| `([^`]+)` \|/#
    return table.matches(of: row).map {
      Row(
        name: String($0.1), chinese: String($0.2), example: String($0.3), result: String($0.4))
    }
  }

  @Test func functionsAreThoseOfTheParser() throws {
    let others: [Keyword] = [
      .totalOf, .kindOf, .balanceOf, .interest, .level, .sm3, .sha256,
    ]
    let keywords = Expression.Function.allCases.map(\.keyword) + others
    let rows = try rows()
    for keyword in keywords {
      let row = rows.first { $0.name == keyword.english.first }
      #expect(row?.chinese == keyword.chinese.first, "\(keyword) has no row")
    }
  }

  @Test func everyExampleIsPlayed() throws {
    let file = try text("scenarios/readings/functions.qi")
    for row in try rows() {
      let line = file.split(separator: "\n").first { $0.hasSuffix("= \(row.example)") }
      let name = try #require(
        line?.replacing("var ", with: "").split(separator: " ").first, "\(row.example)")
      let claim = "f.\(name) is \(row.result)"
      #expect(file.contains("\(claim),") || file.contains("\(claim)\n"), "\(row.example)")
    }
  }
}
