import Foundation
import Testing

/// Each rule of docs/language.md that could be read in two ways has a scenario that would fail
/// under the other.
@Suite struct ReadingTests {
  @Test(arguments: qiFiles(in: "scenarios/readings"))
  func theRuleIsKept(path: String) throws {
    let result = run("run", repository.appending(path: path).path)
    #expect(result.exit == 0 && result.err == "", "\(result.out)\(result.err)")
    let page = try String(
      contentsOf: repository.appending(path: "docs/language.md"), encoding: .utf8)
    #expect(page.contains("](../\(path))"), "no rule names it")
  }
}
