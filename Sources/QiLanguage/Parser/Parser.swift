public import QiDiagnostics

/// Reads a file into a tree. Never fails: it reports what it could not read, skips to where a reader
/// would take up the thread again, and goes on.
public func parse(_ source: SourceFile) -> (tree: SourceTree, diagnostics: [Diagnostic]) {
  let (tokens, lexical) = Lexer.tokens(of: source)
  var parser = Parser(source: source, tokens: tokens, diagnostics: lexical)
  let tree = parser.parseFile()
  let sorted = parser.diagnostics.sorted { $0.range.start < $1.range.start }
  return (tree, Array(sorted.prefix(Parser.maximumDiagnostics)))
}

/// Thrown once the reason has been reported; caught where reading can go on.
struct ParseStop: Error {}

struct Parser {
  /// Blocks and parentheses may nest so deep.
  static let maximumNesting = 64
  static let maximumDiagnostics = 100

  let source: SourceFile
  let tokens: [Token]
  var position = 0
  var diagnostics: [Diagnostic]
  /// Braces open at the position.
  private(set) var depth = 0
  private var nesting = 0
  /// What the rest of the file lacks is not worth saying any more.
  private var gaveUp = false
  private let keywordRows = KeywordWords.shared.rows

  init(source: SourceFile, tokens: [Token], diagnostics: [Diagnostic]) {
    self.source = source
    self.tokens = tokens
    self.diagnostics = diagnostics
  }

  var token: Token { tokens[position] }
  var isAtEnd: Bool { position == tokens.count - 1 }

  func peek(_ ahead: Int) -> Token { tokens[min(position + ahead, tokens.count - 1)] }

  /// The range from a token on to the last one taken.
  func range(from start: Int) -> SourceRange {
    tokens[start].range.through(tokens[max(start, position - 1)].range)
  }

  mutating func advance() {
    if token.kind == .symbol(.openBrace) { depth += 1 }
    if token.kind == .symbol(.closeBrace) { depth -= 1 }
    if !isAtEnd { position += 1 }
  }

  // MARK: Keywords and symbols

  /// How many tokens the keyword takes from here, 0 where it does not stand here.
  func length(of keyword: Keyword, ahead: Int = 0) -> Int {
    for row in keywordRows[keyword.rawValue] {
      let matches = row.indices.allSatisfy {
        if case .word(_, let word) = peek(ahead + $0).kind { word == row[$0] } else { false }
      }
      if matches { return row.count }
    }
    return 0
  }

  func at(_ keyword: Keyword) -> Bool { length(of: keyword) > 0 }

  func at(_ symbol: Symbol) -> Bool { token.kind == .symbol(symbol) }

  mutating func take(_ keyword: Keyword) -> Bool {
    let count = length(of: keyword)
    for _ in 0..<count { advance() }
    return count > 0
  }

  mutating func take(_ symbol: Symbol) -> Bool {
    guard at(symbol) else { return false }
    advance()
    return true
  }

  mutating func expect(_ keyword: Keyword) throws(ParseStop) {
    if !take(keyword) { throw expected(keyword.quoted) }
  }

  mutating func expect(_ symbol: Symbol) throws(ParseStop) {
    if !take(symbol) { throw expected(Wording("`\(symbol.rawValue)`")) }
  }

  mutating func expectName(_ what: Wording) throws(ParseStop) -> Name {
    switch token.kind {
    case .word(let text, _), .quotedName(let text):
      defer { advance() }
      return Name(text: text, range: token.range)
    default: throw expected(what)
    }
  }

  // MARK: Reporting

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// Reports that something else should stand here, unless what stands here is reported already.
  mutating func expected(_ what: Wording) -> ParseStop {
    let known = diagnostics.last?.range == token.range || token.kind == .invalid
    if !known, !gaveUp {
      report(.expected(what, found: token, text: source.text(token.range)))
    }
    return ParseStop()
  }

  /// Runs the body one level deeper. Too deep ends the reading of the whole file.
  mutating func nested<T>(
    _ body: (inout Parser) throws(ParseStop) -> T
  ) throws(ParseStop) -> T {
    guard nesting < Parser.maximumNesting else {
      report(.nestedTooDeep(at: token.range))
      position = tokens.count - 1
      gaveUp = true
      throw ParseStop()
    }
    nesting += 1
    defer { nesting -= 1 }
    return try body(&self)
  }

  // MARK: Blocks

  /// `{ member … }`. A member that cannot be read is skipped to the next line of the block.
  mutating func block(
    member: (inout Parser) throws(ParseStop) -> Void
  ) throws(ParseStop) {
    try expect(.openBrace)
    let inside = depth
    while !at(.closeBrace), !isAtEnd {
      let start = position
      do throws(ParseStop) {
        try nested(member)
        while take(.comma) || take(.semicolon) {}
      } catch {
        recover(from: start, depth: inside)
      }
    }
    try expect(.closeBrace)
  }

  /// Skips to the next line at this depth of braces, or to the brace that closes it.
  private mutating func recover(from start: Int, depth inside: Int) {
    while !isAtEnd {
      let closes = depth == inside && at(.closeBrace)
      let fresh = depth <= inside && token.startsLine && position > start
      if closes || fresh || depth < inside { return }
      advance()
    }
  }

  /// `a, b, c`: one or more.
  mutating func list<T>(
    _ element: (inout Parser) throws(ParseStop) -> T
  ) throws(ParseStop) -> [T] {
    var elements = [try element(&self)]
    while take(.comma) { elements.append(try element(&self)) }
    return elements
  }
}
