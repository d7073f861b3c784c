import QiDiagnostics

/// What lies beyond ASCII: Han words, full-width punctuation, and what must not be in a contract.
extension Lexer {
  /// The scalar so far ahead and its length in bytes. The bytes are known to be UTF-8.
  func scalarHere(_ ahead: Int = 0) -> (scalar: Unicode.Scalar, length: Int) {
    let lead = UInt32(byte(ahead))
    let (length, bits): (Int, UInt32) =
      switch lead {
      case ..<0x80: (1, lead)
      case ..<0xE0: (2, lead & 0x1F)
      case ..<0xF0: (3, lead & 0x0F)
      default: (4, lead & 0x07)
      }
    let value = (1..<length).reduce(bits) { $0 << 6 | UInt32(byte(ahead + $1)) & 0x3F }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }

  mutating func lexWide() {
    let start = position
    let (scalar, length) = scalarHere()
    switch scalar {
    case "¥", "￥": lexYuan(signLength: length)
    case "“", "”": lexText(opening: length)
    case "\u{3000}", byteOrderMark: position += length
    case _ where isHan(scalar): lexHanWord()
    case _ where lexSymbol() || lexOtherForm(): break
    default: reportUnknown(length: length, from: start)
    }
  }

  /// One character in its plain form, and how many bytes it takes.
  private func plainHere(_ ahead: Int) -> (scalar: Unicode.Scalar, length: Int) {
    let (scalar, length) = scalarHere(ahead)
    return (scalar.isASCII ? scalar : plainForm[scalar] ?? scalar, length)
  }

  /// Takes the longest symbol here, full-width forms read as plain ones. False where there is none.
  mutating func lexSymbol() -> Bool {
    let start = position
    let first = plainHere(0)
    let second = plainHere(first.length)
    guard let (symbol, count) = Symbol.longest(first.scalar, second.scalar) else { return false }
    position += count == 2 ? first.length + second.length : first.length
    append(.symbol(symbol), from: start)
    return true
  }

  /// Skips what belongs to no token, a run of the same kind at a time, and says so once.
  mutating func reportUnknown(length: Int, from start: Int) {
    position += length
    let range = SourceRange(start, position)
    if case .invalid? = tokens.last?.kind, tokens.last?.range.end == start { return }
    if !isFull { report(.unknownCharacter(source.text(range), at: range)) }
    append(.invalid, from: start)
  }

  /// Why the whole text is not read: too long, not UTF-8, or with characters that hide or reorder
  /// what a reader sees.
  func unreadable() -> Diagnostic? {
    guard bytes.count <= Lexer.maximumBytes else {
      return .sourceTooLong(bytes.count, at: SourceRange(0, 0))
    }
    var validator = UTF8Position(bytes: bytes)
    while let (scalar, range) = validator.next() {
      guard let scalar else { return .notUTF8(at: range) }
      let isLineBreak =
        scalar == "\r" && range.end < bytes.count && bytes[range.end] == UInt8(ascii: "\n")
      let isMark = scalar == byteOrderMark && range.start == 0
      if !isLineBreak, !isMark, isHidden(scalar) { return .hiddenCharacter(scalar, at: range) }
    }
    return nil
  }
}

/// Decodes strictly, telling where it fails.
private struct UTF8Position {
  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> (scalar: Unicode.Scalar?, range: SourceRange)? {
    while position < bytes.count, 0x20...0x7E ~= bytes[position] { position += 1 }
    guard position < bytes.count else { return nil }
    let start = position
    var length = 1
    switch bytes[start] {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF: length = 3
    case 0xF0...0xF4: length = 4
    default: break
    }
    let end = min(start + length, bytes.count)
    position = end
    let text = String(validating: bytes[start..<end], as: UTF8.self)
    let range = SourceRange(start, text == nil ? start + 1 : end)
    return (text?.unicodeScalars.first, range)
  }
}

func isHan(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x3007, 0x20000...0x2EBEF, 0x30000...0x323AF: true
  default: false
  }
}

func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar {
  case "A"..."Z", "a"..."z", "0"..."9", "_": true
  default: isHan(scalar)
  }
}

/// What a reader does not see as itself: controls but for tab and line break, and the characters
/// that turn the direction of text around or take no room.
public func isHidden(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.value < 0xA0 {
    return scalar.value < 0x20 ? scalar != "\t" && scalar != "\n" : scalar.value >= 0x7F
  }
  if isHan(scalar) { return false }
  switch scalar.properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator: return true
  default: return scalar.properties.isDefaultIgnorableCodePoint
  }
}

/// Some editors begin a file with it.
private let byteOrderMark: Unicode.Scalar = "\u{FEFF}"

private let plainForm: [Unicode.Scalar: Unicode.Scalar] = [
  "（": "(", "）": ")", "｛": "{", "｝": "}", "，": ",", "、": ",", "：": ":", "；": ";", "。": ".",
  "＝": "=", "＞": ">", "＜": "<", "＋": "+", "－": "-", "＊": "*", "！": "!",
  "［": "[", "］": "]", "／": "/",
]
