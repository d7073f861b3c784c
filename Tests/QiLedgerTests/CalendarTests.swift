import QiLedger
import QiValues
import Testing

/// Which days are worked, and the bytes that say so.
struct CalendarTests {
  private func day(_ year: Int, _ month: Int, _ day: Int) throws -> Day {
    try #require(Day(year: year, month: month, day: day))
  }

  private func calendar(from known: Day, _ rows: [(Day, Bool)]) throws -> WorkingCalendar {
    try WorkingCalendar(2027, from: known, rows.map { .init($0.0, isWorked: $0.1) })
  }

  /// Friday is a holiday, Sunday is worked, and the rest is what the week says.
  @Test func aYear() throws {
    var ledger = Ledger()
    let known = try day(2026, 11, 5)
    let rows = [(try day(2027, 1, 1), false), (try day(2027, 1, 3), true)]
    ledger.publish(try calendar(from: known, rows), item: .zero)
    let days = try (1...5).map { try day(2027, 1, $0) }
    let after = days.map { ledger.isWorkingDay($0, at: Instant(startOf: known)) }
    #expect(after == [false, false, true, true, true])
    let before = Instant(startOf: try day(2026, 11, 4))
    #expect(days.map { ledger.isWorkingDay($0, at: before) } == [true, false, false, true, true])
  }

  /// The one known later holds; of two known from one day the last published.
  @Test func ofTwoCalendarsForAYear() throws {
    var ledger = Ledger()
    let first = try day(2027, 1, 1)
    func publish(from known: Day, isHoliday: Bool) throws {
      let rows = isHoliday ? [(first, false)] : []
      ledger.publish(try calendar(from: known, rows), item: .zero)
    }
    let now = Instant(startOf: first)
    try publish(from: day(2026, 11, 5), isHoliday: true)
    #expect(!ledger.isWorkingDay(first, at: now))
    try publish(from: day(2026, 11, 4), isHoliday: false)
    #expect(!ledger.isWorkingDay(first, at: now))
    try publish(from: day(2026, 11, 5), isHoliday: false)
    #expect(ledger.isWorkingDay(first, at: now))
  }

  @Test func bytes() throws {
    let rows = [(try day(2027, 1, 3), true), (try day(2027, 1, 1), false)]
    let made = try calendar(from: day(2026, 11, 5), rows)
    #expect(made.rows.map(\.isWorked) == [false, true])
    let read = try WorkingCalendar(bytes: made.bytes)
    #expect(read == made && read.bytes == made.bytes)
    for (place, byte) in [(0, 0xea), (8, 0xff), (12, 1), (12, 2), (6, 1), (17, 2)] {
      var wrong = made.bytes
      wrong[place] = UInt8(byte)
      #expect(throws: MalformedBytes.self, "\(place)") { try WorkingCalendar(bytes: wrong) }
    }
    #expect(throws: MalformedBytes.self) { try WorkingCalendar(bytes: made.bytes + [0]) }
    #expect(throws: MalformedBytes.self) { try WorkingCalendar(bytes: made.bytes.dropLast()) }
  }

  @Test func whatNoYearHas() throws {
    let known = try day(2026, 11, 5)
    let monday = try day(2027, 1, 4)
    for rows in [[(monday, true)], [(known, false)], [(monday, false), (monday, false)]] {
      #expect(throws: Refusal(.badArgument)) { try calendar(from: known, rows) }
    }
  }
}
