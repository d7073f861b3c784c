public import QiValues

/// Money set aside for a contract, on its owner's wallet (a pot, in the language): section 1 of the
/// state.
public struct HoldRow: Hashable, Sendable {
  /// The contract, by order of its deployment or proposal, from 1.
  public let instance: UInt64
  /// From 0: those of one owner in the order of the source, then those of many.
  public let pot: UInt32
  /// A wallet: whose money this is until a clause pays it out.
  public let owner: ActorNumber
  /// Never negative.
  public internal(set) var amount = Money.zero
}

/// What there is one hold of: an owner's in a pot of a contract.
struct HoldKey: Hashable {
  let instance: UInt64
  let pot: UInt32
  let owner: ActorNumber
}

extension HoldRow: StateRow {
  static let size = 32
  var money: Money { amount }

  func store(into page: inout MutableRawSpan, at offset: Int) {
    page.store(instance, at: offset)
    page.store(pot, at: offset + 8)
    page.store(owner.number, at: offset + 16)
    page.store(amount.fen, at: offset + 24)
  }
}
