extension Diagnostic {
  /// An object with every key always there; keys and codes are the same in every language, only
  /// the words follow it. Ends are where the text goes on: the first column that is not meant.
  public func json(in file: SourceFile, language: Language) -> JSON {
    let severity: JSON = severity == .error ? "error" : "warning"
    let head: [(key: String, value: JSON)] = [
      ("code", .text(code)), ("severity", severity), ("file", .text(file.name)),
    ]
    let tail: [(key: String, value: JSON)] = [
      ("message", .text(message[language])),
      ("here", text(here, language)),
      ("note", text(note, language)),
      ("help", text(help, language)),
      (
        "labels",
        .array(
          labels.map {
            .object(place($0.range, in: file) + [("message", .text($0.wording[language]))])
          })
      ),
    ]
    return .object(head + place(range, in: file) + tail)
  }
}

private func place(
  _ range: SourceRange, in file: SourceFile
) -> [(key: String, value: JSON)] {
  let start = file.position(at: range.start)
  let end = file.position(at: range.end)
  return [
    ("line", .integer(Int64(start.line))), ("column", .integer(Int64(start.column))),
    ("endLine", .integer(Int64(end.line))), ("endColumn", .integer(Int64(end.column))),
  ]
}

private func text(_ wording: Wording?, _ language: Language) -> JSON {
  wording.map { .text($0[language]) } ?? .null
}
