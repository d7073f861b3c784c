import Foundation
import Testing

/// Each rule of docs/language.md that could be read in two ways has a scenario that would fail
/// under the other.
@Suite struct ReadingTests {
  @Test(arguments: qiFiles(in: "scenarios/readings"))
  func theRuleIsKept(path: String) throws {
    let result = run("run", repository.appending(path: path).path)
    // What an end gives back is warned of, and is a rule; and small contracts are open to anyone.
    let expected = ["Q2503"] + (path.hasSuffix("/ends-give-back.qi") ? ["Q2202"] : [])
    let warnings = result.err.matches(of: #/warning\[(Q\d{4})\]/#).map { String($0.1) }
    let isClean = warnings.allSatisfy(expected.contains)
    #expect(result.exit == 0 && isClean, "\(result.out)\(result.err)")
    let page = try String(
      contentsOf: repository.appending(path: "docs/language.md"), encoding: .utf8)
    #expect(page.contains("](../\(path))"), "no rule names it")
  }

  /// A scenario that would fail under the other reading, or the page of a mistake.
  @Test func everyRuleNamesOne() throws {
    let page = try String(
      contentsOf: repository.appending(path: "docs/language.md"), encoding: .utf8)
    let parts = page.components(separatedBy: "\n## Rules\n")
    try #require(parts.count == 2)
    let rules = parts[1].components(separatedBy: "\n## ")[0].components(separatedBy: "\n- **")
      .dropFirst()
    #expect(rules.count >= 28)
    for rule in rules {
      let links = rule.matches(of: #/\]\((?:\.\./scenarios/readings|diagnostics)/[\w-]+\.\w+\)/#)
      #expect(!links.isEmpty, "nothing shows: \(rule)")
    }
  }
}
