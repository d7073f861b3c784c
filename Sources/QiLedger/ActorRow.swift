public import QiValues

/// Raw values are those of the chain format, §8.
public enum ActorKind: UInt8, Sendable {
  case time, centre, `operator`, personal, corporate, oracle
}

/// Raw values are those of the chain format, §§5 and 12.
public enum WalletKind: UInt8, Sendable {
  case personal = 3
  case corporate = 4

  var actorKind: ActorKind { self == .personal ? .personal : .corporate }

  /// Personal wallets have class 1 (一类, no caps) to 4 (四类, a phone number only); corporate ones
  /// have none, written 0.
  func admits(class number: UInt8) -> Bool {
    switch self {
    case .personal: 1...4 ~= number
    case .corporate: number == 0
    }
  }
}

/// One actor: section 0 of the state. A row is 64 bytes in memory as on the chain, and a wallet
/// has no other state.
public struct ActorRow: Hashable, Sendable {
  /// A wallet's balance, never negative; an operator's issuance, minus what it has issued and not
  /// redeemed: positive where its wallets redeemed more than it issued. Zero for others.
  public internal(set) var balance = Money.zero
  /// The sequence number of the actor's last transaction; 0 before the first.
  public internal(set) var lastSequence: UInt64 = 0
  /// Paid out in the calendar day `day`, in UTC+8.
  public internal(set) var paidInDay = Money.zero
  /// Paid out in the calendar year `year`, in UTC+8.
  public internal(set) var paidInYear = Money.zero
  /// Of the last payment out, as the number of a `Day`; 0 before it.
  public internal(set) var day: Int32 = 0
  /// Of the last payment out; 0 before it.
  public internal(set) var year: UInt16 = 0
  public let kind: ActorKind
  /// The class, with `closedBit` once the wallet is closed, `ordersBit` once an order was placed.
  private var classByte: UInt8
  /// Where the wallet was opened; 0 for everybody else.
  public let operatorNumber: ActorNumber
  /// The number of the holder's first wallet; 0 for everybody else.
  public let holder: ActorNumber
  /// What kind of merchant the wallet is, a number its operator attested; 0 where it did not.
  public internal(set) var attestedKind: UInt64 = 0

  init(
    _ kind: ActorKind, class walletClass: UInt8 = 0, at operatorNumber: ActorNumber = .time,
    holder: ActorNumber = .time
  ) {
    self.kind = kind
    classByte = walletClass
    self.operatorNumber = operatorNumber
    self.holder = holder
  }

  private static let closedBit: UInt8 = 0x80
  private static let ordersBit: UInt8 = 0x40

  /// 1…4 for personal wallets, 0 for everybody else.
  public var walletClass: UInt8 { classByte & ~(ActorRow.closedBit | ActorRow.ordersBit) }

  /// Of a closed wallet (已注销): it does nothing any more, and nothing comes into it.
  public var isClosed: Bool { classByte & ActorRow.closedBit != 0 }

  mutating func close() { classByte |= ActorRow.closedBit }

  /// Whether an order was ever placed on the wallet; whether one stands its `FreezeRow` says.
  var hasOrders: Bool { classByte & ActorRow.ordersBit != 0 }

  mutating func noteOrders() { classByte |= ActorRow.ordersBit }

  public var isWallet: Bool { kind == .personal || kind == .corporate }
}

extension ActorRow: StateRow {
  static let size = 64
  var money: Money { balance }

  func store(into page: inout MutableRawSpan, at offset: Int) {
    page.store(balance.fen, at: offset)
    page.store(lastSequence, at: offset + 8)
    page.store(paidInDay.fen, at: offset + 16)
    page.store(paidInYear.fen, at: offset + 24)
    page.store(day, at: offset + 32)
    page.store(year, at: offset + 36)
    page.store(kind.rawValue, at: offset + 38)
    page.store(classByte, at: offset + 39)
    page.store(operatorNumber.number, at: offset + 40)
    page.store(holder.number, at: offset + 48)
    page.store(attestedKind, at: offset + 56)
  }
}
