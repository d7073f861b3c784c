import Foundation
import Testing

extension TextFile {
  /// Relative links to files that are not there. Code in a document links nowhere.
  fileprivate func brokenLinks(exists: (String) -> Bool) -> [Finding] {
    var isCode = false
    return findings { line in
      if line.drop(while: { $0 == " " }).hasPrefix("```") {
        isCode.toggle()
        return nil
      }
      let broken = isCode ? nil : links(in: line).first { !exists(resolve($0)) }
      return broken.map { "links to \($0), which is not there" }
    }
  }

  private func links(in line: Substring) -> [String] {
    let prose = line.split(separator: "`", omittingEmptySubsequences: false)
      .enumerated().map { $0.offset.isMultiple(of: 2) ? String($0.element) : "code" }.joined()
    return prose.components(separatedBy: "](").dropFirst().compactMap { part in
      let target = part.prefix { !")# ".contains($0) }
      return target.isEmpty || target.contains(":") ? nil : String(target)
    }
  }

  /// The link's path from the root of the repository.
  private func resolve(_ link: String) -> String {
    var parts = path.split(separator: "/").dropLast().map(String.init)
    for part in (link.removingPercentEncoding ?? link).split(separator: "/") {
      switch part {
      case ".": break
      case ".." where !parts.isEmpty: parts.removeLast()
      default: parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }

  /// Paths that only exist on the machine of whoever wrote them.
  fileprivate var foreignPaths: [Finding] {
    // Taken apart here, so that this file does not mention them.
    words(["../" + "shared", "/" + "work/"], "a path outside the repository")
  }
}

@Suite struct DocumentTests {
  @Test func linksLeadSomewhere() {
    let findings = Repository.texts.filter { $0.path.hasSuffix(".md") }.flatMap {
      $0.brokenLinks {
        FileManager.default.fileExists(atPath: Repository.root.appendingPathComponent($0).path)
      }
    }
    #expect(findings.isEmpty, "\(list(findings))")
  }

  /// contracts/README.md lists what there is to read, and to play.
  @Test func everyContractIsListed() throws {
    let page = try #require(Repository.texts.first { $0.path == "contracts/README.md" })
    let text = page.lines.joined(separator: "\n")
    let paths = Repository.texts.map(\.path).filter { $0.hasSuffix(".qi") }
    let contracts = paths.filter { $0.hasPrefix("contracts/") }.map { $0.dropFirst(10) }
    let folders = paths.filter { $0.hasPrefix("scenarios/") }.map { $0.split(separator: "/")[1] }
    #expect(contracts.allSatisfy { text.contains("](\($0))") })
    #expect(folders.allSatisfy { text.contains("](../scenarios/\($0)/)") })
  }

  @Test func nothingPointsOutOfTheRepository() {
    let findings = Repository.texts.flatMap(\.foreignPaths)
    #expect(findings.isEmpty, "\(list(findings))")
  }

  @Test func brokenLinksAreSeen() {
    let page = TextFile(
      path: "docs/a/page.md",
      text: """
        [one](../b.md#part) [two](c.md) [three](https://example.org) [four](#part)
        `[five](d.md)` [six](e.md "title")
        ```
        [seven](f.md)
        ```
        [eight](/g.md)
        """)
    var asked: [String] = []
    _ = page.brokenLinks {
      asked.append($0)
      return true
    }
    #expect(asked == ["docs/b.md", "docs/a/c.md", "docs/a/e.md", "docs/a/g.md"])
    #expect(page.brokenLinks { _ in false }.map(\.line) == [1, 2, 6])
  }

  @Test func foreignPathsAreSeen() {
    let text = TextFile(path: "a.md", text: "see\n/wor" + "k/design, and not a/framework/b")
    #expect(text.foreignPaths.map(\.line) == [2])
  }
}
