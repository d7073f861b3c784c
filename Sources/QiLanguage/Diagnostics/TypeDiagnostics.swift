import QiDiagnostics

/// What the checker says of types and units: Q2301 to Q2399; and Q2110, of what is not rounded.
extension Diagnostic {
  static func wrongType(
    _ given: QiType, expected: Wording, at expression: Expression
  ) -> Diagnostic {
    Diagnostic(
      "Q2301", at: expression.range,
      Wording(
        en: "expected \(expected.en), but this is \(given.wording.en)",
        zh: "此处应为\(expected.zh)，却是\(given.wording.zh)"),
      help: given == .integer && expected == QiType.money.wording
        ? Wording(en: "for money write `¥` in front", zh: "若是金额，请在前面写 ¥") : nil)
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
      note: Wording(en: "units never mix", zh: "单位不同，不能混用"))
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
        ? Wording(en: "compare with `==` or `!=`", zh: "请用 == 或 != 比较") : nil)
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

  static func notRounded(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q2110", at: range,
      Wording(en: "this need not come out whole", zh: "这个结果不一定是整数"),
      note: Wording(
        en: "nothing rounds unless the contract says how", zh: "除非合约写明，否则不作任何取舍"),
      help: Wording(
        en: "end it with `rounding half up`, `half even`, `down` or `up`",
        zh: "请在其后写明：四舍五入、四舍六入、舍去或进位"))
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
