import QiDiagnostics

extension Parser {
  mutating func parseClause() throws(ParseStop) -> ClauseSyntax {
    let start = position
    let isAct = isAtActors
    let trigger: ClauseSyntax.Trigger
    let outcome: Outcome
    if !isAct, take(.onEndOf) {
      trigger = .deadline(.onEndOf(try parseExpression()))
      outcome = try parseOutcome()
    } else if !isAct, take(.on) {
      trigger = .deadline(.on(try parseExpression()))
      outcome = try parseOutcome()
    } else if !isAct, take(.after) {
      trigger = .deadline(.after(try parseExpression()))
      outcome = try parseOutcome()
    } else if !isAct, let schedule = try parseSchedule() {
      trigger = .deadline(.every(schedule))
      outcome = try parseOutcome()
    } else {
      (trigger, outcome) = try parseAct()
    }
    return ClauseSyntax(trigger: trigger, outcome: outcome, range: range(from: start))
  }

  private mutating func parseAct() throws(ParseStop) -> (ClauseSyntax.Trigger, Outcome) {
    let start = position
    let isStatement = Parser.startingStatements.contains { at($0) }
    let actors = try parseActors()
    let isDuty = at(.must)
    // No source says of two oracles that they state a fact `with` each other.
    var isFact = false
    if case .together = actors {} else { isFact = take(.states) }
    guard isFact || take(.may) || take(.must) else {
      let words: [Keyword] = [.may, .must, .states]
      if start > 0, !tokens[start].startsLine, !endsMember(peek(start - 1 - position)) {
        // It would have gone on with the clause before.
        position = start
        throw expected(
          Wording(
            en: "`{`, `->`, `when`, `from`, `before`, or the next clause on a line of its own",
            zh: "“{”、“->”、“当”、“起”、“止”，或另起一行的下一条款"),
          of: Parser.goingOnWithAct)
      }
      throw expected(
        .either(words.map(\.quoted)), of: words + Parser.startingClauses, sentence: start,
        help: !isStatement
          ? nil
          : Wording(
            en: "a statement stands in the braces of a clause: `a may act { … }`",
            zh: "语句写在条款的花括号之内：甲 可 行动 { … }"))
    }
    let name = try expectName(Wording(en: "the name of the act", zh: "行动的名称"))
    let parameters = at(.openParen) ? try parseParameters() : []
    let window = try parseWindow()
    let within = isDuty ? try parseWithin() : nil
    let condition = take(.when) ? try parseExpression() : nil
    let act = ActSyntax(
      actors: actors, name: name, parameters: parameters, window: window, condition: condition)
    let outcome = try parseOutcome()
    guard let within else { return (isFact ? .fact(act) : .right(act), outcome) }
    _ = take(.comma)
    if !at(.failingWhich) {
      let stop = expected(oneOf: [.failingWhich])
      // Mistyped, a line of its own belongs to this clause all the same.
      let words = peek(0).kind != .word ? 0 : peek(1).kind != .word ? 1 : 2
      if at(.openBrace, ahead: words) { for _ in 0..<words { advance() } }
      throw stop
    }
    try expect(.failingWhich)
    return (.duty(act, within: within, failing: try parseOutcome()), outcome)
  }

  /// Whether behind it a clause may begin on the same line.
  func endsMember(_ token: Token) -> Bool {
    switch token.kind {
    case .symbol(.openBrace), .symbol(.closeBrace), .symbol(.comma), .symbol(.semicolon): true
    default: false
    }
  }

  private mutating func parseWithin() throws(ParseStop) -> Expression {
    try expect(.within)
    return try parseExpression()
  }

  private mutating func parseParameters() throws(ParseStop) -> [Parameter] {
    try expect(.openParen)
    let parameters = try list { parser throws(ParseStop) in try parser.parseParameter() }
    try expect(.closeParen)
    return parameters
  }

  /// `{ statements } -> Phase`, either of which may be missing.
  private mutating func parseOutcome() throws(ParseStop) -> Outcome {
    let statements = at(.openBrace) || isAtStatement ? try parseStatements() : []
    guard take(.arrow) else { return Outcome(statements: statements, target: nil) }
    return Outcome(
      statements: statements,
      target: try expectName(Wording(en: "the phase it leads to", zh: "进入的阶段")))
  }

  /// `CONDITION outcome else outcome`, behind `if`.
  private mutating func parseChoice() throws(ParseStop) -> Statement.Form {
    let condition = try parseExpression()
    let outcome = try parseBranch()
    guard take(.otherwise) else { return .choice(condition, outcome, otherwise: nil) }
    let start = position
    guard take(.choice) else {
      return .choice(condition, outcome, otherwise: try parseBranch())
    }
    let form = try nested { parser throws(ParseStop) in try parser.parseChoice() }
    let chained = Statement(form: form, range: range(from: start))
    return .choice(
      condition, outcome, otherwise: Outcome(statements: [chained], target: nil))
  }

  private mutating func parseBranch() throws(ParseStop) -> Outcome {
    guard at(.openBrace) || at(.arrow) || isAtStatement else {
      throw expected(.either([Symbol.openBrace.quoted, Symbol.arrow.quoted]))
    }
    return try parseOutcome()
  }

