import QiDiagnostics

/// A text that has been read without errors: its tokens, and what the parser took each for.
struct Reading {
  /// What one or several tokens stand for; the same in both spellings and in any layout.
  enum Role: Equatable {
    case keyword(Keyword)
    case name(String)
    case literal(Token.Kind)
    case text(String)
    case notice(String)
    case symbol(Symbol)
  }

  struct Part: Equatable {
    let role: Role
    let tokens: Range<Int>
  }

  let source: SourceFile
  let tokens: [Token]
  /// All but the end of the file.
  let parts: [Part]
  /// Whether a token begins a member of a block, or of the file.
  let startsMember: [Bool]

  var roles: [Role] { parts.map(\.role) }

  /// Nil where the text has errors.
  init?(_ source: SourceFile) {
    let (tokens, lexical) = Lexer.tokens(of: source)
    var parser = Parser(source: source, tokens: tokens, diagnostics: lexical)
    _ = parser.parseFile()
    guard !parser.diagnostics.contains(where: { $0.severity == .error }) else { return nil }
    self.source = source
    self.tokens = tokens
    var starts = [Bool](repeating: false, count: tokens.count)
    for position in parser.trace.members { starts[position] = true }
    startsMember = starts
    parts = Reading.parts(of: source, tokens, parser.trace)
  }

  private static func parts(
    of source: SourceFile, _ tokens: [Token], _ trace: ParserTrace
  ) -> [Part] {
    var parts: [Part] = []
    var taken = trace.keywords[...]
    var position = 0
    while position < tokens.count - 1 {
      while let first = taken.first, first.position < position { taken.removeFirst() }
      while let first = taken.first, first.position == position, first.count == 0 {
        parts.append(Part(role: .keyword(first.keyword), tokens: position..<position))
        taken.removeFirst()
      }
      var role = role(of: tokens[position], in: source)
      var count = 1
      if let first = taken.first, first.position == position {
        (role, count) = (.keyword(first.keyword), first.count)
        // `personal class 2` is one word in Chinese.
        if first.keyword == .personalClass, position + count < tokens.count,
          let kind = Keyword.personal(tokens[position + count].kind)
        {
          (role, count) = (.keyword(kind), count + 1)
        }
      }
      parts.append(Part(role: role, tokens: position..<position + count))
      position += count
    }
    return parts
  }

  private static func role(of token: Token, in source: SourceFile) -> Role {
    let range = token.range
    switch token.kind {
    case .word: return .name(source.text(range))
    case .quotedName: return .name(source.text(SourceRange(range.start + 1, range.end - 1)))
    case .text: return .text(source.content(ofText: range))
    case .notice: return .notice(source.content(ofNotice: range))
    case .symbol(let symbol): return .symbol(symbol)
    default: return .literal(token.kind)
    }
  }
}

extension Keyword {
  static let personalClasses: [Keyword] = [
    .personalFirst, .personalSecond, .personalThird, .personalFourth,
  ]

  fileprivate static func personal(_ kind: Token.Kind) -> Keyword? {
    guard case .integer(let level) = kind, 1...4 ~= level else { return nil }
    return personalClasses[Int(level) - 1]
  }
}
