import QiValues
import Testing

/// Days as bonds and loans count them, and level instalments. The figures were worked out in
/// Python, with fractions.
struct InterestTests {
  /// The last three are vectors of ISDA's day count examples, with February's ends.
  @Test(
    arguments: [
      ("2026-01-31", "2026-02-28", 28), ("2026-02-28", "2026-03-31", 32),
      ("2028-02-29", "2029-02-28", 359), ("2026-03-30", "2026-03-31", 0),
      ("2026-10-31", "2026-08-31", -60), ("2007-01-15", "2007-01-30", 15),
      ("2007-09-30", "2008-03-31", 180), ("2007-09-30", "2007-10-31", 30),
      ("2007-01-15", "2007-07-15", 180), ("2006-08-31", "2007-02-28", 178),
      ("2007-02-28", "2007-03-05", 7), ("2008-02-29", "2008-08-31", 181),
    ])
  func monthsOfThirtyDays(from: String, to: String, days: Int64) throws {
    let (first, last) = (try day(from), try day(to))
    #expect(DayCount.thirtyE360.days(from: first, to: last) == days)
  }

  @Test func calendarDays() throws {
    let (first, last) = (try day("2028-02-28"), try day("2028-03-01"))
    for count in [DayCount.actual365, .actual360] {
      #expect(count.days(from: first, to: last) == 2 && count.days(from: last, to: first) == -2)
    }
    #expect(DayCount.allCases.map(\.year) == [365, 360, 360])
  }

  private func day(_ text: String) throws -> Day {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    return try #require(Day(year: parts[0], month: parts[1], day: parts[2]))
  }

  @Test(
    arguments: [
      (10_000_000, 60_000, 12, [860_664, 860_664, 860_664, 860_665]),
      (100_000_000, 39_500, 360, [474_537, 474_537, 474_537, 474_538]),
      (1, 1, 600, [0, 0, 0, 1]), (100_000, 0, 3, [33_333, 33_333, 33_333, 33_334]),
      // Halves.
      (5, 0, 2, [3, 2, 2, 3]), (15, 0, 10, [2, 2, 1, 2]), (25, 0, 10, [3, 2, 2, 3]),
      (0, 50_000, 12, [0, 0, 0, 0]),
      // Whole, and the widest there are.
      (1_000_000_000_000, 240_000, 1, [Int64](repeating: 1_020_000_000_000, count: 4)),
      (.max, 0, 1, [Int64](repeating: .max, count: 4)),
      (
        .max, 1, 600,
        [15_372_671_678_973_993, 15_372_671_678_973_993, 15_372_671_678_973_993]
          + [15_372_671_678_973_994]
      ),
      (7, .max, 1, [5_380_300_354_839, 5_380_300_354_839, 5_380_300_354_838, 5_380_300_354_839]),
      (123_456_789, 999_999, 600, [10_288_055, 10_288_055, 10_288_055, 10_288_056]),
    ] as [(Int64, Int64, Int64, [Int64])])
  func levelInstalments(principal: Int64, yearly: Int64, months: Int64, fen: [Int64]) throws {
    let instalment = try LevelInstalment(principal: principal, yearly: yearly, months: months)
    #expect(try [Rounding.halfUp, .halfEven, .down, .up].map(instalment.whole) == fen)
  }

  @Test(
    arguments: [
      (1, 1, 0, Refusal(arithmetic: .months)), (1, 1, 601, Refusal(arithmetic: .months)),
      (1, -1, 0, Refusal(.arithmetic, (.rate, .rate(Rate(millionths: -1))))),
      (.max, .max, 1, Refusal(.arithmetic)), (.max, 1, 1, Refusal(.arithmetic)),
    ] as [(Int64, Int64, Int64, Refusal)])
  func whatLeavesItsBounds(principal: Int64, yearly: Int64, months: Int64, refusal: Refusal) {
    #expect(throws: refusal) {
      try LevelInstalment(principal: principal, yearly: yearly, months: months).whole(.up)
    }
  }

  @Test func nobodyOwesLessThanNothing() {
    #expect(throws: Refusal(.invalidAmount)) {
      try LevelInstalment(principal: -1, yearly: 0, months: 1)
    }
  }
}
