import Foundation

/// A place where a rule is broken, printed as `path:line: what`.
struct Finding: CustomStringConvertible, Equatable {
  let path: String
  let line: Int
  let what: String

  var description: String { "\(path):\(line): \(what)" }
}

/// All findings at once, one a line: the message of a failed rule.
func list(_ findings: [Finding]) -> String {
  "\n" + findings.map(\.description).joined(separator: "\n")
}

/// A text of the repository under its path from the root.
struct TextFile {
  let path: String
  let text: String

  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

  /// The module of a path such as `Sources/QiLedger/Hold.swift`, or nil outside Sources.
  var module: String? {
    let parts = path.split(separator: "/")
    return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
  }

  /// What `check` finds wrong in each line.
  func findings(_ check: (Substring) -> String?) -> [Finding] {
    zip(lines, 1...).compactMap { line, number in
      check(line).map { Finding(path: path, line: number, what: $0) }
    }
  }
}

/// The tree this file stands in.
enum Repository {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every text a person wrote, by path. Not what git ignores: builds and databases.
  static let texts: [TextFile] = {
    let skipped = [".git", ".swiftpm", "Package.resolved", "__pycache__", "LICENSE"]
    guard let walk = FileManager.default.enumerator(atPath: root.path) else { return [] }
    var texts: [TextFile] = []
    while let path = walk.nextObject() as? String {
      let name = String(path.split(separator: "/").last ?? "")
      if skipped.contains(name) || name.hasPrefix(".build") || name.contains(".db") {
        walk.skipDescendants()
        continue
      }
      let url = root.appendingPathComponent(path)
      guard let data = try? Data(contentsOf: url), let text = String(data: data, encoding: .utf8)
      else { continue }
      texts.append(TextFile(path: path, text: text))
    }
    return texts.sorted { $0.path < $1.path }
  }()

  /// The Swift texts of the package.
  static let swift: [SwiftText] = texts.filter { $0.path.hasSuffix(".swift") }.map(SwiftText.init)

  static var sources: [SwiftText] { swift.filter { $0.code.module != nil } }
}
