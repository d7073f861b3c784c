import QiValues
import Testing

/// Exact quotients, and the ways to round them.
struct FractionTests {
  private func fraction(_ a: Int128, _ b: Int128 = 1) throws -> Fraction {
    try Fraction(a, over: b)
  }

  @Test func lowestTermsWithTheSignAbove() throws {
    #expect(try fraction(6, -4) == fraction(-3, 2))
    #expect(try fraction(0, -7) == fraction(0))
    #expect(try fraction(-3, 2).denominator == 2)
  }

  /// Halves, and what lies beside them, on both sides of zero.
  @Test(
    arguments: [
      (5, 2, 3, 2, 2, 3), (-5, 2, -3, -2, -2, -3), (7, 2, 4, 4, 3, 4), (-7, 2, -4, -4, -3, -4),
      (1, 3, 0, 0, 0, 1), (2, 3, 1, 1, 0, 1), (-1, 3, 0, 0, 0, -1), (-2, 3, -1, -1, 0, -1),
      (4, 1, 4, 4, 4, 4), (0, 5, 0, 0, 0, 0), (1, 2, 1, 0, 0, 1), (-1, 2, -1, 0, 0, -1),
      (3, 2, 2, 2, 1, 2), (-3, 2, -2, -2, -1, -2),
    ] as [(Int128, Int128, Int64, Int64, Int64, Int64)])
  func everyWayToRound(
    a: Int128, b: Int128, halfUp: Int64, halfEven: Int64, down: Int64, up: Int64
  ) throws {
    let value = try fraction(a, b)
    #expect(
      try [Rounding.halfUp, .halfEven, .down, .up].map(value.whole)
        == [halfUp, halfEven, down, up])
  }

  @Test func arithmeticIsExact() throws {
    let third = try fraction(1, 3)
    #expect(try third.adding(third).adding(third) == fraction(1))
    #expect(try third.multiplied(by: fraction(3, 7)) == fraction(1, 7))
    #expect(try third.divided(by: fraction(-2, 3)) == fraction(-1, 2))
    #expect(try third.subtracting(fraction(1, 2)) == fraction(-1, 6))
    #expect(try third.isLess(than: fraction(34, 100)) && !third.isLess(than: third))
  }

  @Test func whatLeavesItsBoundsIsRefused() throws {
    let large = try fraction(Int128.max / 2)
    #expect(throws: Refusal(.arithmetic)) { try large.multiplied(by: fraction(3)) }
    #expect(throws: Refusal(.arithmetic)) { try large.adding(large).adding(large) }
    #expect(throws: Refusal(arithmetic: .divisionByZero)) { try fraction(1, 0) }
    #expect(throws: Refusal(arithmetic: .divisionByZero)) {
      try fraction(1).divided(by: fraction(0))
    }
    #expect(throws: Refusal(.arithmetic)) { try large.whole(.down) }
    #expect(throws: Refusal(.arithmetic)) { try fraction(.min) }
  }

  /// A result is refused for itself alone, and no comparison is.
  @Test func whatLiesOnTheWayMayBeWide() throws {
    let (most, odd) = (Int128.max, Int128.max - 2)
    let (large, small) = (try fraction(most, 3), try fraction(3, most))
    #expect(try large.multiplied(by: small) == fraction(1))
    #expect(try large.divided(by: large) == fraction(1))
    #expect(try fraction(most, odd).multiplied(by: fraction(odd, most)) == fraction(1))
    #expect(try fraction(most, odd).subtracting(fraction(most, odd)) == fraction(0))
    #expect(try fraction(1, most).isLess(than: fraction(1, odd)))
    #expect(try !fraction(most, odd).isLess(than: fraction(most, odd)))
    #expect(try fraction(-most, odd).isLess(than: fraction(-odd, most)))
    // 1/(2·odd) + 1/(2·odd): what divides the sum too falls out.
    let half = try fraction(1, odd / 2 * 2)
    #expect(try half.adding(half) == fraction(1, odd / 2))
    // 254 bits on the way, of both signs.
    let wide = try fraction(most - 1, 1 << 126)
    #expect(try wide.adding(wide) == fraction(most - 1, 1 << 125))
    #expect(try wide.subtracting(fraction(most, 1 << 126)) == fraction(-1, 1 << 126))
    #expect(throws: Refusal(.arithmetic)) { try fraction(1, most).adding(fraction(1, odd)) }
    #expect(throws: Refusal(.arithmetic)) { try fraction(most).adding(fraction(1)) }
    #expect(throws: Refusal(.arithmetic)) { try fraction(1 << 126).multiplied(by: fraction(-2)) }
  }

  @Test(arguments: [
    (0, "0%"), (35_000, "3.5%"), (1, "0.0001%"), (-12_500, "-1.25%"), (2_000_000, "200%"),
  ])
  func rates(millionths: Int64, text: String) throws {
    let rate = Rate(millionths: millionths)
    #expect("\(rate)" == text)
    var writer = ByteWriter()
    writer.write(Value.rate(rate))
    var reader = ByteReader(writer.bytes)
    #expect(try reader.readValue() == .rate(rate))
  }

  /// What is not in lowest terms, or finer than a millionth, no writer writes.
  @Test(arguments: [(2, 4), (1, 3), (1, 0), (1, -2), (0, 2), (1, 2_000_000)] as [(Int64, Int64)])
  func otherBytesAreNoRate(numerator: Int64, denominator: Int64) {
    var writer = ByteWriter()
    writer.write(UInt8(3))
    writer.write(numerator)
    writer.write(denominator)
    var reader = ByteReader(writer.bytes)
    #expect(throws: MalformedBytes.self) { try reader.readValue() }
  }
}
