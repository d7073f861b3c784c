import QiValues
import Testing

@Suite struct PeriodTests {
  /// Going back a day at a time, as long as it is the same period.
  @Test func aPeriodBeginsWhereTheCalendarSays() throws {
    for number in stride(from: 0, through: Int64(Day.last.number), by: 397) {
      let day = try #require(Day(number: number))
      let (year, month, date) = day.components
      #expect(Period.day.firstDay(around: day) == day.number)
      // 1970-01-05 was a Monday.
      #expect((Int(Period.week.firstDay(around: day)) - 4) % 7 == 0)
      #expect(0..<7 ~= day.number - Period.week.firstDay(around: day))
      #expect(Period.month.firstDay(around: day) == day.number - Int32(date) + 1)
      #expect(
        Period.year.firstDay(around: day) == Day(year: year, month: 1, day: 1)?.number, "\(month)")
    }
    #expect(try Period.week.firstDay(around: #require(Day(number: 0))) == -3)
  }

  @Test(arguments: Period.allCases) func aPeriodEndsWhereTheNextBegins(_ period: Period) throws {
    for number in stride(from: 0, through: Int64(Day.last.number) - 366, by: 397) {
      let day = try #require(Day(number: number))
      let next = try #require(period.end(around: day)).day
      let last = try #require(next.adding(days: -1))
      #expect(period.firstDay(around: next) == next.number, "\(day)")
      #expect(period.firstDay(around: last) == period.firstDay(around: day), "\(day)")
    }
    #expect(period.end(around: Day.last) == nil)
  }
}
