import Foundation
import Testing

@Suite struct ReadmeTests {
  /// What the documents tell to write is what is compiled and tested here.
  @Test func theDocumentsShowTheSnippet() throws {
    let snippet = try text("Tests/YuanqiKitTests/ReadmeSnippet.swift")
    let code = try #require(
      snippet.components(separatedBy: "// begin\n").last?.components(separatedBy: "// end").first)
    for page in ["README.md", "docs/embedding.md"] {
      #expect(swiftBlocks(of: try text(page)) == [code])
    }
  }

  private func swiftBlocks(of document: String) -> [String] {
    document.components(separatedBy: "```swift\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
  }
}
