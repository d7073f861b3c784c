import QiDiagnostics

/// What is said of tables and working days: Q1131 to Q1134, Q2017, Q2018, and Q2430 to Q2439.
extension Diagnostic {
  static func dayOfOtherYear(_ row: CalendarSyntax.Row, _ year: Int64) -> Diagnostic {
    Diagnostic(
      "Q1131", at: row.range,
      Wording(en: "this is no day of \(year)", zh: "这一天不在 \(year) 年"),
      help: Wording(en: "give it in the calendar of its year", zh: "请写在当年的日历里"))
  }

  static func workedWeekday(_ row: CalendarSyntax.Row) -> Diagnostic {
    Diagnostic(
      "Q1132", at: row.range,
      Wording(
        en: "\(row.day) is no Saturday or Sunday, and worked anyway", zh: "\(row.day) 不是周末，本来就上班"),
      help: Wording(
        en: "give weekend days that are worked, and holidays", zh: "只写周末上班的日子和放假的日子"))
  }

  static func dayGivenTwice(_ row: CalendarSyntax.Row, first: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1133", at: row.range,
      Wording(en: "\(row.day) is given twice", zh: "\(row.day) 写了两次"),
      labels: [.init(first, Wording(en: "first here", zh: "先写在这里"))])
  }

  static func limitGivenTwice(_ row: LimitsSyntax.Row, first: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q2017", at: row.range,
      Wording(en: "this limit is given twice", zh: "同一限额写了两次"),
      labels: [.init(first, Wording(en: "first here", zh: "先写在这里"))],
      help: Wording(
        en: "leave one out; what holds later goes into another table",
        zh: "请删去一项；日后才适用的写进另一张表"))
  }

  /// Of a table no scenario stands beside.
  static func tableOfNoScenario(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q2018", .warning, at: range,
      Wording(
        en: "no scenario stands in this file, and the table holds in no other",
        zh: "本文件中没有情景，而此表只在本文件的情景中有效"),
      help: Wording(
        en: "put it into the file of the scenarios it is for", zh: "请写进使用它的情景所在的文件"))
  }

  static func workingDaysOnTime(_ a: Expression, _ b: Expression) -> Diagnostic {
    Diagnostic(
      "Q2430", at: b.range,
      Wording(en: "working days are counted from a date, not from a time", zh: "工作日从日期起算，不从时刻起算"),
      labels: [.init(a.range, Wording(en: "counted from here", zh: "从这里起算"))],
      help: Wording(
        en: "count from a date, as in `today + 5 working days`", zh: "请从日期起算，如 今日 + 5 工作日"))
  }
}
