import QiDiagnostics
import QiValues

/// Cuts bytes into tokens. Never fails: what fits nowhere is reported and becomes `.invalid`.
struct Lexer {
  /// Longer sources are refused unread.
  static let maximumBytes = 1 << 20

  let source: SourceFile
  let bytes: [UInt8]
  var position = 0
  var tokens: [Token] = []
  var diagnostics: [Diagnostic] = []
  private var atLineStart = true

  static func tokens(of source: SourceFile) -> (tokens: [Token], diagnostics: [Diagnostic]) {
    var lexer = Lexer(source: source, bytes: source.bytes)
    if let unreadable = lexer.unreadable() {
      lexer.diagnostics = [unreadable]
    } else {
      lexer.tokens.reserveCapacity(source.bytes.count / 4)
      while lexer.position < lexer.bytes.count { lexer.next() }
    }
    lexer.append(.endOfFile, from: lexer.bytes.count)
    return (lexer.tokens, lexer.diagnostics)
  }

  private init(source: SourceFile, bytes: [UInt8]) {
    self.source = source
    self.bytes = bytes
  }

  func byte(_ ahead: Int = 0) -> UInt8 {
    position + ahead < bytes.count ? bytes[position + ahead] : 0
  }

  mutating func append(_ kind: Token.Kind, from start: Int) {
    let token = Token(
      kind: kind, range: SourceRange(start, min(position, bytes.count)), startsLine: atLineStart)
    tokens.append(token)
    atLineStart = false
  }

  private mutating func next() {
    let start = position
    switch byte() {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): position += 1
    case UInt8(ascii: "\n"):
      position += 1
      atLineStart = true
    case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"): lexComment()
    case UInt8(ascii: "\""): lexText(opening: 1)
    case UInt8(ascii: "`"): lexQuotedName()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): lexNumber()
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "_"):
      lexLatinWord()
    case 0x80...: lexWide()
    default:
      if !lexSymbol() { reportUnknown(length: 1, from: start) }
    }
  }

  private mutating func lexComment() {
    let start = position
    while position < bytes.count, byte() != UInt8(ascii: "\n") { position += 1 }
    guard start + 2 < position, bytes[start + 2] == UInt8(ascii: "/") else { return }
    let text = source.text(SourceRange(start + 3, position))
    append(.notice(trimmed(text)), from: start)
  }

  private mutating func lexLatinWord() {
    let start = position
    while isLatin(byte()) { position += 1 }
    appendWord(from: start)
  }

  /// A run of Han letters and the digits among them. Words end where Latin letters begin.
  mutating func lexHanWord() {
    let start = position
    while true {
      let (scalar, length) = scalarHere()
      guard isHan(scalar) || (start < position && isDigit(byte())) else { break }
      position += length
    }
    appendWord(from: start)
  }

  private mutating func appendWord(from start: Int) {
    let text = source.text(SourceRange(start, position))
    append(.word(text, KeywordWords.shared.word(text)), from: start)
  }

  private mutating func lexQuotedName() {
    let start = position
    position += 1
    while position < bytes.count, byte() != UInt8(ascii: "`"), byte() != UInt8(ascii: "\n") {
      position += 1
    }
    let name = source.text(SourceRange(start + 1, position))
    let closed = byte() == UInt8(ascii: "`")
    if closed { position += 1 }
    let range = SourceRange(start, position)
    if closed, !name.isEmpty, name.unicodeScalars.allSatisfy(isNameScalar) {
      append(.quotedName(name), from: start)
    } else {
      diagnostics.append(.badQuotedName(at: range))
      append(.invalid, from: start)
    }
  }

  mutating func lexText(opening: Int) {
    let start = position
    position += opening
    var text: [UInt8] = []
    while position < bytes.count, byte() != UInt8(ascii: "\n") {
      if byte() == UInt8(ascii: "\"") || scalarHere().scalar == "”" {
        position += scalarHere().length
        append(.text(String(decoding: text, as: UTF8.self)), from: start)
        return
      }
      if byte() == UInt8(ascii: "\\"), [UInt8(ascii: "\""), UInt8(ascii: "\\")].contains(byte(1)) {
        position += 1
      }
      text.append(byte())
      position += 1
    }
    diagnostics.append(.unterminatedText(at: SourceRange(start, position)))
    append(.invalid, from: start)
  }

  private func isLatin(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

private func trimmed(_ text: String) -> String {
  let space: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
  var body = text[...]
  while let first = body.first, space(first) { body.removeFirst() }
  while let last = body.last, space(last) { body.removeLast() }
  return String(body)
}
