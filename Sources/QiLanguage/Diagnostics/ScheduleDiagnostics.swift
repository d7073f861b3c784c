import QiDiagnostics

/// Of clauses that time sets off again and again.
extension Diagnostic {
  static func badStep(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1141", at: range,
      Wording(
        en: "a schedule steps by 1 to \(Parser.longestStep) months",
        zh: "每次间隔为 1 至 \(Parser.longestStep) 个月"),
      help: Wording(
        en: "write `every 3 months on day 20`, or `every month on day 20`",
        zh: "写作：每 3 个月逢 20 日，或：每月逢 20 日"))
  }

  static func noSuchDayOfMonth(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q2440", at: range,
      Wording(en: "no month has such a day", zh: "哪个月都没有这一天"),
      help: Wording(
        en: "write a day from 1 to 31; in a month that is shorter it is the last one",
        zh: "写 1 至 31；月份较短时即为当月最后一天"))
  }
}
