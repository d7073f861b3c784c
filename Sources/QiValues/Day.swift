/// A calendar day in UTC+8, counted from 1970-01-01. Years 1970 to 9999.
public struct Day: Hashable, Comparable, Sendable {
  public let number: Int32

  public static let last = Day(unchecked: 2_932_896)  // 9999-12-31

  /// Nil outside 1970-01-01 … 9999-12-31.
  public init?(number: Int64) {
    guard number >= 0, number <= Int64(Day.last.number) else { return nil }
    self.number = Int32(number)
  }

  /// Nil where the calendar has no such day, or the year is outside 1970 … 9999.
  public init?(year: Int, month: Int, day: Int) {
    guard 1970...9999 ~= year, 1...12 ~= month,
      1...Day.lengthOfMonth(year: year, month: month) ~= day
    else { return nil }
    // Days from civil: years run from March, so that the leap day comes last.
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  private init(unchecked number: Int32) { self.number = number }

  /// Saturday or Sunday.
  public var isWeekend: Bool { (number + 3) % 7 >= 5 }  // 1970-01-01 was a Thursday

  public static func < (a: Day, b: Day) -> Bool { a.number < b.number }

  public var components: (year: Int, month: Int, day: Int) {
    let shifted = Int(number) + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    )
  }

  /// Nil where the day leaves 1970 … 9999.
  public func adding(days: Int64) -> Day? {
    let (sum, overflow) = Int64(number).addingReportingOverflow(days)
    return overflow ? nil : Day(number: sum)
  }

  /// The same day of a later month, or that month's last day: 31 January + 1 month is 28 or 29
  /// February. Nil where the day leaves 1970 … 9999.
  public func adding(months: Int64) -> Day? {
    guard months.magnitude <= 120_000 else { return nil }
    return Day(month: month + Int(months), clamping: components.day)
  }

  /// Months since January of the year 0.
  public var month: Int { components.year * 12 + components.month - 1 }

  /// A day of the month so many after January of the year 0, or its last where it has fewer. Nil
  /// where the day leaves 1970 … 9999.
  public init?(month: Int, clamping day: Int) {
    guard month >= 0 else { return nil }
    let (year, month) = (month / 12, month % 12 + 1)
    self.init(
      year: year, month: month, day: min(day, Day.lengthOfMonth(year: year, month: month)))
  }

  private static func lengthOfMonth(year: Int, month: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }
}

extension Day: CustomStringConvertible {
  /// `2026-03-01`.
  public var description: String {
    let (year, month, day) = components
    return "\(year)-\(twoDigits(month))-\(twoDigits(day))"
  }
}

func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
