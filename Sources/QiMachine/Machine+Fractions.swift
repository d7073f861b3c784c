import QiBytecode
import QiValues

/// The operations on fractions, which take four registers each: the halves of the numerator, then
/// those of the denominator.
extension Machine {
  static func fraction(_ i: Instruction, _ frame: inout [Int64]) throws(Refusal) {
    let (a, b, c) = (Int(i.a), Int(i.b), Int(i.c))
    switch i.operation {
    case .widen:
      store(try Fraction(Int128(frame[b]), over: Int128(i.constant)), at: a, &frame)
    case .addFractions:
      store(try read(b, frame).adding(read(c, frame)), at: a, &frame)
    case .subtractFractions:
      store(try read(b, frame).subtracting(read(c, frame)), at: a, &frame)
    case .multiplyFractions:
      store(try read(b, frame).multiplied(by: read(c, frame)), at: a, &frame)
    case .divideFractions:
      store(try read(b, frame).divided(by: read(c, frame)), at: a, &frame)
    case .equalFractions: frame[a] = read(b, frame) == read(c, frame) ? 1 : 0
    case .lessFractions: frame[a] = read(b, frame).isLess(than: read(c, frame)) ? 1 : 0
    case .accrue: try accrue(i, &frame)
    case .level:
      guard let rounding = Rounding(rawValue: i.constant) else { throw Refusal(.arithmetic) }
      let instalment = try LevelInstalment(
        principal: frame[b], yearly: frame[b + 1], months: frame[b + 2])
      frame[a] = try instalment.whole(rounding)
    default:
      guard let rounding = Rounding(rawValue: i.constant) else { throw Refusal(.arithmetic) }
      frame[a] = try read(b, frame).whole(rounding)
    }
  }

  private static func accrue(_ i: Instruction, _ frame: inout [Int64]) throws(Refusal) {
    let (a, b) = (Int(i.a), Int(i.b))
    guard let first = Day(number: frame[a + 2]), let last = Day(number: frame[b + 2]) else {
      throw Refusal(arithmetic: .calendar)
    }
    let count = DayCount(rawValue: i.constant)
    // A 31st after a 30th counts no day, and is no day before it.
    let days = last < first ? -1 : (count ?? .actual365).days(from: first, to: last)
    let accrued = try Accrued(fen: frame[a], rest: frame[a + 1]).adding(
      Money(fen: frame[b]), at: Rate(millionths: frame[b + 1]), days: days,
      daysOfYear: count?.year ?? 1)
    frame[a] = accrued.fen
    frame[a + 1] = accrued.rest
    frame[a + 2] = Int64(last.number)
  }

  private static func read(_ register: Int, _ frame: [Int64]) -> Fraction {
    Fraction(
      lowestTerms: joined(frame[register], frame[register + 1]),
      over: joined(frame[register + 2], frame[register + 3]))
  }

  private static func joined(_ high: Int64, _ low: Int64) -> Int128 {
    Int128(high) << 64 | Int128(UInt64(bitPattern: low))
  }

  private static func store(_ fraction: Fraction, at register: Int, _ frame: inout [Int64]) {
    for (offset, number) in [fraction.numerator, fraction.denominator].enumerated() {
      frame[register + 2 * offset] = Int64(truncatingIfNeeded: number >> 64)
      frame[register + 2 * offset + 1] = Int64(truncatingIfNeeded: number)
    }
  }
}
