import QiDiagnostics
import QiValues

/// `min`, `max` and `days`.
extension Checker {
  mutating func type(
    of function: Expression.Function, _ values: [Expression], at range: SourceRange,
    in inner: Scope
  ) -> QiType {
    if function == .days {
      for value in values { expect(.date, value, in: inner) }
      if values.count != 2 { report(.wrongCount(of: function, at: range)) }
      return .integer
    }
    let types = values.map { kept($0, in: inner) }
    if values.count < 2 { report(.wrongCount(of: function, at: range)) }
    for (index, type) in types.enumerated().dropFirst()
    where !type.isComparable(with: types[0], ordered: true) {
      report(.cannotCompare(types[0], type, at: values[index], with: values[0].range))
      return .unknown
    }
    return QiType.extreme(of: types)
  }
}

/// Interest.
extension Checker {
  mutating func checkInterest(
    _ values: [Expression], _ count: DayCount?, at range: SourceRange, in inner: Scope
  ) -> QiType {
    let principal = operand(values[0], in: inner)
    if principal != .unknown, principal.isOfMoney != true || principal.isDaily {
      report(.wrongType(principal, expected: QiType.money.wording, at: values[0]))
    }
    checkRate(values[1], count, at: range, in: inner)
    for value in values[2...] { expect(.date, value, in: inner) }
    return .fraction(ofMoney: true)
  }

  mutating func checkLevel(_ values: [Expression], in inner: Scope) -> QiType {
    for (value, type) in zip(values, [QiType.money, .rate, .integer]) {
      expect(type, value, in: inner)
    }
    return contract.rounding == nil ? .instalment : .money
  }

  /// A rate is kept in millionths, so that the parts of a fen it gives can be counted.
  mutating func check(_ accrual: ContractSyntax.Accrual) {
    let rate = accrual.rate
    let before = diagnostics.count
    checkRate(rate, accrual.count, at: rate.range, in: scope)
    let type = diagnostics.count == before ? type(of: rate, in: scope) : .unknown
    if type.isFraction { report(.wrongType(type, expected: QiType.rate.wording, at: rate)) }
  }

  mutating func checkAccrual(_ name: Name, in inner: Scope) {
    used.insert(name.text)
    switch inner[name.text] {
    case .accrual: break
    case nil: reportUnknown(name, among: contract.accruals.map(\.name.text))
    case .some: report(.notAnAccrual(name))
    }
  }

  /// A yearly rate has a day count, a rate a day has none.
  mutating func checkRate(
    _ rate: Expression, _ count: DayCount?, at range: SourceRange, in inner: Scope
  ) {
    let type = type(of: rate, in: inner)
    if type == .unknown { return }
    if type.isOfMoney != false || type == .integer {
      return report(.wrongType(type, expected: QiType.rate.wording, at: rate))
    }
    if type.isDaily, count != nil { report(.dayCountOfDaily(at: range)) }
    if !type.isDaily, count == nil { report(.dayCountMissing(at: range)) }
  }
}

extension QiType {
  /// Of the least or greatest of values that can be compared; a date among times is its 00:00.
  static func extreme(of types: [QiType]) -> QiType {
    if types.contains(.unknown) { return .unknown }
    return types.contains(.time) ? .time : types.first ?? .unknown
  }
}

extension Diagnostic {
  fileprivate static func wrongCount(
    of function: Expression.Function, at range: SourceRange
  ) -> Diagnostic {
    let word = function.keyword.quoted
    return function == .days
      ? Diagnostic(
        "Q2109", at: range,
        Wording(en: "\(word.en) counts from one date to another", zh: "\(word.zh)从一个日期数到另一个日期"),
        help: Wording(en: "write `days(from, to)`", zh: "写作：天数(起日, 止日)"))
      : Diagnostic(
        "Q2109", at: range,
        Wording(en: "\(word.en) chooses among two or more", zh: "\(word.zh)要在两个以上之中取一个"),
        help: Wording(
          en: "write `\(word.en.filter { $0 != "`" })(a, b)`; `¥1,234` is one sum",
          zh: "写作：\(function.keyword.chinese[0])(a, b)；¥1,234 是一个金额"))
  }
}

extension Expression.Function {
  var keyword: Keyword {
    switch self {
    case .least: .least
    case .greatest: .greatest
    case .days: .daysBetween
    }
  }
}
