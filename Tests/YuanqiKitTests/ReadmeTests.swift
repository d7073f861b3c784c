import Foundation
import Testing

@Suite struct ReadmeTests {
  /// What the first page tells to write is what is compiled and tested here.
  @Test func theFirstPageShowsTheSnippet() throws {
    let snippet = try text("Tests/YuanqiKitTests/ReadmeSnippet.swift")
    let code = try #require(
      snippet.components(separatedBy: "// begin\n").last?.components(separatedBy: "// end").first)
    #expect(swiftBlocks(of: try text("README.md")) == [code])
  }

  private func swiftBlocks(of document: String) -> [String] {
    document.components(separatedBy: "```swift\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
  }
}
