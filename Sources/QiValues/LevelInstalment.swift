/// The instalment that pays a principal back, with interest, in equal monthly instalments (等额本息):
/// p · i · (1+i)^n / ((1+i)^n − 1), where i is a twelfth of the yearly rate; p / n where it is 0.
/// Exact until it is rounded: too wide for a fraction, it is a quotient of naturals.
public struct LevelInstalment: Sendable {
  public static let mostMonths: Int64 = 600

  private let numerator: Natural
  private let denominator: Natural

  /// In fen and in millionths. Refuses with `invalid-amount` a principal below zero, and with
  /// `arithmetic` a rate below zero and months that are not 1…600.
  public init(principal: Int64, yearly: Int64, months: Int64) throws(Refusal) {
    guard principal >= 0 else { throw Refusal(.invalidAmount) }
    guard yearly >= 0 else {
      throw Refusal(.arithmetic, (.rate, .rate(Rate(millionths: yearly))))
    }
    guard 1...LevelInstalment.mostMonths ~= months else { throw Refusal(arithmetic: .months) }
    let months = Int(months)
    let (fen, rate) = (UInt64(principal), UInt64(yearly))
    guard rate > 0 else {
      (numerator, denominator) = (Natural(fen), Natural(UInt64(months)))
      return
    }
    // Of a year in millionths: 1 + i is (one + rate) / one.
    let one = 12 * UInt64(Rate.whole.millionths)
    let grown = Natural(power: one + rate, months)
    numerator = grown.multiplied(by: fen).multiplied(by: rate)
    denominator = grown.subtracting(Natural(power: one, months)).multiplied(by: one)
  }

  /// In fen. Refuses with `arithmetic` what leaves 64 bits.
  public func whole(_ rounding: Rounding) throws(Refusal) -> Int64 {
    var floor: UInt64 = 0
    for bit in (0..<63).reversed() {
      let tried = floor | 1 << UInt64(bit)
      if !(numerator < denominator.multiplied(by: tried)) { floor = tried }
    }
    let rest = numerator.subtracting(denominator.multiplied(by: floor))
    guard rest < denominator else { throw Refusal(.arithmetic) }
    let twice = rest.multiplied(by: 2)
    let goesOn =
      switch rounding {
      case .down: false
      case .up: !rest.isZero
      case .halfUp: !(twice < denominator)
      case .halfEven: denominator < twice || twice == denominator && floor % 2 != 0
      }
    guard let fen = Int64(exactly: goesOn ? floor + 1 : floor) else { throw Refusal(.arithmetic) }
    return fen
  }
}

/// A whole number, never negative, of any width.
private struct Natural: Equatable {
  /// The lowest first; the last is not zero.
  private var words: [UInt64]

  init(_ number: UInt64) { words = number == 0 ? [] : [number] }

  init(power base: UInt64, _ exponent: Int) {
    self.init(1)
    for _ in 0..<exponent { self = multiplied(by: base) }
  }

  var isZero: Bool { words.isEmpty }

  func multiplied(by factor: UInt64) -> Natural {
    var product = self
    var carry: UInt64 = 0
    for index in words.indices {
      let (high, low) = words[index].multipliedFullWidth(by: factor)
      let (sum, overflow) = low.addingReportingOverflow(carry)
      product.words[index] = sum
      carry = high + (overflow ? 1 : 0)
    }
    if carry > 0 { product.words.append(carry) }
    return factor == 0 ? Natural(0) : product
  }

  /// The other is not greater.
  func subtracting(_ other: Natural) -> Natural {
    var difference = self
    var borrow: UInt64 = 0
    for index in words.indices {
      let word = index < other.words.count ? other.words[index] : 0
      let (first, below) = words[index].subtractingReportingOverflow(word)
      let (second, again) = first.subtractingReportingOverflow(borrow)
      difference.words[index] = second
      borrow = below || again ? 1 : 0
    }
    while difference.words.last == 0 { difference.words.removeLast() }
    return difference
  }

  static func < (a: Natural, b: Natural) -> Bool {
    if a.words.count != b.words.count { return a.words.count < b.words.count }
    for (one, other) in zip(a.words.reversed(), b.words.reversed()) where one != other {
      return one < other
    }
    return false
  }
}
