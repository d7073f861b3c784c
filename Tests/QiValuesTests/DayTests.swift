import QiValues
import Testing

private func day(_ year: Int, _ month: Int, _ day: Int) throws -> Day {
  try #require(Day(year: year, month: month, day: day))
}

@Suite struct DayTests {
  /// Counts the calendar by its rule, and compares.
  @Test func `every day from 1970 to 2400 is what the calendar says`() throws {
    var number: Int64 = 0
    for year in 1970...2400 {
      let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
      for (month, length) in [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        .enumerated()
      {
        for date in 1...length {
          let day = try #require(Day(number: number))
          let parts = day.components
          if parts != (year, month + 1, date) || Day(year: year, month: month + 1, day: date) != day
          {
            Issue.record("day \(number) is \(year)-\(month + 1)-\(date), not \(day)")
          }
          number += 1
        }
      }
    }
  }

  @Test func `days stay within 1970 … 9999`() throws {
    #expect(Day(number: -1) == nil)
    #expect(Day(number: Int64(Day.last.number) + 1) == nil)
    #expect(try day(9999, 12, 31) == Day.last)
    #expect(Day.last.components == (9999, 12, 31))
    #expect(Day(year: 1969, month: 12, day: 31) == nil)
    #expect(Day(year: 10_000, month: 1, day: 1) == nil)
    #expect(Day(year: 2026, month: 0, day: 1) == nil)
    #expect(Day(year: 2026, month: 13, day: 1) == nil)
    #expect(Day(year: 2026, month: 4, day: 31) == nil)
    #expect(Day(year: 1900, month: 2, day: 29) == nil)
    #expect(Day(year: 2100, month: 2, day: 29) == nil)
    #expect(try day(2000, 2, 29).description == "2000-02-29")
    for days in [Int64.min, -1, .max] { #expect(try day(1970, 1, 1).adding(days: days) == nil) }
    #expect(Day.last.adding(days: 1) == nil)
  }

  @Test(
    arguments: [
      ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"),
      ("2024-02-29", 12, "2025-02-28"),
      ("2024-02-29", 48, "2028-02-29"), ("2026-12-15", 1, "2027-01-15"),
      ("2026-03-31", -1, "2026-02-28"),
      ("2026-01-01", -1, "2025-12-01"), ("2026-05-31", 1, "2026-06-30"),
      ("2026-05-31", 0, "2026-05-31"),
      ("1970-01-31", -1, nil), ("9999-12-01", 1, nil), ("2026-01-01", Int64.max, nil),
      ("2026-01-01", Int64.min, nil), ("2026-01-01", -30_000, nil),
    ] as [(String, Int64, String?)])
  func `months clamp to their end`(from: String, months: Int64, to: String?) throws {
    let parts = from.split(separator: "-").compactMap { Int($0) }
    #expect(try day(parts[0], parts[1], parts[2]).adding(months: months)?.description == to)
  }
}

@Suite struct InstantTests {
  @Test func `a day begins at 16:00Z`() throws {
    let before = try #require(Instant(seconds: 57_599))
    let after = try #require(Instant(seconds: 57_600))
    #expect(before.description == "1970-01-01 23:59:59")
    #expect(after.iso8601 == "1970-01-02T00:00:00+08:00")
    #expect(after == Instant(startOf: after.day) && before < after)
    #expect(after.secondOfDay == 0 && before.secondOfDay == 86_399)
  }

  @Test func `moments stay within 1970 … 9999 in UTC+8`() throws {
    let first = try #require(Instant(seconds: -28_800))
    let last = try #require(Instant(seconds: Instant.limit - 1))
    #expect(first.iso8601 == "1970-01-01T00:00:00+08:00")
    #expect(last.iso8601 == "9999-12-31T23:59:59+08:00")
    #expect(Instant(seconds: -28_801) == nil && Instant(seconds: Instant.limit) == nil)
    #expect(Instant(seconds: .min) == nil && Instant(seconds: .max) == nil)
    #expect(first.adding(seconds: -1) == nil && last.adding(seconds: 1) == nil)
    #expect(last.adding(seconds: .max) == nil && first.adding(seconds: .min) == nil)
    for unit in [Duration.Unit.seconds, .days, .months] {
      #expect(last.adding(Duration(1, unit)) == nil)
      #expect(last.adding(Duration(.max, unit)) == nil && first.adding(Duration(.min, unit)) == nil)
    }
  }

  @Test func `durations keep the time of day`() throws {
    let start = try #require(Instant(day: try day(2026, 1, 31), hour: 9, minute: 30))
    #expect(start.description == "2026-01-31 09:30")
    #expect(start.adding(Duration(1, .months))?.description == "2026-02-28 09:30")
    #expect(start.adding(Duration(1, .days))?.description == "2026-02-01 09:30")
    #expect(start.adding(Duration(90, .seconds))?.description == "2026-01-31 09:31:30")
    #expect(Instant(day: start.day, hour: 24, minute: 0) == nil)
    #expect(Instant(day: start.day, hour: 0, minute: 60) == nil)
    #expect(Instant(day: start.day, hour: 0, minute: 0, second: -1) == nil)
  }
}
