import QiDiagnostics

/// What is said of types and units: Q2301 to Q2399.
extension Diagnostic {
  static func wrongType(
    _ given: QiType, expected: Wording, at expression: Expression
  ) -> Diagnostic {
    Diagnostic(
      "Q2301", at: expression.range,
      Wording(
        en: "expected \(expected.en), but this is \(given.wording.en)",
        zh: "此处应为\(expected.zh)，却是\(given.wording.zh)"),
      help: given == .integer && expected == QiType.money.wording ? .yuanInFront : nil)
  }

  static func cannotCombine(
    _ a: QiType, _ b: QiType, at expression: Expression, with other: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      "Q2302", at: expression.range,
      Wording(
        en: "\(a.wording.en) and \(b.wording.en) cannot be combined this way",
        zh: "\(a.wording.zh)与\(b.wording.zh)不能这样运算"),
      here: b.wording, labels: [.init(other, a.wording)],
      note: a.isDuration && b.isDuration
        ? Wording(en: "durations are not added up", zh: "期间不相加减")
        : Wording(en: "units never mix", zh: "单位不同，不能混用"),
      help: help(combining: a, b))
  }

  private static func help(combining a: QiType, _ b: QiType) -> Wording? {
    switch (a, b) {
    case (.duration, .duration):
      Wording(
        en: "write one duration, or move a date by one after the other: `today + 3 days + wait`",
        zh: "请写成一个期间，或让日期依次加上：今日 + 3 天 + 宽限期")
    case (.date, .date): Wording(en: "count days: `days(from, to)`", zh: "请数天数：天数(起日, 止日)")
    case (.time, .time), (.date, .time), (.time, .date):
      Wording(en: "compare two times: `now > begun + 3 days`", zh: "请比较时刻：此刻 > 签订时 + 3 天")
    case (.date, .integer), (.time, .integer), (.integer, .date), (.integer, .time):
      Wording(
        en: "give the number a unit: `7 days`; with the terms comes a `duration`",
        zh: "请给数目加上单位：7 天；约定中则写“期间”")
    case (.money, .integer), (.integer, .money): .yuanInFront
    default: nil
    }
  }

  static func cannotCompare(
    _ a: QiType, _ b: QiType, at expression: Expression, with other: SourceRange
  ) -> Diagnostic {
    let onlyEqual = a == b && a.isComparable(with: b, ordered: false)
    return Diagnostic(
      "Q2303", at: expression.range,
      onlyEqual
        ? Wording(
          en: "\(a.wording.en) is not less or more than another", zh: "\(a.wording.zh)没有大小之分")
        : Wording(
          en: "\(a.wording.en) cannot be compared with \(b.wording.en)",
          zh: "\(a.wording.zh)不能与\(b.wording.zh)相比"),
      here: b.wording, labels: [.init(other, a.wording)],
      help: onlyEqual
        ? Wording(en: "compare with `==` or `!=`", zh: "请用 == 或 != 比较")
        : Set([a, b]) == [.money, .integer] ? .yuanInFront : nil)
  }

  static func moneyTimesMoney(_ a: Expression, _ b: Expression) -> Diagnostic {
    Diagnostic(
      "Q2304", at: b.range,
      Wording(en: "money times money is nothing", zh: "金额不能与金额相乘"),
      here: Wording(en: "money", zh: "金额"),
      labels: [.init(a.range, Wording(en: "money", zh: "金额"))],
      help: Wording(en: "one of the two should be a number", zh: "其中一个应为数目"))
  }

  static func hoursOnDate(_ a: Expression, _ b: Expression) -> Diagnostic {
    Diagnostic(
      "Q2305", at: b.range,
      Wording(en: "a date has no hours to add to", zh: "日期不能加小时"),
      labels: [.init(a.range, Wording(en: "a date", zh: "日期"))],
      help: Wording(en: "add days or months, or make it a time", zh: "请加天数或月数，或改用时刻"))
  }

  static func unitBehindName(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q2307", at: range,
      Wording(en: "a unit stands behind a number that is written", zh: "单位只写在数字后面"),
      help: Wording(
        en: "let it come with its unit, `\(name): duration`, and write `\(name)`",
        zh: "请让它连同单位给出：\(name)：期间，然后只写 \(name)"))
  }

  static func cannotKeep(_ name: Name, _ type: QiType) -> Diagnostic {
    Diagnostic(
      "Q2306", at: name.range,
      Wording(
        en: "`\(name.text)` would be \(type.wording.en), which cannot be kept",
        zh: "“\(name.text)”是\(type.wording.zh)，不能保存"),
      help: Wording(
        en: "money, numbers, dates, times, durations, digests, and true or false can",
        zh: "可以保存金额、数、日期、时刻、期间、摘要和是非"))
  }
}

extension Wording {
  fileprivate static let yuanInFront = Wording(
    en: "for money write `¥` in front", zh: "若是金额，请在前面写 ¥")
}

extension QiType {
  fileprivate var isDuration: Bool { if case .duration = self { true } else { false } }
}
