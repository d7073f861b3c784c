extension Unicode.Scalar {
  /// The cells it takes as `shown`.
  var cells: Int {
    if 0x20..<0x7f ~= value || isControlWithPicture { return 1 }
    if isHan { return 2 }
    if isHidden { return escape.utf8.count }
    if value < 0x300 { return 1 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: return joinsSyllableBefore ? 0 : isWide ? 2 : 1
    }
  }

  func appendShown(to text: inout String) {
    if isControlWithPicture {
      // Control pictures stand in the order of the controls, with DEL after the space's.
      let picture = value == 0x7f ? 0x2421 : 0x2400 + value
      text.unicodeScalars.append(Unicode.Scalar(picture) ?? "\u{FFFD}")
    } else if isHidden {
      text.append(escape)
    } else {
      text.unicodeScalars.append(self)
    }
  }

  /// What a reader would not see as itself: controls, invisible characters, and the bidirectional
  /// controls, which make a line read otherwise than it runs.
  var isHidden: Bool {
    if value < 0xa0 { return value < 0x20 || value >= 0x7f }
    if isHan { return false }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return true
    // Marks that choose between two looks of the character before belong to it.
    case .nonspacingMark: return false
    default: return properties.isDefaultIgnorableCodePoint
    }
  }

  /// Answers for nearly all there is beside ASCII, before slower tables are asked.
  private var isHan: Bool { 0x4e00...0x9fff ~= value }

  private var isControlWithPicture: Bool { value < 0x20 || value == 0x7f }

  private var escape: String { "\\u{\(String(value, radix: 16, uppercase: true))}" }

  /// The vowels and finals of a Korean syllable stand inside its first letter's cells.
  private var joinsSyllableBefore: Bool { 0x1160...0x11ff ~= value }

  private var isWide: Bool {
    if 0x1f1e6...0x1f1ff ~= value { return false }  // a flag is two letters of one cell each
    return wideRanges.contains { $0 ~= value } || properties.isEmojiPresentation
  }
}

/// East Asian Width W and F of Unicode 16, but for emoji, which the standard library knows.
private let wideRanges: [ClosedRange<UInt32>] = [
  0x1100...0x115f, 0x2329...0x232a, 0x2e80...0x303e, 0x3041...0xa4cf, 0xa960...0xa97f,
  0xac00...0xd7a3, 0xf900...0xfaff, 0xfe10...0xfe19, 0xfe30...0xfe6f, 0xff01...0xff60,
  0xffe0...0xffe6, 0x16fe0...0x18d08, 0x1aff0...0x1b2ff, 0x1f200...0x1f265, 0x20000...0x3fffd,
]
