import QiDiagnostics
import QiValues

extension Parser {
  mutating func parseExpression() throws(ParseStop) -> Expression {
    let expression = try countingOperands { parser throws(ParseStop) in
      try parser.nested { parser throws(ParseStop) in try parser.parseDisjunction() }
    }
    // It would have gone on with what has been reported: what stands before is not all of it.
    if token.kind == .invalid { throw ParseStop() }
    return expression
  }

  private mutating func parseDisjunction() throws(ParseStop) -> Expression {
    var left = try parseConjunction()
    while take(.or) {
      let right = try parseConjunction()
      left = join(left, right, .logic(.or, left, right))
    }
    return left
  }

  private mutating func parseConjunction() throws(ParseStop) -> Expression {
    var left = try parseNegation()
    while take(.and) {
      let right = try parseNegation()
      left = join(left, right, .logic(.and, left, right))
    }
    return left
  }

  private mutating func parseNegation() throws(ParseStop) -> Expression {
    let start = position
    guard take(.not) else { return try parseComparison() }
    let operand = try nested { parser throws(ParseStop) in try parser.parseNegation() }
    return Expression(form: .not(operand), range: range(from: start))
  }

  private mutating func parseComparison() throws(ParseStop) -> Expression {
    let first = try parseRounded()
    var operands = [first]
    var operators: [Expression.Comparison] = []
    while let comparison = takeComparison() {
      operators.append(comparison)
      operands.append(try parseRounded())
    }
    if at(.assign) { throw expected(Symbol.equal.quoted) }
    if operators.isEmpty, !token.startsLine, take(.membership) {
      if at(.openBracket) { throw refuseList() }
      let collection = try expectName(Wording(en: "a list, a set or a book", zh: "列表、集合或账簿"))
      return Expression(
        form: .membership(first, collection), range: first.range.through(collection.range))
    }
    if operators.isEmpty, !token.startsLine {
      for (keyword, isThere) in [(Keyword.isNone, false), (.isNotNone, true)] where take(keyword) {
        return Expression(
          form: .presence(first, isThere: isThere),
          range: first.range.through(peek(-1).range))
      }
    }
    guard let last = operands.last, !operators.isEmpty else { return first }
    return join(first, last, .comparison(operands, operators))
  }

  /// `sum rounding half up`, `date moved to the next working day`, on its line.
  private mutating func parseRounded() throws(ParseStop) -> Expression {
    let start = position
    let sum = try parseSumOfProducts()
    if token.startsLine { return sum }
    for rounding in Rounding.allCases where take(rounding.keyword) {
      return Expression(form: .whole(sum, rounding), range: range(from: start))
    }
    for step in WorkingStep.allCases where take(step.keyword) {
      return Expression(form: .moved(sum, step), range: range(from: start))
    }
    return sum
  }

  private mutating func parseSumOfProducts() throws(ParseStop) -> Expression {
    var left = try parseProduct()
    while at(.plus) || at(.minus) {
      let arithmetic: Expression.Arithmetic = at(.plus) ? .add : .subtract
      advance()
      let right = try parseProduct()
      left = join(left, right, .arithmetic(arithmetic, left, right))
    }
    return left
  }

  private mutating func parseProduct() throws(ParseStop) -> Expression {
    var left = try parseUnary()
    while at(.times) || at(.over) {
      let arithmetic: Expression.Arithmetic = at(.times) ? .multiply : .divide
      advance()
      let right = try parseUnary()
      left = join(left, right, .arithmetic(arithmetic, left, right))
    }
    return left
  }

  private mutating func parseUnary() throws(ParseStop) -> Expression {
    let start = position
    guard take(.minus) else { return try parsePrimary() }
    let operand = try nested { parser throws(ParseStop) in try parser.parseUnary() }
    return Expression(form: .negate(operand), range: range(from: start))
  }

