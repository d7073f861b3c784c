import QiDiagnostics
import QiValues

extension Checker {
  mutating func reportUnknown(_ name: Name, among candidates: [String]? = nil) {
    // A name misspelt where it is declared is one mistake, however often it is used.
    if isPartial || isFull || !unknown.insert(name.text).inserted { return }
    // No sound contract has more names; the rest of an unsound one is not worth the time.
    let nearest = Suggest.nearest(to: name.text, in: (candidates ?? scope.order).prefix(512))
    report(.unknownName(name, nearest: nearest))
  }

  mutating func reportUnknown(phase name: Name) {
    if isPartial || isFull { return }
    let nearest = Suggest.nearest(to: name.text, in: scope.phaseOrder)
    report(.unknownPhase(name, nearest: nearest))
  }

  mutating func expect(_ wanted: QiType, _ expression: Expression, in inner: Scope) {
    if case .choice(let names) = wanted, let names = inner.chosen(expression, from: names) {
      return checkChosen(expression, from: names, in: inner)
    }
    let given = type(of: expression, in: inner)
    if wanted.accepts(given) { return }
    if case .daily = given { return report(.lacksDays(at: expression.range)) }
    if given.whole == wanted {
      if contract.rounding == nil { report(.notRounded(at: expression.range)) }
      return
    }
    report(.wrongType(given, expected: wanted.wording, at: expression))
  }

  /// The type of what is kept where none is written: money that need not come out whole is rounded
  /// as the contract says, or reported. Nobody writes half a number and means none: it says itself
  /// how it is rounded.
  mutating func kept(_ expression: Expression, in inner: Scope) -> QiType {
    let type = type(of: expression, in: inner)
    if contract.rounding != nil, type == .fraction(ofMoney: false) {
      report(.fractionKept(at: expression.range))
      return .unknown
    }
    return rounded(type, at: expression.range)
  }

  /// What computing goes on with: an instalment has to be rounded before.
  mutating func operand(_ expression: Expression, in inner: Scope) -> QiType {
    let type = type(of: expression, in: inner)
    guard type == .instalment else { return type }
    report(.instalmentNotRounded(at: expression.range))
    return .money
  }

  /// What is wanted whole.
  mutating func rounded(_ type: QiType, at range: SourceRange) -> QiType {
    if case .daily = type {
      report(.lacksDays(at: range))
      return .unknown
    }
    if type.whole != type, contract.rounding == nil { report(.notRounded(at: range)) }
    return type.whole
  }

  mutating func type(of name: Name, in inner: Scope) -> QiType {
    used.insert(name.text)
    guard let symbol = inner[name.text] else {
      if let choice = choice(with: name.text) {
        report(.chosenFromNothing(name, choice))
      } else {
        reportUnknown(name, among: inner.order)
      }
      return .unknown
    }
    let type = Scope.type(of: symbol)
    guard type == .partyOrNone else { return type }
    if inner.known.somebody.contains(name.text) { return .party }
    report(.mayBeNobody(name))
    return .unknown
  }

