import QiDiagnostics

extension String {
  /// Shown, in lines of at most so many cells, later ones indented by two. Broken at spaces, and
  /// inside what is too long for a line. At least 4 cells.
  func wrapped(to width: Int, indented: Int = 0) -> [String] {
    let margin = String(repeating: " ", count: indented)
    var lines: [String] = []
    var line = margin
    var isEmpty = true
    func begin() {
      lines.append(line)
      (line, isEmpty) = (margin + "  ", true)
    }
    for word in shown.split(separator: " ") {
      if !isEmpty, line.cells + 1 + word.cells > width { begin() }
      if !isEmpty { line += " " }
      for character in word {
        if !isEmpty, line.cells + String(character).cells > width { begin() }
        line.append(character)
        isEmpty = false
      }
    }
    return lines + [line]
  }
}
