/// A moment to the second, kept as seconds since 1970-01-01T00:00:00Z and read in UTC+8, which has
/// no summer time. Years 1970 to 9999 in UTC+8.
public struct Instant: Hashable, Comparable, Sendable {
  public let seconds: Int64

  static let offset: Int64 = 8 * 3600

  /// 24:00 of 9999-12-31 in UTC+8, the first second that is out of bounds.
  public static let limit = Int64(Day.last.number + 1) * 86_400 - offset

  /// Nil outside 1970 … 9999 in UTC+8.
  public init?(seconds: Int64) {
    guard seconds >= -Instant.offset, seconds < Instant.limit else { return nil }
    self.seconds = seconds
  }

  /// 00:00 of the day in UTC+8.
  public init(startOf day: Day) {
    seconds = Int64(day.number) * 86_400 - Instant.offset
  }

  /// Nil where the time of day is not one of 00:00:00 … 23:59:59.
  public init?(day: Day, hour: Int, minute: Int, second: Int = 0) {
    guard 0..<24 ~= hour, 0..<60 ~= minute, 0..<60 ~= second else { return nil }
    seconds = Instant(startOf: day).seconds + Int64(hour * 3600 + minute * 60 + second)
  }

  public static func < (a: Instant, b: Instant) -> Bool { a.seconds < b.seconds }

  /// The calendar day in UTC+8.
  public var day: Day {
    // In bounds by the initialisers, which admit only times of such a day.
    Day(number: (seconds + Instant.offset) / 86_400) ?? Day.last
  }

  /// Seconds since 00:00 in UTC+8.
  public var secondOfDay: Int { Int((seconds + Instant.offset) % 86_400) }

  /// Nil where the moment leaves 1970 … 9999.
  public func adding(seconds more: Int64) -> Instant? {
    let (sum, overflow) = seconds.addingReportingOverflow(more)
    return overflow ? nil : Instant(seconds: sum)
  }

  /// The same time of day, so many days or months on; months clamp to the month's end. Nil where
  /// the moment leaves 1970 … 9999, and for working days.
  public func adding(_ duration: Duration) -> Instant? {
    if duration.unit == .seconds { return adding(seconds: duration.count) }
    return day.adding(duration).flatMap { Instant(startOf: $0).adding(seconds: Int64(secondOfDay)) }
  }
}

extension Instant: CustomStringConvertible {
  /// `2026-03-01 09:30`, with seconds only where there are some.
  public var description: String {
    let (hour, minute, second) = clock
    let tail = second == 0 ? "" : ":\(twoDigits(second))"
    return "\(day) \(twoDigits(hour)):\(twoDigits(minute))\(tail)"
  }

  /// `2026-03-01T09:30:00+08:00`.
  public var iso8601: String {
    let (hour, minute, second) = clock
    return "\(day)T\(twoDigits(hour)):\(twoDigits(minute)):\(twoDigits(second))+08:00"
  }

  private var clock: (hour: Int, minute: Int, second: Int) {
    (secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60)
  }
}

/// A length of time in one unit. Months have no fixed length, so they never mix with the others.
public struct Duration: Hashable, Sendable {
  /// Raw values are those of the chain format, §2.
  public enum Unit: UInt8, Sendable {
    case seconds = 1
    case days, months, workingDays
  }

  public let count: Int64
  public let unit: Unit

  public init(_ count: Int64, _ unit: Unit) {
    self.count = count
    self.unit = unit
  }
}

extension Day {
  /// So many days or months on; nil where that leaves the calendar, for seconds, and for working
  /// days: which they are no module of values knows.
  public func adding(_ duration: Duration) -> Day? {
    switch duration.unit {
    case .seconds, .workingDays: nil
    case .days: adding(days: duration.count)
    case .months: adding(months: duration.count)
    }
  }
}

extension Duration.Unit {
  /// Ten thousand years; of working days, which are counted one by one, four.
  public var longest: Int64 {
    switch self {
    case .seconds: 315_569_520_000
    case .days: 3_652_425
    case .months: 120_000
    case .workingDays: 1_000
    }
  }
}

extension Duration: CustomStringConvertible {
  /// Whether a contract takes it: never below zero, and at most `longest`.
  public var isInBounds: Bool { 0...unit.longest ~= count }

  /// `7 days`, `1 month`.
  public var description: String {
    let units = unit == .workingDays ? "working days" : "\(unit)"
    return "\(count) \(count == 1 ? units.dropLast() : units[...])"
  }
}
