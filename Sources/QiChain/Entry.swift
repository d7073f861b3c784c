public import QiValues

/// A transaction with its outcome, as a block keeps it (docs/chain-format.md §6). What does not fit
/// into its 88 bytes lies in its side item.
public struct Entry: Hashable, Sendable {
  public static let byteCount = 88

  public var actor: ActorNumber
  public var sequence: UInt64
  public var kind: TransactionKind
  /// Nil where the transaction was done.
  public var reason: Reason?
  /// An actor's, template's, instance's or holder's number, by kind; 0 where there is none.
  public var target: UInt64
  public var amount: Money
  public var actorBalance: Money
  public var targetBalance: Money
  /// Zero where there is no side item.
  public var sideDigest: Digest

  public init(
    actor: ActorNumber, sequence: UInt64, kind: TransactionKind, reason: Reason? = nil,
    target: UInt64 = 0, amount: Money = .zero, actorBalance: Money = .zero,
    targetBalance: Money = .zero, sideDigest: Digest = .zero
  ) {
    self.actor = actor
    self.sequence = sequence
    self.kind = kind
    self.reason = reason
    self.target = target
    self.amount = amount
    self.actorBalance = actorBalance
    self.targetBalance = targetBalance
    self.sideDigest = sideDigest
  }
}

/// What is wrong with an entry or its side item.
public enum EntryFault: Error, Hashable, Sendable {
  case unknownKind(UInt16)
  case unknownReason(UInt16)
  case reservedNotZero
  /// Another entry follows although the side area has reached its limit.
  case afterSideLimit
  /// The side area ends before the item does.
  case sideItemCutShort
  case sideDigest(stated: Digest, computed: Digest)
  /// Counted in bytes from the start of the side item.
  case sideItemMalformed(offset: Int)
  /// Refused without a receipt that says so, or done with one that says refused.
  case receiptContradictsReason
}
