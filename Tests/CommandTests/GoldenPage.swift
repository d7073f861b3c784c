import Foundation
import Testing

/// Compares a page with the one kept in the repository, or rewrites that where `UPDATE_SNAPSHOTS`
/// is set.
func expectPage(
  _ path: String, _ text: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let url = repository.appending(path: path)
  if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] != nil {
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: url, atomically: true, encoding: .utf8)
    return
  }
  let kept = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
  guard kept != text else { return }
  let (old, new) = (kept.split(separator: "\n"), text.split(separator: "\n"))
  let line = zip(old, new).first { $0 != $1 }
  Issue.record(
    """
    \(path) would change (UPDATE_SNAPSHOTS=1 rewrites it)
      kept: \(line?.0 ?? "(its end, or an empty line)")
      now:  \(line?.1 ?? "(its end, or an empty line)")
    """, sourceLocation: sourceLocation)
}

/// All `.qi` files below a folder of the repository, as paths from its root.
func qiFiles(in folder: String) -> [String] {
  let names = try? FileManager.default.subpathsOfDirectory(
    atPath: repository.appending(path: folder).path)
  return (names ?? []).filter { $0.hasSuffix(".qi") }.sorted().map { "\(folder)/\($0)" }
}

func console(_ lines: String...) -> String {
  "```console\n" + lines.joined() + "```\n"
}
