public import QiDiagnostics

/// Reads a file into a tree. Never fails: it reports what it could not read, skips to where a
/// reader would take up the thread again, and goes on.
public func parse(_ source: SourceFile) -> (tree: SourceTree, diagnostics: [Diagnostic]) {
  let (tokens, lexical) = Lexer.tokens(of: source)
  var parser = Parser(source: source, tokens: tokens, diagnostics: lexical)
  let tree = parser.parseFile()
  if parser.diagnostics.isEmpty { parser.diagnostics = tightSums(tokens, in: source) }
  let sorted = parser.diagnostics.sorted { $0.range.start < $1.range.start }
  return (tree, Array(sorted.prefix(Parser.maximumDiagnostics)))
}

/// Thrown once the reason has been reported; caught where reading can go on.
struct ParseStop: Error {}

struct Parser {
  /// Blocks and parentheses may nest so deep.
  static let maximumNesting = 64
  static let maximumDiagnostics = Diagnostic.mostOfOneFile
  /// One expression may have so many, which bounds the work and the registers it takes.
  static let maximumOperands = 256
  /// In Unicode scalars.
  static let maximumNameLength = 64
  /// Elements of a list, members of a set, entries of a book.
  static let longestList = 1000
  /// With the parties, who sign too: the chain keeps who has signed in 64 bits.
  static let mostMembers = 64

  let source: SourceFile
  let tokens: [Token]
  var position = 0
  var diagnostics: [Diagnostic]
  /// The last brace whose closing one stands further left than its line begins: should one be
  /// missing later, it is likely that of this.
  var unclosed: SourceRange?
  /// Braces open at the position.
  var depth = 0
  private var nesting = 0
  /// The deepest so far.
  private(set) var deepest = 0
  /// What the rest of the file lacks is not worth saying any more.
  private(set) var gaveUp = false
  /// Operands read of the expression at hand.
  private var operands = 0
  /// The most of an expression so far.
  private(set) var mostOperands = 0
  private var isInExpression = false
  private let spellings = KeywordWords.shared.spellings
  /// Types that have to be records.
  var recordNames: [Name] = []
  /// What the layout of the text goes by.
  var trace = ParserTrace()

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
    if at(.openBrace) { depth += 1 }
    if at(.closeBrace) { depth -= 1 }
    if !isAtEnd { position += 1 }
  }

  // MARK: Keywords and symbols

  /// How many tokens the keyword takes from here, 0 where it does not stand here.
  func length(of keyword: Keyword, ahead: Int = 0) -> Int {
    let word = peek(ahead).word
    if word == 0 { return 0 }
    for spelling in spellings[keyword.rawValue] where spelling.first == word {
      let others = spelling.others
      if others.isEmpty { return 1 }
      let follow = others.indices.allSatisfy { peek(ahead + 1 + $0).word == others[$0] }
      if follow { return 1 + others.count }
    }
    return 0
  }

  func at(_ keyword: Keyword) -> Bool { length(of: keyword) > 0 }

  func at(_ symbol: Symbol, ahead: Int = 0) -> Bool {
    if case .symbol(symbol) = peek(ahead).kind { true } else { false }
  }

  mutating func take(_ keyword: Keyword) -> Bool {
    let count = length(of: keyword)
    if count > 0 { trace.keywords.append((position, count, keyword)) }
    for _ in 0..<count { advance() }
    return count > 0
  }

  mutating func take(_ symbol: Symbol) -> Bool {
    guard at(symbol) else { return false }
    advance()
    return true
  }

  mutating func expect(_ keyword: Keyword) throws(ParseStop) {
    if !take(keyword) { throw expected(oneOf: [keyword]) }
  }

  mutating func expect(_ symbol: Symbol) throws(ParseStop) {
    if !take(symbol) { throw expected(symbol.quoted) }
  }

  mutating func expectName(_ what: Wording) throws(ParseStop) -> Name {
    switch token.kind {
    case .word: return try takeName(token.range)
    case .quotedName:
      return try takeName(SourceRange(token.range.start + 1, token.range.end - 1))
    default: throw expected(what)
    }
  }

  private mutating func takeName(_ letters: SourceRange) throws(ParseStop) -> Name {
    let range = token.range
    let text = source.text(letters)
    guard text.unicodeScalars.count <= Parser.maximumNameLength else {
      report(.nameTooLong(at: range))
      throw ParseStop()
    }
    advance()
    return Name(text: text, range: range)
  }

  // MARK: Reporting

  /// More than a reader is told at once is not kept.
  mutating func report(_ diagnostic: Diagnostic) {
    if !isFull { diagnostics.append(diagnostic) }
  }

  /// Nothing more needs putting into words, which takes longer than reading on.
  var isFull: Bool { diagnostics.count >= Parser.maximumDiagnostics }

  /// Ends the reading of the whole file.
  private mutating func giveUp(_ diagnostic: Diagnostic) -> ParseStop {
    report(diagnostic)
    position = tokens.count - 1
    gaveUp = true
    return ParseStop()
  }

  /// Runs the body one level deeper. Too deep ends the reading of the whole file.
  mutating func nested<T>(
    _ body: (inout Parser) throws(ParseStop) -> T
  ) throws(ParseStop) -> T {
    guard nesting < Parser.maximumNesting else {
      throw giveUp(.nestedTooDeep(at: token.range))
    }
    nesting += 1
    deepest = max(deepest, nesting)
    defer { nesting -= 1 }
    return try body(&self)
  }

  /// Runs the body as a whole expression, or as a part of one.
  mutating func countingOperands<T>(
    _ body: (inout Parser) throws(ParseStop) -> T
  ) throws(ParseStop) -> T {
    let isWhole = !isInExpression
    if isWhole { (isInExpression, operands) = (true, 0) }
    defer { if isWhole { isInExpression = false } }
    return try body(&self)
  }

  /// Too many end the reading of the whole file.
  mutating func countOperand() throws(ParseStop) {
    operands += 1
    guard operands <= Parser.maximumOperands else {
      throw giveUp(.expressionTooLong(at: token.range))
    }
    mostOperands = max(mostOperands, operands)
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
