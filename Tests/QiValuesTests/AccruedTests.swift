import QiValues
import Testing

/// What accrues keeps every part of a fen, and is refused where it leaves its bounds.
struct AccruedTests {
  private let none = Accrued(fen: 0, rest: 0)

  @Test func partsAddUp() throws {
    let rate = Rate(millionths: 35_000)
    var daily = none
    for _ in 0..<365 {
      daily = try daily.adding(Money(fen: 99_999), at: rate, days: 1, daysOfYear: 365)
    }
    let atOnce = try none.adding(Money(fen: 99_999), at: rate, days: 365, daysOfYear: 365)
    // 3,499.965 fen.
    #expect(daily == atOnce && daily.fen == 3_499 && daily.rest == 352_225_000)
    #expect(Accrued.parts(daysOfYear: 365) == 365_000_000)
  }

  @Test(
    arguments: [
      (-1, 1, 1, Refusal(.invalidAmount)), (-1, -1, -1, Refusal(.invalidAmount)),
      (1, -1, -1, Refusal(.invalidAmount, (.rate, .rate(Rate(millionths: -1))))),
      (1, 1, -1, Refusal(arithmetic: .backwards)),
      (.max, .max, 2, Refusal(.arithmetic)), (.max, 1_000_000, 1, Refusal(.arithmetic)),
    ] as [(Int64, Int64, Int64, Refusal)])
  func whatLeavesItsBounds(fen: Int64, millionths: Int64, days: Int64, refusal: Refusal) {
    let before = Accrued(fen: 1, rest: 0)
    #expect(throws: refusal) {
      try before.adding(
        Money(fen: fen), at: Rate(millionths: millionths), days: days, daysOfYear: 1)
    }
  }
}
