/// A stretch of cells under a source line, with the words that belong to it.
struct Mark {
  let cells: Range<Int>
  let words: String
  /// The role of the place a diagnostic is about; nil for a second place.
  let primary: Style.Role?

  var role: Style.Role { primary ?? .aside }

  /// Of two marks in one place the higher is seen.
  var rank: Int { primary == nil ? 0 : 1 }
}

/// The rows under one source line: all marks in the first, the last one's words beside it, and
/// every other mark's words below it, led down by `│`.
func underline(_ marks: [Mark], style: Style) -> [String] {
  var waiting = marks.filter { !$0.words.isEmpty }
    .sorted { ($0.cells.lowerBound, $0.rank) > ($1.cells.lowerBound, $1.rank) }
  var first = strokes(under: marks, style: style)
  let end = marks.map(\.cells.upperBound).max() ?? 0
  if let last = waiting.first, last.cells.upperBound == end {
    first += " " + last.words
    waiting.removeFirst()
  }
  var rows = [first]
  while let mark = waiting.first {
    waiting.removeFirst()
    rows.append(lead(past: waiting, to: mark.cells.lowerBound, style: style) + mark.words)
  }
  return rows
}

/// `^^^^` for the primary place, `────` for the others; the primary one is drawn over them.
private func strokes(under marks: [Mark], style: Style) -> String {
  var cells: [Mark?] = []
  for mark in marks.sorted(by: { $0.rank < $1.rank }) {
    let missing = mark.cells.upperBound - cells.count
    if missing > 0 { cells += Array(repeating: nil, count: missing) }
    for cell in mark.cells { cells[cell] = mark }
  }
  var text = ""
  var rest = cells[...]
  while let mark = rest.first {
    let run = rest.prefix { $0?.primary == mark?.primary && ($0 == nil) == (mark == nil) }
    rest = rest.dropFirst(run.count)
    guard let mark else {
      text += String(repeating: " ", count: run.count)
      continue
    }
    let stroke = String(repeating: mark.primary == nil ? "─" : "^", count: run.count)
    text += style.paint(stroke, mark.role)
  }
  return text
}

private func lead(past marks: [Mark], to end: Int, style: Style) -> String {
  var (text, cell) = ("", 0)
  for mark in marks.reversed() where cell..<end ~= mark.cells.lowerBound {
    text += String(repeating: " ", count: mark.cells.lowerBound - cell)
    text += style.paint("│", mark.role)
    cell = mark.cells.lowerBound + 1
  }
  return text + String(repeating: " ", count: end - cell)
}
