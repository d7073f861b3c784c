import QiValues

/// An expression as its author could have written it, in one spelling, with no parenthesis that is
/// not needed.
extension Expression {
  func text(in spelling: Spelling) -> String { text(spelling, over: 0) }

  /// Binding strength, as in the grammar: the looser a part binds, the lower.
  private var strength: Int {
    switch form {
    case .logic(.or, _, _): 1
    case .logic(.and, _, _): 2
    case .not: 3
    case .comparison, .membership, .presence: 4
    case .whole, .moved: 5
    case .arithmetic(.add, _, _), .arithmetic(.subtract, _, _): 6
    case .arithmetic: 7
    case .negate: 8
    default: 9
    }
  }

  private func text(_ spelling: Spelling, over outer: Int) -> String {
    let text = bare(spelling)
    return strength < outer ? "(\(text))" : text
  }

  private func bare(_ spelling: Spelling) -> String {
    func word(_ keyword: Keyword) -> String { keyword.word(in: spelling) }
    func part(_ expression: Expression, _ outer: Int) -> String {
      expression.text(spelling, over: outer)
    }
    switch form {
    case .literal(let value): return value.text(in: spelling)
    case .name(let name): return Name.text(name, in: spelling)
    case .ambient(let ambient): return word(ambient.keyword)
    case .negate(let inside): return "-\(part(inside, 8))"
    case .not(let inside): return "\(word(.not)) \(part(inside, 3))"
    case .arithmetic(let operation, let a, let b):
      return "\(part(a, strength)) \(operation.symbol.text) \(part(b, strength + 1))"
    case .logic(let operation, let a, let b):
      let joint = operation == .and ? Keyword.and : .or
      return "\(part(a, strength)) \(word(joint)) \(part(b, strength + 1))"
    case .comparison(let operands, let operators):
      return zip(operators, operands.dropFirst()).reduce(part(operands[0], 5)) {
        "\($0) \($1.0.symbol.text) \(part($1.1, 5))"
      }
    case .field(let base, let field): return "\(base.text).\(field.text)"
    case .entry(let book, let key): return "\(book.text)[\(part(key, 0))]"
    case .total(let book): return "\(word(.totalOf)) \(book.text)"
    case .membership(let value, let collection):
      return "\(part(value, 5)) \(word(.membership)) \(collection.text)"
    case .whole(let value, let rounding):
      return "\(part(value, 6)) \(word(rounding.keyword))"
    case .moved(let date, let step): return "\(part(date, 6)) \(word(step.keyword))"
    case .call(let function, let values):
      return "\(word(function.keyword))(\(values.map { part($0, 0) }.joined(separator: ", ")))"
    case .balance(let wallet): return "\(word(.balanceOf)) \(wallet.text)"
    case .interest(let values, let count):
      let inside = values.map { part($0, 0) } + (count.map { [$0.description] } ?? [])
      return "\(word(.interest))(\(inside.joined(separator: ", ")))"
    case .level(let values):
      return "\(word(.level))(\(values.map { part($0, 0) }.joined(separator: ", ")))"
    case .presence(let inside, let isThere):
      return "\(part(inside, 5)) \(word(isThere ? .isNotNone : .isNone))"
    case .digest(let rule, let values):
      return "\(word(rule.keyword))(\(values.map { part($0, 0) }.joined(separator: ", ")))"
    case .kind(let wallet): return "\(word(.kindOf)) \(part(wallet, 9))"
    }
  }
}

extension Keyword {
  func word(in spelling: Spelling) -> String {
    (spelling == .en ? english : chinese).first ?? ""
  }
}

extension Expression.Ambient {
  var keyword: Keyword {
    switch self {
    case .now: .now
    case .today: .today
    case .begun: .begun
    }
  }
}

extension DigestRule {
  var keyword: Keyword {
    switch self {
    case .sm3: .sm3
    case .sha256: .sha256
    }
  }
}

extension Rounding {
  var keyword: Keyword {
    switch self {
    case .halfUp: .roundHalfUp
    case .halfEven: .roundHalfEven
    case .down: .roundDown
    case .up: .roundUp
    }
  }
}

extension Expression.Arithmetic {
  fileprivate var symbol: Symbol {
    switch self {
    case .add: .plus
    case .subtract: .minus
    case .multiply: .times
    case .divide: .over
    }
  }
}

extension Expression.Comparison {
  var symbol: Symbol {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    }
  }
}
