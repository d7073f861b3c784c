/// A stretch of the calendar in UTC+8, over which what a mandate moves is added up.
public enum Period: Int64, CaseIterable, Sendable {
  case day = 1
  /// From Monday on.
  case week
  case month, year

  /// The number of its first day, which a week may have before 1970.
  public func firstDay(around day: Day) -> Int32 {
    let (_, month, date) = day.components
    switch self {
    case .day: return day.number
    case .week: return day.number - Int32(day.weekday - 1)
    case .month: return day.number - Int32(date - 1)
    case .year:
      let january = Day(month: day.month - (month - 1), clamping: 1)
      return january?.number ?? 0
    }
  }

  /// The first moment behind it; nil beyond the calendar.
  public func end(around day: Day) -> Instant? {
    let next =
      switch self {
      case .day: day.adding(days: 1)
      case .week: day.adding(days: Int64(8 - day.weekday))
      case .month: Day(month: day.month + 1, clamping: 1)
      case .year: Day(month: day.month - day.month % 12 + 12, clamping: 1)
      }
    return next.map(Instant.init(startOf:))
  }
}
