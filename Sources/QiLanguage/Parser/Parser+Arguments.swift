import QiDiagnostics
import QiValues

/// Values that a scenario gives: to a contract, to an act, and those it expects.
extension Parser {
  /// A value, the name of a wallet, `[a, b]`, or `Wage(a, ¥5)`.
  mutating func parseArgument() throws(ParseStop) -> GivenValue {
    let start = position
    if take(.openBracket) {
      var values: [GivenValue] = []
      if !at(.closeBracket) {
        values = try list { parser throws(ParseStop) in
          try parser.nested { parser throws(ParseStop) in try parser.parseArgument() }
        }
      }
      try expect(.closeBracket)
      return GivenValue(form: .list(values), range: range(from: start))
    }
    if take(.minus) {
      guard let value = try takeLiteral()?.negated else {
        report(.minusMisplaced(at: range(from: start)))
        throw ParseStop()
      }
      return GivenValue(form: .value(value), range: range(from: start))
    }
    if let value = try takeLiteral() {
      return GivenValue(form: .value(value), range: range(from: start))
    }
    for rule in DigestRule.allCases where at(.openParen, ahead: 1) && take(rule.keyword) {
      advance()
      let values = try list { parser throws(ParseStop) in
        try parser.nested { parser throws(ParseStop) in try parser.parseArgument() }
      }
      try expect(.closeParen)
      return GivenValue(form: .digest(rule, values), range: range(from: start))
    }
    let name = try expectName(Wording(en: "a value or a wallet", zh: "值或钱包"))
    if take(.openParen) {
      let fields = try nested { parser throws(ParseStop) in try parser.parseArguments() }
      return GivenValue(form: .record(name, fields), range: range(from: start))
    }
    return GivenValue(form: .name(name), range: name.range)
  }

  /// `a, b: c)`, behind the parenthesis.
  mutating func parseArguments() throws(ParseStop) -> [Deed.NamedArgument] {
    let arguments = try list { parser throws(ParseStop) -> Deed.NamedArgument in
      var name: Name?
      if parser.at(.colon, ahead: 1) {
        name = try parser.expectName(Wording(en: "an argument", zh: "参数"))
        parser.advance()
      }
      return .init(name: name, value: try parser.parseArgument())
    }
    try expect(.closeParen)
    return arguments
  }
}

extension Value {
  /// The literal behind a minus sign; nil where there is nothing below zero. A duration that is, a
  /// contract refuses.
  fileprivate var negated: Value? {
    switch self {
    case .money(let money): .money(Money(fen: -money.fen))
    case .integer(let integer): .integer(-integer)
    case .rate(let rate): .rate(Rate(millionths: -rate.millionths))
    case .dailyRate(let rate): .dailyRate(Rate(millionths: -rate.millionths))
    case .duration(let duration): .duration(Duration(-duration.count, duration.unit))
    default: nil
    }
  }
}
