import QiValues
import Testing

@Suite struct RecurrenceTests {
  /// Whether a day is one of those, told by looking at it alone.
  private func falls(_ day: Day, on days: Recurrence.Days, countedFrom start: Day) -> Bool {
    let (year, month, date) = day.components
    let isLast = day.adding(days: 1).map { $0.components.day == 1 } ?? true
    switch days {
    case .everyDay: return true
    // 1970-01-01 was a Thursday.
    case .weekday(let weekday): return (Int(day.number) + 4 - weekday) % 7 == 0
    case .dayOfMonth(let number, let step):
      guard date == number || isLast && date < number else { return false }
      if step == 1 { return true }
      var first = start
      while !falls(first, on: .dayOfMonth(number, every: 1), countedFrom: start) {
        guard let next = first.adding(days: 1) else { return false }
        first = next
      }
      let months = (year - first.components.year) * 12 + month - first.components.month
      return months >= 0 && months % step == 0
    case .dayOfYear(let wanted, let number):
      return month == wanted && (date == number || isLast && date < number)
    }
  }

  private func firstByLooking(
    _ recurrence: Recurrence, from moment: Instant, countedFrom start: Instant
  ) -> Instant? {
    var day: Day? = moment.day
    while let today = day {
      let then = Instant(startOf: today).adding(seconds: Int64(recurrence.secondOfDay))
      if let then, then >= moment, falls(today, on: recurrence.days, countedFrom: start.day) {
        return then
      }
      day = today.adding(days: 1)
    }
    return nil
  }

  private static let days: [Recurrence.Days] =
    [.everyDay, .weekday(1), .weekday(4), .weekday(7)]
    + [1, 20, 28, 29, 30, 31].flatMap { day in
      [1, 2, 3, 12, 14].map { .dayOfMonth(day, every: $0) }
    }
    + [.dayOfYear(month: 2, day: 29), .dayOfYear(month: 12, day: 31), .dayOfYear(month: 6, day: 1)]

  @Test(arguments: days) func comesWhenTheCalendarSays(days: Recurrence.Days) throws {
    let start = try #require(Day(year: 2026, month: 1, day: 30))
    for second in [0, 1, 43_200, 86_399] {
      let recurrence = Recurrence(days, secondOfDay: second)
      for offset in stride(from: 0, through: 800, by: 13) as StrideThrough<Int64> {
        for begun in [0, 1, 2, 40] as [Int64] {
          let signed = try #require(start.adding(days: begun))
          let from = try #require(signed.adding(days: offset))
          let moment = try #require(Instant(startOf: from).adding(seconds: 43_200))
          let origin = Instant(startOf: signed)
          #expect(
            recurrence.first(from: moment, countedFrom: origin)
              == firstByLooking(recurrence, from: moment, countedFrom: origin))
        }
      }
    }
  }

  @Test func theCalendarEnds() throws {
    let last = try #require(Instant(day: Day.last, hour: 23, minute: 0))
    func first(_ days: Recurrence.Days, _ second: Int) -> Instant? {
      Recurrence(days, secondOfDay: second).first(from: last, countedFrom: last)
    }
    #expect(first(.everyDay, 82_800) == last)
    #expect(first(.everyDay, 82_799) == nil)
    // 9999-12-31 is a Friday.
    #expect(first(.weekday(5), 86_399) != nil && first(.weekday(4), 86_399) == nil)
    #expect(first(.dayOfMonth(31, every: 1), 86_399) != nil)
    #expect(first(.dayOfMonth(30, every: 1200), 0) == nil)
    #expect(first(.dayOfYear(month: 1, day: 1), 0) == nil)
  }
}