  private mutating func parsePrimary() throws(ParseStop) -> Expression {
    let start = position
    if !at(.openParen) { try countOperand() }
    if let value = try takeLiteral() {
      return Expression(form: .literal(value), range: range(from: start))
    }
    if take(.openParen) {
      let inner = try parseExpression()
      try expect(.closeParen)
      return Expression(form: inner.form, range: range(from: start))
    }
    for (keyword, ambient) in Parser.ambients where take(keyword) {
      return Expression(form: .ambient(ambient), range: range(from: start))
    }
    if take(.totalOf) {
      let book = try expectName(Wording(en: "a book", zh: "账簿"))
      return Expression(form: .total(book), range: range(from: start))
    }
    for function in Expression.Function.allCases {
      guard at(function.keyword), at(.openParen, ahead: 1), take(function.keyword) else { continue }
      return Expression(form: .call(function, try parseValues()), range: range(from: start))
    }
    for rule in DigestRule.allCases where at(.openParen, ahead: 1) && take(rule.keyword) {
      return Expression(form: .digest(rule, try parseValues()), range: range(from: start))
    }
    if take(.balanceOf) {
      let wallet = try expectName(Wording(en: "a party", zh: "当事人"))
      return Expression(form: .balance(wallet), range: range(from: start))
    }
    if let interest = try takeInterest() { return interest }
    if take(.kindOf) {
      let wallet = try nested { parser throws(ParseStop) in try parser.parseUnary() }
      return Expression(form: .kind(wallet), range: range(from: start))
    }
    let what = Wording(en: "a value", zh: "一个值")
    if at(.actor) {
      let name = try expectPlace(what)
      return Expression(form: .name(name.text), range: name.range)
    }
    if at(.openBracket) { throw refuseList() }
    if Parser.reserved.contains(where: { at($0) }) { throw expected(what) }
    if at(.openBracket, ahead: 1), !peek(1).startsLine {
      let (book, key) = try parseEntry()
      return Expression(form: .entry(book, key), range: range(from: start))
    }
    let name = try expectName(what)
    if let field = try takeField() {
      return Expression(form: .field(name, field), range: range(from: start))
    }
    if isUnitMisplaced {
      report(.unitBehindName(name.text, at: name.range.through(token.range)))
      throw ParseStop()
    }
    return Expression(form: .name(name.text), range: name.range)
  }

  /// `n days`: a unit where its line, its block or its list then ends, or goes on with an operator,
  /// so that it is no name of what stands next.
  private var isUnitMisplaced: Bool {
    if token.word == 0 || token.startsLine { return false }
    let lengths = Parser.units.map { length(of: $0.keyword) }
    guard let length = lengths.first(where: { $0 > 0 }) else { return false }
    let ends: [Symbol] = [
      .openBrace, .closeBrace, .closeParen, .comma, .arrow, .plus, .minus, .less, .lessOrEqual,
      .greater, .greaterOrEqual, .equal, .notEqual,
    ]
    return peek(length).startsLine || ends.contains { at($0, ahead: length) }
  }

  /// `(a, b)`, behind the name of a function.
  private mutating func parseValues() throws(ParseStop) -> [Expression] {
    try expect(.openParen)
    let values = try list { parser throws(ParseStop) in try parser.parseExpression() }
    try expect(.closeParen)
    return values
  }

  /// A literal, with its unit where one stands on the same line. Nil where none stands here.
  mutating func takeLiteral() throws(ParseStop) -> Value? {
    if let rate = try takeRate() {
      return !token.startsLine && take(.perEveryDay) ? .dailyRate(rate) : .rate(rate)
    }
    switch token.kind {
    case .integer(let integer):
      advance()
      return try takeUnit(of: integer)
    case .money(let money): return take(.money(money))
    case .date(let day): return take(.date(day))
    case .time(let instant): return take(.time(instant))
    case .text: return take(.text(source.content(ofText: token.range)))
    default:
      if take(.yes) { return .boolean(true) }
      if take(.none) { return .nobody }
      return take(.no) ? .boolean(false) : nil
    }
  }

  private mutating func take(_ value: Value) -> Value {
    advance()
    return value
  }

  private static let ambients: [(Keyword, Expression.Ambient)] = [
    (.now, .now), (.today, .today), (.begun, .begun),
  ]

  /// Words that cannot be read as a name where a value is expected.
  private static let reserved: [Keyword] = [
    .from, .to, .pay, .all, .choice, .attempt, .otherwise, .note, .when, .within, .failingWhich,
    .and, .or, .named, .split,
  ]

  private func join(_ a: Expression, _ b: Expression, _ form: Expression.Form) -> Expression {
    Expression(form: form, range: a.range.through(b.range))
  }
}
