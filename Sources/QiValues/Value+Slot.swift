/// Values as the machine keeps them: one 64-bit slot, its type known beforehand. Texts, choices and
/// digests, and what is made of several values, need more than this.
extension Value {
  /// Fen, a count, millionths, a day's number, seconds, 0 or 1, an actor's number, which is 0 for
  /// nobody; of a duration its count and, in the lowest three bits, its unit. Nil for what no slot
  /// can hold.
  public var slot: Int64? {
    switch self {
    case .money(let money): money.fen
    case .integer(let integer): integer
    case .rate(let rate), .dailyRate(let rate): rate.millionths
    case .date(let day): Int64(day.number)
    case .time(let instant): instant.seconds
    case .boolean(let boolean): boolean ? 1 : 0
    case .party(let actor): Int64(bitPattern: actor.number)
    case .nobody: 0
    case .duration(let duration):
      duration.isInBounds ? duration.count << 3 | Int64(duration.unit.rawValue) : nil
    case .text, .choice, .digest, .list, .record: nil
    }
  }

  /// Nil where the slot is out of the type's bounds, or the type needs more than a slot.
  public init?(slot: Int64, type: ValueType) {
    switch type {
    case .money: self = .money(Money(fen: slot))
    case .integer: self = .integer(slot)
    case .rate: self = .rate(Rate(millionths: slot))
    case .dailyRate: self = .dailyRate(Rate(millionths: slot))
    case .date:
      guard let day = Day(number: slot) else { return nil }
      self = .date(day)
    case .time:
      guard let instant = Instant(seconds: slot) else { return nil }
      self = .time(instant)
    case .boolean: self = .boolean(slot != 0)
    case .party: self = slot == 0 ? .nobody : .party(ActorNumber(UInt64(bitPattern: slot)))
    case .nobody: self = .nobody
    case .duration:
      guard let unit = Duration.Unit(rawValue: UInt8(slot & 7)) else { return nil }
      self = .duration(Duration(slot >> 3, unit))
    case .text, .choice, .digest, .list, .record: return nil
    }
  }
}

extension Value: CustomStringConvertible {
  /// As a reader writes it, the same in every language; a party by its number.
  public var description: String {
    switch self {
    case .money(let money): "¥\(money)"
    case .integer(let integer): "\(integer)"
    case .rate(let rate): "\(rate)"
    case .dailyRate(let rate): "\(rate) a day"
    case .date(let day): "\(day)"
    case .time(let instant): "\(instant)"
    case .duration(let duration): "\(duration)"
    case .boolean(let boolean): "\(boolean)"
    case .text(let text), .choice(let text): text
    case .digest(let digest): "\(digest)"
    case .party(let actor): "#\(actor.number)"
    case .nobody: "none"
    case .list(let values): "[\(values.map(\.description).joined(separator: ", "))]"
    case .record(let values): "(\(values.map(\.description).joined(separator: ", ")))"
    }
  }
}
