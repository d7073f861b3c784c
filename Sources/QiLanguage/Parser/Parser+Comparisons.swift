import QiDiagnostics

/// Comparisons, and how everyday Chinese and other keyboards put them.
extension Parser {
  private static let spoken: [(word: String, meant: Symbol)] = [
    ("大于", .greater), ("高于", .greater), ("多于", .greater), ("超过", .greater),
    ("小于", .less), ("低于", .less), ("少于", .less), ("等于", .equal), ("不等于", .notEqual),
    ("大于等于", .greaterOrEqual), ("大于或等于", .greaterOrEqual), ("不小于", .greaterOrEqual),
    ("不低于", .greaterOrEqual), ("不少于", .greaterOrEqual), ("小于等于", .lessOrEqual),
    ("小于或等于", .lessOrEqual), ("不大于", .lessOrEqual), ("不高于", .lessOrEqual),
    ("不多于", .lessOrEqual), ("不超过", .lessOrEqual),
  ]

  /// Nil, and nothing taken, where none stands here.
  mutating func takeComparison() -> Expression.Comparison? {
    if case .symbol(let symbol) = token.kind, let comparison = comparison(symbol) {
      advance()
      return comparison
    }
    return takeMistakenComparison()
  }

  /// Reports `=<` and `大于`, and gives what was meant.
  private mutating func takeMistakenComparison() -> Expression.Comparison? {
    var meant: Symbol?
    var length = 1
    if at(.assign), at(.less, ahead: 1), token.range.end == peek(1).range.start {
      (meant, length) = (.lessOrEqual, 2)
    } else if token.kind == .word, !token.startsLine, !isAtActors, !isNamed {
      let word = source.text(token.range)
      meant = Parser.spoken.first { $0.word == word }?.meant
      let next = source.text(peek(1).range)
      if meant != nil, next == "等于" || next == "或等于" {
        meant = Parser.spoken.first { $0.word == word + next }?.meant
        length = 2
      }
    }
    guard let meant else { return nil }
    let range = token.range.through(peek(length - 1).range)
    if !isFull { report(.otherForm(source.text(range), plain: meant.text, at: range)) }
    for _ in 0..<length { advance() }
    return comparison(meant)
  }

  /// Whether it is what something else says of a name.
  private var isNamed: Bool {
    at(.colon, ahead: 1) || at(.openBracket, ahead: 1) || assignment(peek(1).kind) != nil
  }

  private func comparison(_ symbol: Symbol) -> Expression.Comparison? {
    Expression.Comparison.allCases.first { $0.symbol == symbol }
  }
}
