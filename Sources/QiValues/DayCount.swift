/// How the days of a yearly rate are counted, and how many make a year. Raw values are those of the
/// canonical tree.
public enum DayCount: Int64, CaseIterable, Sendable {
  /// Calendar days over 365, in leap years too.
  case actual365 = 1
  /// Calendar days over 360.
  case actual360
  /// Months of 30 days: ISDA 2006 §4.16(g), ICMA rule 251 (Eurobond basis).
  case thirtyE360

  /// In days.
  public var year: Int64 { self == .actual365 ? 365 : 360 }

  /// From one day, counted, to another, not counted; negative where they stand the other way round.
  public func days(from first: Day, to last: Day) -> Int64 {
    guard self == .thirtyE360 else { return Int64(last.number) - Int64(first.number) }
    let (from, to) = (first.components, last.components)
    let days = min(to.day, 30) - min(from.day, 30)
    return Int64(360 * (to.year - from.year) + 30 * (to.month - from.month) + days)
  }
}

extension DayCount: CustomStringConvertible {
  /// The same in both spellings.
  public var description: String {
    switch self {
    case .actual365: "actual/365"
    case .actual360: "actual/360"
    case .thirtyE360: "30E/360"
    }
  }
}
