import QiDiagnostics

/// Clauses that time sets off again and again.
extension Parser {
  /// `every month on day 20 at 18:00 until T`; nil where no schedule stands here.
  mutating func parseSchedule() throws(ParseStop) -> ScheduleSyntax? {
    guard let days = try parseDays() else { return nil }
    let secondOfDay = take(.at) ? try expectTimeOfDay() : 0
    try expect(.until)
    return ScheduleSyntax(days: days, secondOfDay: secondOfDay, until: try parseExpression())
  }

  private mutating func parseDays() throws(ParseStop) -> ScheduleSyntax.Days? {
    if take(.everyWeekOn) { return .weekday(try expectWeekday()) }
    if take(.everyMonthOn) { return .dayOfMonth(try parseDayOfMonth(), every: 1) }
    if take(.everyYearOn) { return .dayOfYear(try expectDayOfYear()) }
    if take(.everyDay) { return .everyDay }
    guard take(.every) else { return nil }
    guard case .integer(let step) = token.kind else {
      throw expected(
        Wording(
          en: "`day`, `week on Monday`, `month on day 20`, `3 months on day 20` or `year on 06-30`",
          zh: "“每日”、“每周逢 周一”、“每月逢 20 日”、“每 3 个月逢 20 日”或“每年逢 06-30”"),
        of: [.everyDay, .everyWeekOn, .everyMonthOn, .everyYearOn])
    }
    let range = token.range
    advance()
    guard 1...Parser.longestStep ~= step else {
      report(.badStep(at: range))
      throw ParseStop()
    }
    try expect(.monthsOnDay)
    return .dayOfMonth(try parseDayOfMonth(), every: step)
  }

  /// Months from one occurrence to the next: a hundred years.
  static let longestStep: Int64 = 1200

  /// The Chinese spelling has a word behind it, the English has none.
  private mutating func parseDayOfMonth() throws(ParseStop) -> Expression {
    let day = try parseExpression()
    if !take(.dayOfMonth) { trace.keywords.append((position, 0, .dayOfMonth)) }
    return day
  }

  private mutating func expectWeekday() throws(ParseStop) -> Int {
    for (index, weekday) in Keyword.weekdays.enumerated() where take(weekday) { return index + 1 }
    throw expected(
      Wording(en: "a day from `Monday` to `Sunday`", zh: "“周一”至“周日”中的一天"),
      of: Keyword.weekdays)
  }

  private mutating func expectDayOfYear() throws(ParseStop) -> DayOfYear {
    guard case .dayOfYear(let day) = token.kind else {
      throw expected(Wording(en: "a month and a day, as in `06-30`", zh: "月和日，如 06-30"))
    }
    advance()
    return day
  }

  private mutating func expectTimeOfDay() throws(ParseStop) -> Int {
    guard case .timeOfDay(let second) = token.kind else {
      throw expected(Wording(en: "a time of the day, as in `18:00`", zh: "一天中的时刻，如 18:00"))
    }
    advance()
    return second
  }
}

extension Keyword {
  /// Monday first.
  static let weekdays: [Keyword] = [
    .monday, .tuesday, .wednesday, .thursday, .friday, .saturday, .sunday,
  ]
}
