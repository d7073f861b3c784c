import Foundation
import Testing

/// The pictures and the lines of Qi in docs/tour.md are those of the contracts it names above them,
/// as `<!-- contracts/NAME.qi zh -->`. Its commands are run as those of every document.
@Suite struct TourTests {
  @Test func theTourShowsTheContractsAsTheyAre() throws {
    let url = repository.appending(path: "docs/tour.md")
    var parts = try String(contentsOf: url, encoding: .utf8).components(separatedBy: "<!-- ")
    for index in parts.indices.dropFirst() {
      let named = parts[index].prefix { $0 != "\n" }.split(separator: " ").map(String.init)
      let (path, language) = (repository.appending(path: named[0]), named[1])
      let picture = run("draw", "--lang", language, "--format", "mermaid", path.path)
      #expect(picture.exit == 0)
      try replaceBlock("mermaid", in: &parts[index], with: picture.out)
      let contract = try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
        .map { $0.trimmingCharacters(in: .whitespaces) }
      for line in try block("qi", in: parts[index]).split(separator: "\n") {
        let line = line.trimmingCharacters(in: .whitespaces)
        #expect(contract.contains(line), "\(named[0]) has no line \(line)")
      }
    }
    #expect(parts.count == 5)
    try expectPage("docs/tour.md", parts.joined(separator: "<!-- "))
  }

  private func range(_ language: String, in text: String) throws -> Range<String.Index> {
    let start = try #require(text.range(of: "```\(language)\n"))
    let end = try #require(text.range(of: "```", range: start.upperBound..<text.endIndex))
    return start.upperBound..<end.lowerBound
  }

  private func block(_ language: String, in text: String) throws -> Substring {
    text[try range(language, in: text)]
  }

  private func replaceBlock(
    _ language: String, in text: inout String, with new: String
  ) throws {
    text.replaceSubrange(try range(language, in: text), with: new)
  }
}