  /// The type of an expression; what is wrong in it is reported, once.
  mutating func type(of expression: Expression, in inner: Scope) -> QiType {
    switch expression.form {
    case .literal(let value): return QiType(value)
    case .name(let name): return type(of: Name(text: name, range: expression.range), in: inner)
    case .ambient(let ambient): return ambient == .today ? .date : .time
    case .negate(let inside):
      let type = operand(inside, in: inner)
      if type == .unknown || type.isOfMoney != nil { return type }
      report(
        .wrongType(type, expected: Wording(en: "money or a number", zh: "金额或数"), at: inside))
      return .unknown
    case .not(let inside):
      expect(.boolean, inside, in: inner)
      return .boolean
    case .logic(let operation, let a, let b):
      expect(.boolean, a, in: inner)
      expect(.boolean, b, in: inner.knowing(a.somebody(where: operation == .and)))
      return .boolean
    case .presence(let inside, _):
      checkPresence(of: inside, in: inner)
      return .boolean
    case .arithmetic(let operation, let a, let b):
      return arithmetic(operation, a, b, in: inner)
    case .comparison(let operands, let operators):
      return comparison(operands, operators, in: inner)
    case .field(let base, let field): return type(ofField: field, of: base, in: inner)
    case .entry(let book, let key): return type(ofEntry: book, key, in: inner)
    case .total(let book): return type(ofTotal: book, in: inner)
    case .membership(let value, let collection):
      checkMembership(value, collection, in: inner)
      return .boolean
    case .call(let function, let values):
      return type(of: function, values, at: expression.range, in: inner)
    case .interest(let values, let count):
      return checkInterest(values, count, at: expression.range, in: inner)
    case .moved(let date, _):
      expect(.date, date, in: inner)
      return .date
    case .level(let values): return checkLevel(values, in: inner)
    case .whole(let inside, _):
      let type = type(of: inside, in: inner)
      if case .daily = type {
        report(.lacksDays(at: inside.range))
        return .unknown
      }
      if type == .unknown || [.money, .integer].contains(type.whole) { return type.whole }
      report(
        .wrongType(type, expected: Wording(en: "money or a number", zh: "金额或数"), at: inside))
      return .unknown
    case .balance(let wallet):
      checkBalance(of: wallet, at: expression.range, in: inner)
      return .money
    case .digest(_, let values):
      for value in values { expectOneValue(value, in: inner) }
      return .digest
    case .kind(let wallet):
      expect(.party, wallet, in: inner)
      return .text
    }
  }

  /// What is digested has bytes of its own.
  private mutating func expectOneValue(_ value: Expression, in inner: Scope) {
    let type = kept(value, in: inner)
    if type == .unknown || type.valueType != nil { return }
    report(.wrongType(type, expected: Wording(en: "one value", zh: "单个值"), at: value))
  }

  private mutating func arithmetic(
    _ operation: Expression.Arithmetic, _ a: Expression, _ b: Expression, in inner: Scope
  ) -> QiType {
    let (left, right) = (operand(a, in: inner), operand(b, in: inner))
    if let result = QiType.result(operation, left, right) { return result }
    switch (operation, left, right) {
    case (.multiply, .money, .money):
      report(.moneyTimesMoney(a, b))
    case (_, .time, .duration(.workingDays)), (.add, .duration(.workingDays), .time):
      report(.workingDaysOnTime(a, b))
    case (_, .date, .duration(.seconds)):
      report(.hoursOnDate(a, b))
    case (_, _, _) where left.isDaily != right.isDaily && left.isOfMoney == right.isOfMoney:
      report(.mixesDaily(left, right, at: b, with: a.range))
    default:
      report(.cannotCombine(left, right, at: b, with: a.range))
    }
    return .unknown
  }

  private mutating func comparison(
    _ operands: [Expression], _ operators: [Expression.Comparison], in inner: Scope
  ) -> QiType {
    if let none = operands.first(where: {
      if case .literal(.nobody) = $0.form { true } else { false }
    }) {
      used.formUnion(operands.flatMap(\.names).map(\.text))
      report(.comparedWithNone(none))
      return .boolean
    }
    let types = operands.indices.map { place -> QiType in
      guard let names = operands.chosen(at: place, in: inner) else {
        return operand(operands[place], in: inner)
      }
      checkChosen(operands[place], from: names, in: inner)
      return .choice(names)
    }
    for (index, comparison) in operators.enumerated() {
      let (a, b) = (types[index], types[index + 1])
      let ordered = comparison != .equal && comparison != .notEqual
      if a.isComparable(with: b, ordered: ordered) { continue }
      if a.isDaily != b.isDaily, a.isOfMoney == b.isOfMoney {
        report(.mixesDaily(a, b, at: operands[index + 1], with: operands[index].range))
      } else {
        report(.cannotCompare(a, b, at: operands[index + 1], with: operands[index].range))
      }
    }
    return .boolean
  }
}
