import Foundation
import Testing

/// Every command that a document shows gives what the document shows.
@Suite struct DocumentedCommandTests {
  static let documents: [String] = {
    let below = try? FileManager.default.subpathsOfDirectory(
      atPath: repository.appending(path: "docs").path)
    let names = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"]
    return (names + (below ?? []).map { "docs/\($0)" }).filter {
      $0.hasSuffix(".md") && !$0.hasPrefix("docs/scenarios/")
        && FileManager.default.fileExists(atPath: repository.appending(path: $0).path)
    }.sorted()
  }()

  @Test(arguments: documents) func shows(path: String) throws {
    let text = try String(contentsOf: repository.appending(path: path), encoding: .utf8)
    let document = ShownCommands(text)
    guard !document.commands.isEmpty else { return }
    let folder = try Folder(holdingEscrow: false)
    // What is read is the repository's; what is written stays in the folder.
    for name in ["contracts", "scenarios", "docs", "Sources", "Tests"] {
      try FileManager.default.createSymbolicLink(
        atPath: folder[name], withDestinationPath: repository.appending(path: name).path)
    }
    for (name, text) in document.files { _ = try folder.write(name, text) }
    for command in document.commands {
      let result = try shell(command.line + " 2>&1", in: folder.path)
      let text = result.out.replacing("\r\n", with: "\n")  // as RFC 4180 ends lines
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let mismatch = firstMismatch(command.output, trimmed(lines.map(String.init)))
      #expect(mismatch == nil, "\(path): $ \(command.line)\n\(mismatch ?? "")\n\(result.out)")
    }
  }

  @Test func blocksAreRead() {
    let document = ShownCommands(
      """
      ```qi a.qi
      qi 1
      ```
      ```console
      $ yuanqi run a.qi
      one

      …
      $ ls
      $ yuanqi check a.qi
      ```
      ```sh
      $ yuanqi nothing
      ```
      """)
    #expect(document.files.map(\.name) == ["a.qi"])
    #expect(document.files.map(\.text) == ["qi 1\n"])
    #expect(document.commands.map(\.line) == ["yuanqi run a.qi", "yuanqi check a.qi"])
    #expect(document.commands.map(\.output) == [["one", "", "…"], []])
  }

  @Test(arguments: [
    (["a", "b"], ["a", "b"], true), (["a"], ["a", "b"], false), (["a", "b"], ["a"], false),
    (["…"], [], true), (["…"], ["a", "b"], true), (["a", "…", "d"], ["a", "b", "c", "d"], true),
    (["a", "…", "d"], ["a", "b"], false), (["sm3 …"], ["sm3 12…34"], true),
    (["x … y 3 ms"], ["x 1 2 y 18 ms"], true), (["x … y"], ["x 1 z"], false),
    (["  a"], ["a"], false), (["sm3 2ea6…f7c4"], ["sm3 2ea6…f7c4"], true),
  ]) func wildcards(shown: [String], actual: [String], matches: Bool) {
    #expect((firstMismatch(shown, actual) == nil) == matches)
  }
}

/// Blocks that a document opens with `console`, and files: those opened with a language and a name.
private struct ShownCommands {
  var commands: [(line: String, output: [String])] = []
  var files: [(name: String, text: String)] = []

  init(_ text: String) {
    var fence: [Substring]?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        fence = fence == nil ? line.dropFirst(3).split(separator: " ") : nil
        if let fence, fence.count == 2 { files.append((String(fence[1]), "")) }
      } else if let fence, fence.count == 2 {
        files[files.count - 1].text += line + "\n"
      } else if fence == ["console"] {
        read(line)
      }
    }
    commands = commands.filter { $0.line == "yuanqi" || $0.line.hasPrefix("yuanqi ") }
      .map { ($0.line, trimmed($0.output)) }
  }

  private mutating func read(_ line: Substring) {
    if line.hasPrefix("$ ") {
      commands.append((String(line.dropFirst(2)), []))
    } else if !commands.isEmpty {
      commands[commands.count - 1].output.append(String(line))
    }
  }
}

private func trimmed(_ lines: [String]) -> [String] {
  var lines = lines[...]
  while lines.last?.isEmpty == true { lines.removeLast() }
  return Array(lines)
}

/// A line `…` stands for any lines, `…` in a line for any text.
private func firstMismatch(_ shown: [String], _ actual: [String]) -> String? {
  var rest = actual[...]
  for (index, line) in shown.enumerated() {
    if line.drop(while: { $0 == " " }) == "…" {
      guard index + 1 < shown.count else { return nil }
      let next = shown[index + 1]
      guard let found = rest.firstIndex(where: { matches(next, $0) }) else {
        return "  shown: \(next)\n  is not there"
      }
      rest = rest[found...]
      continue
    }
    guard let first = rest.popFirst() else { return "  shown: \(line)\n  but the output has ended" }
    guard matches(line, first) else { return "  shown:  \(line)\n  printed: \(first)" }
  }
  return rest.first.map { "  printed as well: \($0)" }
}

private func matches(_ shown: String, _ actual: String) -> Bool {
  let parts = withoutTimes(shown).components(separatedBy: "…")
  var rest = withoutTimes(actual)[...]
  guard let first = parts.first, rest.hasPrefix(first) else { return false }
  rest = rest.dropFirst(first.count)
  for part in parts.dropFirst().dropLast() {
    guard let range = rest.range(of: part) else { return false }
    rest = rest[range.upperBound...]
  }
  guard parts.count > 1, let last = parts.last else { return rest.isEmpty }
  return rest.hasSuffix(last)
}
