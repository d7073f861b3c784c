import QiDiagnostics

/// What is said of interest, of rates a day and of rounding: Q1130, Q2110, Q2112, Q2113, and Q2420
/// to Q2429.
extension Diagnostic {
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

  static func fractionKept(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q2112", at: range,
      Wording(en: "a fraction that is no money would become a whole number", zh: "不是金额的分数会变成整数"),
      note: Wording(
        en: "here the rounding of the contract is for money alone", zh: "合约的取舍在此只用于金额"),
      help: Wording(
        en: "write it where it is multiplied with money, or end it with its own rounding",
        zh: "请写到与金额相乘之处，或在其后写明如何取舍"))
  }

  static func instalmentNotRounded(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q2113", at: range,
      Wording(
        en: "an instalment is rounded before anything is done with it", zh: "等额须先取舍，再作运算"),
      note: Wording(en: "no fraction has room for it", zh: "分数容不下它"),
      help: Wording(
        en: "round it first: `(level(…) rounding half up)`", zh: "请先取舍：（等额（…）四舍五入）"))
  }

  static func secondRounding(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1130", at: range,
      Wording(en: "the contract says how it rounds already", zh: "合约已写明如何取舍"),
      help: Wording(
        en: "say it once, and what rounds otherwise at the end of its expression",
        zh: "只写一次；另有取舍的，写在该式之后"))
  }

  static func mixesDaily(
    _ a: QiType, _ b: QiType, at expression: Expression, with other: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      "Q2420", at: expression.range,
      Wording(
        en: "what is for every day does not mix with what is not", zh: "按日计的与不按日计的不能混用"),
      here: b.wording, labels: [.init(other, a.wording)],
      help: Wording(
        en: "multiply what is for every day by its days, behind it: `sum * late * days(from, to)`",
        zh: "按日计的请在其后乘以天数：本金 * 日利率 * 天数(起日, 止日)"))
  }

  static func lacksDays(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q2421", at: range,
      Wording(en: "this is for every day, and nothing says how many", zh: "这是每日的数，没有写明多少天"),
      help: Wording(
        en: "multiply it by days, behind it: `sum * late * days(from, to)`",
        zh: "请在其后乘以天数：本金 * 日利率 * 天数(起日, 止日)"))
  }

  static func dayCountMissing(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q2422", at: range,
      Wording(en: "a yearly rate needs a day count", zh: "年利率须写明计息基准"),
      help: Wording(
        en: "add `actual/365`, `actual/360` or `30E/360`",
        zh: "请加上 actual/365、actual/360 或 30E/360"))
  }

  static func notAnAccrual(_ name: Name) -> Diagnostic {
    Diagnostic(
      "Q2424", at: name.range,
      Wording(en: "nothing accrues in `\(name.text)`", zh: "“\(name.text)”不是应计项"),
      help: Wording(
        en: "declare it: `accrual \(name.text) at RATE actual/360`",
        zh: "请先声明：应计 \(name.text) 按 利率 actual/360"))
  }

  static func dayCountOfDaily(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q2423", at: range,
      Wording(en: "a rate a day has no day count", zh: "日利率没有计息基准"),
      note: Wording(en: "it is multiplied by calendar days", zh: "日利率直接乘以日历天数"),
      help: Wording(en: "leave the day count out", zh: "请去掉计息基准"))
  }
}
