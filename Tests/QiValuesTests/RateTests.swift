import QiValues
import Testing

@Suite struct RateTests {
  @Test(
    arguments: [
      (0, 150_000, 0), (1, 150_000, 0), (6, 150_000, 0), (7, 150_000, 1), (9_999, 150_000, 1_499),
      (100, 1_000_000, 100), (.max, 1_000_000, .max), (.max, 999_999, 9_223_362_813_482_738_952),
      (.max, 1, 9_223_372_036_854), (999_999, 1, 0), (1_000_000, 1, 1), (.max, 0, 0),
      (-1, 150_000, -1), (-20, 150_000, -3), (.min, 1_000_000, .min),
    ] as [(Int64, Int64, Int64)])
  func sharesAreRoundedDown(fen: Int64, millionths: Int64, share: Int64) throws {
    #expect(try Rate(millionths: millionths).share(of: Money(fen: fen)) == Money(fen: share))
  }

  @Test func whatLeavesTheRangeIsRefused() {
    for fen in [Int64.max, .min] {
      #expect(throws: Refusal(.arithmetic)) {
        try Rate(millionths: 1_000_001).share(of: Money(fen: fen))
      }
      #expect(throws: Refusal(.arithmetic)) {
        try Rate(millionths: .max).share(of: Money(fen: fen))
      }
    }
  }
}
