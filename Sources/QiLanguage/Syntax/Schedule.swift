/// `every month on day 20 at 18:00 until T`: set off by time, again and again.
public struct ScheduleSyntax: Sendable {
  public enum Days: Sendable {
    case everyDay
    /// 1 is Monday, 7 Sunday.
    case weekday(Int)
    /// Every so many months, counted from the first such day on or after `begun`.
    case dayOfMonth(Expression, every: Int64)
    case dayOfYear(DayOfYear)
  }

  public let days: Days
  /// Seconds since 00:00.
  public let secondOfDay: Int
  public let until: Expression
}

/// `06-30`; 02-29 too, which most years do not have.
public struct DayOfYear: Hashable, Sendable {
  public let month: Int
  public let day: Int

  /// Nil where no year has it.
  init?(month: Int, day: Int) {
    let lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard 1...12 ~= month, 1...lengths[month - 1] ~= day else { return nil }
    self.month = month
    self.day = day
  }

  var text: String { "\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)" }
}

extension Expression {
  /// Whether it is the same from the last signature on: of literals, terms and `begun` alone.
  func isAgreed(in scope: Scope) -> Bool {
    clocks.isEmpty
      && names.allSatisfy { if case .term? = scope[$0.text] { true } else { false } }
  }
}
