import QiDiagnostics

/// Columns as wide as what stands in them, two cells apart.
struct TextTable {
  private let alignments: [Alignment]
  private var rows: [[String]]

  /// A name may have 64 characters, and a row has room for fewer.
  private static let cellLimit = 28

  init(_ columns: [(title: Wording, alignment: Alignment)], _ language: Language) {
    alignments = columns.map(\.alignment)
    rows = [columns.map { $0.title[language] }]
  }

  /// As many cells as there are columns.
  mutating func add(_ cells: [String]) {
    rows.append(cells.map { $0.truncated(to: TextTable.cellLimit) })
  }

  var text: String {
    let widths = alignments.indices.map { column in
      rows.reduce(0) { max($0, $1[column].cells) }
    }
    let lines = rows.map { row in
      var line = "  "
      for (column, cell) in row.enumerated() {
        line += (column == 0 ? "" : "  ") + cell.padded(to: widths[column], alignments[column])
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }
    return lines.joined()
  }
}
