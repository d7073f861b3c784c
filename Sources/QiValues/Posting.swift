/// A side of the ledger: the kind in the highest byte, the number in the seven below
/// (docs/chain-format.md §3).
public struct Account: Hashable, Sendable {
  public enum Kind: UInt8, Sendable {
    case wallet = 1
    case hold, unclaimed, issuance
  }

  public let rawValue: UInt64

  /// A number beyond 2^56 − 1 becomes that one, which nothing is ever numbered: it must not pass
  /// for another's account.
  public init(_ kind: Kind, _ number: UInt64) {
    rawValue = UInt64(kind.rawValue) << 56 | min(number, Account.numberMask)
  }

  /// Nil where the kind is unknown.
  public init?(rawValue: UInt64) {
    guard Kind(rawValue: UInt8(rawValue >> 56)) != nil else { return nil }
    self.rawValue = rawValue
  }

  public static func wallet(_ actor: ActorNumber) -> Account { Account(.wallet, actor.number) }

  public static func unclaimed(_ holder: ActorNumber) -> Account {
    Account(.unclaimed, holder.number)
  }

  public static func issuance(_ actor: ActorNumber) -> Account { Account(.issuance, actor.number) }

  public static func hold(_ number: Int) -> Account { Account(.hold, UInt64(number)) }

  public var kind: Kind { Kind(rawValue: UInt8(rawValue >> 56)) ?? .wallet }
  public var number: UInt64 { rawValue & Account.numberMask }
  public var index: Int { Int(number) }

  private static let numberMask: UInt64 = (1 << 56) - 1
}

/// One signed leg of a journal entry: a positive amount is the account's gain.
public struct Posting: Hashable, Sendable {
  public let account: Account
  public let amount: Money

  public init(_ account: Account, _ amount: Money) {
    self.account = account
    self.amount = amount
  }
}
