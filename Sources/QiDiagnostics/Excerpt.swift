/// One line of a source text as it is shown: tabs expanded, nothing hidden, and cut to a width
/// around the place that matters, however long the line is.
struct Excerpt {
  let text: String
  private let glyphs: ArraySlice<Glyph>
  private let cutBefore: Bool
  private let cutAfter: Bool

  private static let tabWidth = 4

  /// Bytes looked at on each side of the focus: more than any terminal is wide.
  private static let reach = 1024

  /// The focus is a byte offset into the file; the width is in cells and includes the `…` where
  /// the line is cut.
  init(of line: SourceRange, in file: SourceFile, around focus: Int, width: Int) {
    let focus = min(max(focus, line.start), line.end)
    let part = Excerpt.neighbourhood(of: focus, line, file)
    let all = decode(file.bytes[part.start..<part.end], tabWidth: Excerpt.tabWidth)
    let isWhole = part == line && all.reduce(0) { $0 + $1.cells } <= width
    let window = isWhole ? all.indices : Excerpt.window(all, around: focus, room: width - 2)
    glyphs = all[window]
    cutBefore = part.start > line.start || window.lowerBound > 0
    cutAfter = part.end < line.end || window.upperBound < all.count
    text =
      (cutBefore ? "…" : "") + glyphs.reduce(into: "") { $0 += $1.text } + (cutAfter ? "…" : "")
  }

  /// The cells of a range, at least one. What was cut away is where the `…` is.
  func cells(of range: SourceRange) -> Range<Int> {
    let start = cell(at: range.start)
    let isCut = cutAfter && range.end > (glyphs.last?.end ?? 0)
    let end = isCut ? cell(at: range.end) + 1 : cell(at: range.end)
    return start..<max(start + 1, end)
  }

  private func cell(at offset: Int) -> Int {
    guard let first = glyphs.first, offset >= first.start else { return 0 }
    return glyphs.prefix { $0.end <= offset }.reduce(cutBefore ? 1 : 0) { $0 + $1.cells }
  }

  private static func neighbourhood(
    of focus: Int, _ line: SourceRange, _ file: SourceFile
  ) -> SourceRange {
    var start = max(line.start, focus - reach)
    var end = min(line.end, focus + reach)
    // A scalar has at most three continuation bytes; more of them are no scalar's.
    for _ in 0..<3 where start > line.start && isContinuation(file.bytes[start]) { start -= 1 }
    for _ in 0..<3 where end < line.end && isContinuation(file.bytes[end]) { end += 1 }
    return SourceRange(start, end)
  }

  /// Two thirds of the room to the right of the focus, the rest to its left, and what the left does
  /// not need to the right again.
  private static func window(_ glyphs: [Glyph], around focus: Int, room: Int) -> Range<Int> {
    var low = glyphs.firstIndex { $0.end > focus } ?? glyphs.count
    var (high, used) = (low, 0)
    func extendRight(to limit: Int) {
      while high < glyphs.count, used + glyphs[high].cells <= limit {
        used += glyphs[high].cells
        high += 1
      }
    }
    extendRight(to: room * 2 / 3)
    while low > 0, used + glyphs[low - 1].cells <= room {
      low -= 1
      used += glyphs[low].cells
    }
    extendRight(to: room)
    return low..<high
  }
}

/// One scalar, or some bytes that are none, with the bytes of the file it stands for.
private struct Glyph {
  let text: String
  let cells: Int
  let start: Int
  let end: Int
}

private func decode(_ bytes: ArraySlice<UInt8>, tabWidth: Int) -> [Glyph] {
  var (glyphs, cell, offset) = ([Glyph](), 0, bytes.startIndex)
  var iterator = bytes.makeIterator()
  var parser = Unicode.UTF8.ForwardParser()
  func append(_ text: String, _ cells: Int, length: Int) {
    glyphs.append(Glyph(text: text, cells: cells, start: offset, end: offset + length))
    (cell, offset) = (cell + cells, offset + length)
  }
  while true {
    switch parser.parseScalar(from: &iterator) {
    case .emptyInput: return glyphs
    case .error(let length): append("\u{FFFD}", 1, length: length)
    case .valid(let encoded):
      let scalar = Unicode.UTF8.decode(encoded)
      if scalar == "\t" {
        let width = tabWidth - cell % tabWidth
        append(String(repeating: " ", count: width), width, length: 1)
      } else {
        append(String(scalar).shown, scalar.cells, length: encoded.count)
      }
    }
  }
}

private func isContinuation(_ byte: UInt8) -> Bool { byte & 0xc0 == 0x80 }
