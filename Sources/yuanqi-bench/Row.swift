/// What was measured, several times over.
struct Row {
  let name: String
  /// One figure a run.
  var figures: [Double]
  let unit: String
  /// What the figure is a figure of: sizes, batches, what was durable.
  let remark: String

  var cells: [String] {
    let sorted = figures.sorted()
    guard let least = sorted.first, let most = sorted.last else {
      return [name, "–", "–", "–", unit, remark]
    }
    let middle = sorted[sorted.count / 2]
    return [name, Row.text(least), Row.text(middle), Row.text(most), unit, remark]
  }

  /// Three digits that mean something, thousands grouped.
  private static func text(_ figure: Double) -> String {
    if figure < 100 {
      let tenths = Int((figure * 10).rounded())
      return "\(tenths / 10).\(tenths % 10)"
    }
    let size = figure < 1_000 ? 1 : figure < 10_000 ? 10 : figure < 100_000 ? 100 : 1_000
    var digits = String(Int((figure / Double(size)).rounded()) * size)
    var end = digits.count - 3
    while end > 0 {
      digits.insert(",", at: digits.index(digits.startIndex, offsetBy: end))
      end -= 3
    }
    return digits
  }
}

/// Prints the rows below each other, every column as wide as it has to be.
func printTable(_ rows: [Row]) {
  let head = ["case", "min", "median", "max", "unit", "of what"]
  let cells = [head] + rows.map(\.cells)
  let widths = head.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
  for line in cells {
    var text = ""
    for (column, cell) in line.enumerated() {
      let padding = String(repeating: " ", count: widths[column] - cell.count)
      text += (1...3).contains(column) ? padding + cell : cell + padding
      text += "  "
    }
    while text.last == " " { text.removeLast() }
    print(text)
  }
}