  mutating func parseStatements() throws(ParseStop) -> [Statement] {
    var statements: [Statement] = []
    try block(of: .statements) { parser throws(ParseStop) in
      statements.append(try parser.parseStatement())
    }
    return statements
  }

  private mutating func parseStatement() throws(ParseStop) -> Statement {
    let start = position
    let form: Statement.Form
    if let assignment = assignment(peek(1).kind) {
      let name = try expectName(Wording(en: "a variable", zh: "变量"))
      advance()
      form = .assign(name, assignment, try parseExpression())
    } else if at(.openBracket, ahead: 1), !peek(1).startsLine {
      form = try parseEntryAssignment()
    } else if take(.pay) {
      let sum = try parseSum()
      try expect(.from)
      let source = try parsePlace(Wording(en: "where the money comes from", zh: "款项的来处"))
      try expect(.to)
      let target = try parsePayee()
      form = .pay(sum, source: .init(source, under: try parseUnder()), target: target)
    } else if take(.accrue) {
      form = try parseAccrue()
    } else if take(.split) {
      form = .split(try parseSplit())
    } else if take(.choice) {
      form = try parseChoice()
    } else if take(.named) {
      let name = try expectName(Wording(en: "a name for a value", zh: "值的名称"))
      try expect(.assign)
      form = .name(name, try parseExpression())
    } else if take(.attempt) {
      let body = try parseStatements()
      try expect(.otherwise)
      form = .attempt(body, otherwise: try parseStatements())
    } else if take(.forEach) {
      form = try parseLoop()
    } else if take(.remove) {
      let (book, key) = try parseEntry()
      form = .remove(book, key: key)
    } else if take(.clear) {
      form = .clear(try expectName(Wording(en: "a book", zh: "账簿")))
    } else if take(.note) {
      form = .note(try parseNote())
    } else if at(.arrow) {
      report(.arrowInside(at: token.range))
      throw ParseStop()
    } else {
      throw expected(
        Wording(
          en: "a statement: `pay`, `split`, `if`, `let`, `for each`, `try`, `note`, or as in "
            + "`n += 1`",
          zh: "语句：“支付”、“分账”、“若”、“令”、“逐一”、“尝试”、“附注”，或如 n += 1"),
        of: Parser.startingStatements + [.otherwise],
        help: helpAgainstOtherStatements)
    }
    return Statement(form: form, range: range(from: start))
  }

  /// `n == 1`, `n := 1`, `set n = 1`, `elseif`.
  private var helpAgainstOtherStatements: Wording? {
    let isSet = at(.equal, ahead: 1) || at(.colon, ahead: 1) && at(.assign, ahead: 2)
    if isSet || peek(1).kind == .word && assignment(peek(2).kind) != nil && !peek(1).startsLine {
      let name = source.text(isSet ? token.range : peek(1).range)
      return Wording(
        en: "a variable is set with `=`: `\(name) = …`", zh: "变量以“=”赋值：\(name) = …")
    }
    guard ["elseif", "elif", "elsif", "否则若"].contains(source.text(token.range)) else { return nil }
    return Wording(en: "write `else if`", zh: "请写“否则 若”")
  }

  /// On a line of its own, where the brace before it is forgotten.
  private var isAtStatement: Bool {
    guard token.startsLine, !isAtActors else { return false }
    return assignment(peek(1).kind) != nil || Parser.startingStatements.contains { at($0) }
  }

  private mutating func parseSum() throws(ParseStop) -> Statement.Sum {
    let range = token.range
    if let name = try takeSettled() { return .settled(name) }
    return take(.all) ? .all(range) : .exactly(try parseExpression())
  }

  func assignment(_ kind: Token.Kind) -> Statement.Assignment? {
    switch kind {
    case .symbol(.assign): .set
    case .symbol(.addAssign): .add
    case .symbol(.subtractAssign): .subtract
    default: nil
    }
  }

  /// `"text {value} text"`, with plain braces or full-width ones.
  private mutating func parseNote() throws(ParseStop) -> [Statement.NotePiece] {
    let (text, range) = try expectText()
    var pieces: [Statement.NotePiece] = []
    // By scalars: a mark behind a brace does not make it another.
    var rest = text.unicodeScalars[...]
    while let open = rest.firstIndex(where: isOpeningBrace) {
      if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
      rest = rest[rest.index(after: open)...]
      guard let close = rest.firstIndex(where: isClosingBrace), close > rest.startIndex else {
        report(.badNote(at: range))
        throw ParseStop()
      }
      let name = String(rest[..<close])
      guard name.unicodeScalars.allSatisfy(isNameScalar) else {
        report(.badNote(at: range))
        throw ParseStop()
      }
      pieces.append(.value(Name(text: name, range: range)))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    return pieces
  }
}

/// In a note: names a value, full-width too, as everywhere.
func isOpeningBrace(_ scalar: Unicode.Scalar) -> Bool { scalar == "{" || scalar == "｛" }

private func isClosingBrace(_ scalar: Unicode.Scalar) -> Bool { scalar == "}" || scalar == "｝" }
