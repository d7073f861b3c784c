import Foundation
import QiDiagnostics
import QiLanguage
import QiValues
import Testing

/// The repository's top folder.
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

let isLong = ProcessInfo.processInfo.environment["YUANQI_LONG"] != nil

func source(_ path: String) throws -> SourceFile {
  SourceFile(name: path, bytes: Array(try Data(contentsOf: repository.appending(path: path))))
}

func text(_ path: String) throws -> String {
  try String(contentsOf: repository.appending(path: path), encoding: .utf8)
}

/// The files of a folder and below it whose names end so, sorted.
func files(in folder: String, endingIn suffix: String) -> [String] {
  let paths = FileManager.default.enumerator(atPath: repository.appending(path: folder).path)
  return (paths?.compactMap { $0 as? String } ?? [])
    .filter { $0.hasSuffix(suffix) }.map { "\(folder)/\($0)" }.sorted()
}

/// Compares a page with its file, or writes the file where `UPDATE_SNAPSHOTS` is set.
func expectPage(
  _ path: String, _ page: String, _ sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let known = (try? text(path)) ?? ""
  if known == page { return }
  guard ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] != nil else {
    let lines = (page.split(separator: "\n"), known.split(separator: "\n"))
    let differing = zip(lines.0, lines.1).first { $0 != $1 }
    Issue.record(
      """
      \(path) is not up to date: see UPDATE_SNAPSHOTS in CONTRIBUTING.md.
      is     \(differing?.0 ?? "longer or shorter")
      stands \(differing?.1 ?? "")
      """,
      sourceLocation: sourceLocation)
    return
  }
  let url = repository.appending(path: path)
  try FileManager.default.createDirectory(
    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
  try Data(page.utf8).write(to: url)
}

/// The fenced blocks of a page in one language, in order.
func blocks(_ language: String, in page: String) -> [String] {
  page.components(separatedBy: "\n```\(language)\n").dropFirst().map {
    $0.components(separatedBy: "\n```").first ?? ""
  }
}

/// What is wrong with a text, as the command tells.
func diagnose(_ text: String) throws -> [Diagnostic] {
  try compile(SourceFile(name: "example.qi", text: text)).diagnostics
}

/// The codes alone, in order of their places.
func codes(_ text: String) throws -> [String] { try diagnose(text).map(\.code) }

/// The identity of the only contract in a text.
func identity(_ text: String) throws -> Digest { try template(text).identity }

func template(_ text: String) throws -> Template {
  let compilation = try compile(SourceFile(name: "example.qi", text: text))
  return try #require(compilation.templates.first, "\(compilation.diagnostics.map(\.message.en))")
}
