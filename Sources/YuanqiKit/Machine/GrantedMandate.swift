import QiValues

/// A mandate of one instance, from one wallet, and what was taken under it.
struct GrantedMandate {
  /// Among the mandates of the contract, from 0.
  let place: Int
  let granter: ActorNumber
  let most: Money
  let period: Period
  /// The first moment at which it is not in force.
  let until: Instant
  /// Of the period that begins with that day.
  var used = Money.zero
  var firstDay: Int32 = 0
  var isRevoked = false

  /// Of one that is in force. Refuses with `mandate-exceeded` more than is left of the period.
  mutating func draw(_ sum: Money, at now: Instant) throws(Refusal) {
    let first = period.firstDay(around: now.day)
    let used = first == firstDay ? used : .zero
    let (total, overflow) = used.fen.addingReportingOverflow(sum.fen)
    if overflow || total > most.fen {
      throw Refusal(
        .mandateExceeded, (.needed, .money(sum)), (.limit, .money(most)), (.used, .money(used)),
        (.mandate, .integer(Int64(place + 1))), (.granter, .party(granter)))
    }
    self.used = Money(fen: total)
    firstDay = first
  }

  /// Refuses with `mandate-revoked` where it is revoked or has ended.
  func checkInForce(at now: Instant) throws(Refusal) {
    if !isRevoked, now < until { return }
    var refusal = Refusal(
      .mandateRevoked, (.mandate, .integer(Int64(place + 1))), (.granter, .party(granter)))
    if !isRevoked { refusal.facts.insert((.deadline, .time(until)), at: 0) }
    throw refusal
  }

  /// docs/chain-format.md §8.
  func write(to writer: inout ByteWriter) {
    writer.write(used.fen)
    writer.write(firstDay)
    writer.write(UInt8(isRevoked ? 1 : 0))
  }
}
