public import QiValues

/// An order of a court that freezes a wallet (冻结令). Half-open: at `until` it has ended.
public struct FreezeOrder: Hashable, Sendable {
  public let name: String
  public let until: Instant

  public init(_ name: String, until: Instant) {
    self.name = name
    self.until = until
  }

  public func stands(at now: Instant) -> Bool { now < until }

  /// Byte by byte: `==` takes texts for equal that a reader of the chain tells apart.
  func isNamed(_ name: String) -> Bool { self.name.utf8.elementsEqual(name.utf8) }
}

/// What orders do to one wallet: section 8 of the state, whose rows name their orders by a digest.
public struct FreezeRow: Sendable {
  public let wallet: ActorNumber
  /// In order of placing. Those that have ended stay until another is placed or lifted.
  public internal(set) var orders: [FreezeOrder] = []
  /// What went unclaimed because of the freeze; of no meaning once it has lifted.
  public internal(set) var withheld = Money.zero

  /// When the last of the orders ends; nil where none stands.
  func frozenUntil(at now: Instant) -> Instant? {
    orders.lazy.filter { $0.stands(at: now) }.map(\.until).max()
  }
}
