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
  private(set) var diagnostics: [Diagnostic] = []
  /// Where a run of digits and commas ends that no unit of money follows.
  var unitlessEnd = 0
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

  mutating func append(_ kind: Token.Kind, from start: Int, word: KeywordWords.Word = 0) {
    let range = SourceRange(start, min(position, bytes.count))
    tokens.append(Token(kind: kind, range: range, word: word, startsLine: atLineStart))
    atLineStart = false
  }

  /// More than a reader is told at once is not kept.
  mutating func report(_ diagnostic: Diagnostic) {
    if !isFull { diagnostics.append(diagnostic) }
  }

  /// Nothing more needs putting into words, which takes longer than reading on.
  var isFull: Bool { diagnostics.count >= Parser.maximumDiagnostics }

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
      if !lexOtherForm(), !lexSymbol() { reportUnknown(length: 1, from: start) }
    }
  }

  private mutating func lexComment() {
    let start = position
    while position < bytes.count, byte() != UInt8(ascii: "\n") { position += 1 }
    let slash = UInt8(ascii: "/")
    // Four slashes draw a line, they say nothing.
    guard start + 2 < position, bytes[start + 2] == slash,
      start + 3 == position || bytes[start + 3] != slash
    else { return }
    append(.notice, from: start)
  }

  private mutating func lexLatinWord() {
    if lexDayCount() { return }
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
    append(.word, from: start, word: KeywordWords.shared.word(text))
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
      append(.quotedName, from: start)
    } else {
      report(.badQuotedName(at: range))
      append(.invalid, from: start)
    }
  }

  mutating func lexText(opening: Int) {
    let start = position
    position += opening
    while position < bytes.count, byte() != UInt8(ascii: "\n") {
      if byte() == UInt8(ascii: "\"") || scalarHere().scalar == "”" {
        position += scalarHere().length
        append(.text, from: start)
        return
      }
      position += isEscaped(byte(1)) && byte() == UInt8(ascii: "\\") ? 2 : 1
    }
    report(.unterminatedText(at: SourceRange(start, position)))
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

/// What may stand behind a backslash.
private func isEscaped(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
}

/// What tokens say.
extension SourceFile {
  /// The text of a token in quotes, plain or Chinese ones.
  func content(ofText range: SourceRange) -> String {
    let opening = bytes[range.start] == UInt8(ascii: "\"") ? 1 : 3
    let closing = bytes[range.end - 1] == UInt8(ascii: "\"") ? 1 : 3
    var content: [UInt8] = []
    var position = range.start + opening
    while position < range.end - closing {
      if bytes[position] == UInt8(ascii: "\\"), isEscaped(bytes[position + 1]) { position += 1 }
      content.append(bytes[position])
      position += 1
    }
    return String(decoding: content, as: UTF8.self)
  }

  /// What stands behind `///`, without the blanks around it.
  func content(ofNotice range: SourceRange) -> String {
    trimmed(text(SourceRange(range.start + 3, range.end)))
  }
}

func trimmed(_ text: String) -> String {
  let isBlank: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
  var body = text.unicodeScalars[...]
  while let first = body.first, isBlank(first) { body.removeFirst() }
  while let last = body.last, isBlank(last) { body.removeLast() }
  return String(body)
}
