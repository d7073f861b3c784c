import QiChain
import YuanqiKit

/// A log that keeps nothing but the head: for figures of everything but keeping.
struct NoLog: BlockLog {
  private(set) var head: ChainHead?

  mutating func append(_ block: Block) throws(LogFailure) { head = block.head }

  func read(height: UInt64) throws(LogFailure) -> StoredBlock? { nil }
}

/// Wallets of all kinds at one operator, and payments between them.
struct Town {
  let platform: Platform
  let wallets: [ActorNumber]
  private var random = SplitMix(state: 1)

  /// The moment everything happens at.
  static func begin() throws -> Instant {
    guard let begin = Instant("2026-03-01 09:00") else { throw LogFailure.notFound }
    return begin
  }

  /// Half of the wallets are of class 4, the others of class 2, 3 and corporate. Each has ¥2,000.
  init(wallets count: Int, log: any BlockLog) throws {
    platform = try Platform(begin: Town.begin(), log: log)
    let bank = try platform.openOperator("工行")
    let types: [WalletType] = [
      .personal(class: 4), .personal(class: 2), .personal(class: 4), .personal(class: 3),
      .personal(class: 4), .corporate,
    ]
    var wallets: [ActorNumber] = []
    wallets.reserveCapacity(count)
    for index in 0..<count {
      wallets.append(
        try platform.openWallet("户\(index)", types[index % types.count], at: bank))
    }
    for wallet in wallets { try platform.issue(.yuan(2_000), by: bank, to: wallet) }
    try platform.closeBlock()
    self.wallets = wallets
  }

  /// Batches of ¥0.01 to ¥100.00 between any two.
  mutating func batches(_ count: Int, of size: Int) -> [[Payment]] {
    (0..<count).map { _ in
      (0..<size).map { _ in
        Payment(
          Money(fen: Int64(random.below(10_000) + 1)), from: wallets[random.below(wallets.count)],
          to: wallets[random.below(wallets.count)])
      }
    }
  }

  /// Enters the batches, a block each, and counts what was done.
  func pay(_ batches: [[Payment]]) throws -> Int {
    var done = 0
    for batch in batches {
      done += try platform.pay(batch).count { $0 == nil }
      try platform.closeBlock()
    }
    return done
  }
}
