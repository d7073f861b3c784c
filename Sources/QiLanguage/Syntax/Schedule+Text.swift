import QiBytecode
import QiValues

extension ScheduleSyntax {
  func text(in spelling: Spelling) -> String {
    func word(_ keyword: Keyword) -> String { keyword.word(in: spelling) }
    let hour = secondOfDay == 0 ? "" : " \(word(.at)) \(timeOfDay(secondOfDay))"
    return "\(days.text(in: spelling))\(hour) \(word(.until)) \(until.text(in: spelling))"
  }
}

extension ScheduleSyntax.Days {
  fileprivate func text(in spelling: Spelling) -> String {
    func word(_ keyword: Keyword) -> String { keyword.word(in: spelling) }
    switch self {
    case .everyDay: return word(.everyDay)
    case .weekday(let day):
      return "\(word(.everyWeekOn)) \(word(Keyword.weekdays[day - 1]))"
    case .dayOfMonth(let day, let step):
      let months = step == 1 ? word(.everyMonthOn) : "\(word(.every)) \(step) \(word(.monthsOnDay))"
      let day = "\(months) \(day.text(in: spelling))"
      return spelling == .en ? day : "\(day) \(word(.dayOfMonth))"
    case .dayOfYear(let day): return "\(word(.everyYearOn)) \(day.text)"
    }
  }
}

private func timeOfDay(_ second: Int) -> String {
  let moment = Instant(startOf: Day.last).adding(seconds: Int64(second))
  return moment.map { String("\($0)".dropFirst("9999-12-31 ".count)) } ?? ""
}
