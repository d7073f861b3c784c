public import QiValues

/// The caps of one publication, by kind and class of wallet (docs/chain-format.md §12). Where a
/// kind and class has no row it has no caps.
public struct Limits: Hashable, Sendable {
  /// Caps include the number itself: ¥2,000.00 passes a cap of ¥2,000.00. Nil is no cap.
  public struct Row: Hashable, Sendable {
    public let kind: WalletKind
    /// 1…4 for personal wallets, 0 for corporate ones.
    public let walletClass: UInt8
    /// Of what a wallet may have after it was paid.
    public let balance: Money?
    /// Of one payment out.
    public let payment: Money?
    /// Of all payments out in a calendar day, in UTC+8.
    public let day: Money?
    /// Of all payments out in a calendar year, in UTC+8.
    public let year: Money?

    public init(
      _ kind: WalletKind, class walletClass: UInt8, balance: Money? = nil, payment: Money? = nil,
      day: Money? = nil, year: Money? = nil
    ) {
      self.kind = kind
      self.walletClass = walletClass
      self.balance = balance
      self.payment = payment
      self.day = day
      self.year = year
    }

    var caps: [Money?] { [balance, payment, day, year] }
    var order: UInt16 { UInt16(kind.rawValue) << 8 | UInt16(walletClass) }
  }

  public let firstDay: Day
  /// Ascending by kind, then class.
  public let rows: [Row]

  /// Refuses with `bad-argument` a class its kind does not have, a kind and class given twice, and
  /// a cap below zero. Rows may come in any order.
  public init(from firstDay: Day, _ rows: [Row]) throws(Refusal) {
    let sorted = rows.sorted { $0.order < $1.order }
    let valid = sorted.allSatisfy { row in
      row.kind.admits(class: row.walletClass)
        && row.caps.allSatisfy { ($0 ?? .zero) >= .zero }
    }
    guard valid, zip(sorted, sorted.dropFirst()).allSatisfy({ $0.order < $1.order }) else {
      throw Refusal(.badArgument)
    }
    self.firstDay = firstDay
    self.rows = sorted
  }
}
