/// Moments that come again by the calendar, in UTC+8. A day that a month does not have is its last.
public struct Recurrence: Hashable, Sendable {
  public enum Days: Hashable, Sendable {
    case everyDay
    /// 1 is Monday, 7 Sunday.
    case weekday(Int)
    /// Of every so many months, counted from the one of the first such day on or after another.
    case dayOfMonth(Int, every: Int)
    case dayOfYear(month: Int, day: Int)
  }

  public let days: Days
  /// Seconds since 00:00.
  public let secondOfDay: Int

  public init(_ days: Days, secondOfDay: Int) {
    self.days = days
    self.secondOfDay = secondOfDay
  }

  /// The first that is not before a moment, which is not before the start; nil where it would leave
  /// the calendar.
  public func first(from moment: Instant, countedFrom start: Instant) -> Instant? {
    let isPast = moment.secondOfDay > secondOfDay
    return moment.day.adding(days: isPast ? 1 : 0)
      .flatMap { first(from: $0, countedFrom: start.day) }
      .flatMap { Instant(startOf: $0).adding(seconds: Int64(secondOfDay)) }
  }

  private func first(from day: Day, countedFrom start: Day) -> Day? {
    switch days {
    case .everyDay: return day
    case .weekday(let weekday): return day.adding(days: Int64((weekday - day.weekday + 7) % 7))
    case .dayOfMonth(let number, let step):
      guard let anchor = Recurrence.month(of: number, from: start) else { return nil }
      let behind = day.month - anchor
      let month = anchor + (behind <= 0 ? 0 : (behind + step - 1) / step * step)
      guard let found = Day(month: month, clamping: number) else { return nil }
      return found >= day ? found : Day(month: month + step, clamping: number)
    case .dayOfYear(let month, let number):
      let thisYear = day.month / 12 * 12 + month - 1
      guard let found = Day(month: thisYear, clamping: number) else { return nil }
      return found >= day ? found : Day(month: thisYear + 12, clamping: number)
    }
  }

  /// The month of the first day of that number that is not before a day.
  private static func month(of number: Int, from start: Day) -> Int? {
    guard let found = Day(month: start.month, clamping: number) else { return nil }
    return found >= start ? start.month : start.month + 1
  }
}

extension Day {
  /// 1 is Monday, 7 Sunday.
  public var weekday: Int { (Int(number) + 3) % 7 + 1 }
}
