public import QiValues

/// Money set aside for a contract, on its owner's wallet (a pot, in the language): section 1 of the
/// state.
public struct HoldRow: Hashable, Sendable {
  /// The contract, by order of its deployment or proposal, from 1.
  public let instance: UInt64
  /// The place of its declaration in the contract, from 0.
  public let pot: UInt32
  /// A wallet: whose money this is until a clause pays it out.
  public let owner: ActorNumber
  /// Never negative.
  public internal(set) var amount = Money.zero
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
