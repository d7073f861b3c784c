import QiDiagnostics

/// A row of cells that breaks where the next one would leave its width.
struct ReportRow {
  private let width: Int
  private var lines: [String]
  private var cells: Int

  /// Where a line broken off goes on, under what somebody did.
  private static let indent = 32

  init(_ start: String, width: Int) {
    self.width = width
    lines = [start]
    cells = start.cells
  }

  mutating func add(
    _ text: String, gap: Int = 0, _ side: Alignment = .left,
    painting: (String) -> String = { $0 }
  ) {
    let seen = text.trimmedEnd.cells
    if cells + gap + seen > width, cells > ReportRow.indent {
      let start = side == .right ? max(ReportRow.indent, width - seen) : ReportRow.indent
      lines.append(String(repeating: " ", count: start) + painting(text))
      cells = start + text.cells
    } else {
      lines[lines.count - 1] += String(repeating: " ", count: gap) + painting(text)
      cells += gap + text.cells
    }
  }

  var text: String { lines.map(\.trimmedEnd).joined(separator: "\n") }
}

extension Style {
  func painting(_ role: Role) -> (String) -> String { { paint($0, role) } }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

/// `1 block`, `2 blocks`.
package func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
