/// Values as the machine keeps them: one 64-bit slot, its type known beforehand. Texts, and what is
/// made of several values, need more than this.
extension Value {
  /// Fen, a count, millionths, a day's number, seconds, 0 or 1, an actor's number. Nil for what no
  /// slot can hold.
  public var slot: Int64? {
    switch self {
    case .money(let money): money.fen
    case .integer(let integer): integer
    case .rate(let rate), .dailyRate(let rate): rate.millionths
    case .date(let day): Int64(day.number)
    case .time(let instant): instant.seconds
    case .boolean(let boolean): boolean ? 1 : 0
    case .party(let actor): Int64(bitPattern: actor.number)
    case .duration, .text, .digest, .list, .record: nil
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
    case .party: self = .party(ActorNumber(UInt64(bitPattern: slot)))
    case .duration, .text, .digest, .list, .record: return nil
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
    case .duration(let duration): "\(duration.count) \(duration.unit)"
    case .boolean(let boolean): "\(boolean)"
    case .text(let text): text
    case .digest(let digest): "\(digest)"
    case .party(let actor): "#\(actor.number)"
    case .list(let values): "[\(values.map(\.description).joined(separator: ", "))]"
    case .record(let values): "(\(values.map(\.description).joined(separator: ", ")))"
    }
  }
}
