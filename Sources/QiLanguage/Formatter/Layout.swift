import QiDiagnostics

/// Pieces on lines. The author's line breaks stay; indentation and spaces are the same everywhere.
struct Layout {
  struct Line {
    /// In steps of four spaces.
    let indent: Int
    let isAfterBlank: Bool
    /// Whether it is a member of `terms { … }`.
    let isTerm: Bool
    var pieces: [Piece] = []
    /// By piece, whether a space stands before it.
    var spaces: [Bool] = []
    var comment: String?
  }

  private struct Block {
    let indent: Int
    let holdsTerms: Bool
  }

  private(set) var lines: [Line] = []
  private var blocks: [Block] = []
  private var spacing = Spacing()
  /// The last piece that is no comment.
  private var previous: Piece?

  init(_ pieces: [Piece]) {
    var mustBreak = true
    var next = 0
    for (index, piece) in pieces.enumerated() {
      next = max(next, index)
      while next < pieces.count, pieces[next].isComment { next += 1 }
      let code = next < pieces.count ? pieces[next] : nil
      if piece.breaks > 0 || mustBreak { startLine(piece, before: code) }
      append(piece)
      mustBreak = piece.isComment || piece.isNotice
    }
  }

  private mutating func startLine(_ piece: Piece, before code: Piece?) {
    var indent = blocks.last.map { $0.indent + 1 } ?? 0
    if piece.symbol == "}", let block = blocks.last { indent = block.indent }
    if let code, continuesLine(code) { indent += 1 }
    let isAfterBlank = piece.breaks > 1 && !lines.isEmpty
    let isTerm = piece.startsMember && blocks.last?.holdsTerms == true
    lines.append(Line(indent: indent, isAfterBlank: isAfterBlank, isTerm: isTerm))
  }

  /// Whether the piece goes on with a member begun on a line above.
  private func continuesLine(_ piece: Piece) -> Bool {
    guard let previous, !previous.isNotice, !piece.startsMember else { return false }
    if let symbol = piece.symbol, ["{", "}", ")", "]"].contains(symbol) { return false }
    return piece.keyword != .otherwise
  }

  private mutating func append(_ piece: Piece) {
    guard let line = lines.indices.last else { return }
    if piece.isComment, !lines[line].pieces.isEmpty {
      lines[line].comment = piece.text
      return
    }
    lines[line].spaces.append(!piece.isComment && spacing.takes(piece))
    lines[line].pieces.append(piece)
    if piece.isComment { return }
    if piece.symbol == "{" {
      blocks.append(Block(indent: lines[line].indent, holdsTerms: previous?.keyword == .terms))
    }
    if piece.symbol == "}", !blocks.isEmpty { blocks.removeLast() }
    previous = piece
  }

  /// The whole text, with a line break at its end.
  mutating func text() -> String {
    lineUpTables()
    var result = ""
    let columns = commentColumns()
    for (index, line) in lines.enumerated() {
      if line.isAfterBlank { result += "\n" }
      var text = line.code
      if let comment = line.comment {
        text += String(repeating: " ", count: columns[index] - line.code.cells + 2) + comment
      }
      result += text + "\n"
    }
    return result
  }

  /// By line, where the code ends that comments behind it stand clear of: those of lines that
  /// follow each other stand below each other.
  private func commentColumns() -> [Int] {
    var columns = [Int](repeating: 0, count: lines.count)
    for run in runs(where: { $0.comment != nil }) {
      let column = run.reduce(0) { max($0, lines[$1].code.cells) }
      for index in run { columns[index] = column }
    }
    return columns
  }

  /// The longest runs of such lines that follow each other without a blank line.
  private func runs(where holds: (Line) -> Bool) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for (index, line) in lines.enumerated() where holds(line) {
      if let last = runs.last, last.upperBound == index, !line.isAfterBlank {
        runs[runs.count - 1] = last.lowerBound..<index + 1
      } else {
        runs.append(index..<index + 1)
      }
    }
    return runs
  }

  /// Terms, and rows of limits and of calendars, are tables.
  private mutating func lineUpTables() {
    for run in runs(where: { !$0.cells.isEmpty }) {
      for column in 0..<4 {
        let starts = run.compactMap { line in
          lines[line].cells[column].map { (line, $0, lines[line].width(before: $0)) }
        }
        let target = starts.reduce(0) { max($0, $1.2) }
        for (line, piece, width) in starts { lines[line].pieces[piece].padding = target - width }
      }
    }
  }
}

extension Layout.Line {
  var code: String { text(of: pieces.count) }

  fileprivate func width(before piece: Int) -> Int { text(of: piece).cells }

  private func text(of count: Int) -> String {
    var text = String(repeating: "    ", count: indent)
    for (index, piece) in pieces.prefix(count).enumerated() {
      let isApart = index > 0 && spaces[index]
      text += String(repeating: " ", count: (isApart ? 1 : 0) + piece.padding) + piece.text
    }
    return text
  }

  /// The pieces that begin the columns of a table, by column; empty where the line is not a row.
  fileprivate var cells: [Int: Int] {
    var cells: [Int: Int] = [:]
    for (index, piece) in pieces.enumerated() {
      if isTerm {
        if piece.symbol == ":", cells[0] == nil { cells[0] = index + 1 }
        if piece.keyword == .whereBound { cells[1] = index }
      } else {
        switch piece.keyword {
        case .balance, .payment, .perDay, .perYear: (cells[0], cells[1]) = (index, index + 1)
        case .holiday, .worked: (cells[0], cells[1]) = (index + 1, index + 2)
        case .confirmed, .weak, .unconfirmed: (cells[2], cells[3]) = (index, index + 1)
        default: break
        }
      }
    }
    return cells.filter { $0.value < pieces.count }
  }
}
