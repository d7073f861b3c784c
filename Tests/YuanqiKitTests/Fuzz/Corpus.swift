import Foundation
import YuanqiKit

@testable import QiLanguage

/// Every Qi text of the repository: files, and the examples of pages.
enum Corpus {
  /// With where each stands; those of the pages about diagnostics have a mistake each.
  static func all() throws -> [(path: String, text: String)] {
    try files(endingIn: ".qi").map { ($0, try text($0)) }
      + files(endingIn: ".md").flatMap { path in
        try text(path).components(separatedBy: "\n```qi").dropFirst().map { part in
          let body = part.components(separatedBy: "\n```").first ?? ""
          return (path, String(body.drop { $0 != "\n" }.dropFirst()))
        }
      }
  }

  /// Those in which the parser finds nothing wrong.
  static func sound() throws -> [(path: String, text: String)] {
    try all().filter { parse(SourceFile(name: $0.path, text: $0.text)).diagnostics.isEmpty }
  }

  private static func files(endingIn suffix: String) -> [String] {
    ["contracts", "docs", "scenarios", "Sources", "Tests", "README.md"].flatMap { folder in
      let walk = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
      let paths = walk.map { $0.compactMap { $0 as? String }.map { "\(folder)/\($0)" } } ?? []
      return (paths + [folder]).filter { $0.hasSuffix(suffix) }.sorted()
    }
  }
}
