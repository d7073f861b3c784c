import QiChain
import QiCrypto
import QiLedger
import Testing

@testable import YuanqiKit

extension Platform {
  /// The state root from every row, by the page that defines it and nothing else
  /// (docs/chain-format.md §9).
  func naiveStateRoot() throws -> Digest {
    var sm3 = try SM3()
    var all = ByteWriter()
    for section in 0..<9 {
      guard let number = SectionNumber(rawValue: UInt8(section)) else {
        all.write(zeros: 48)
        continue
      }
      let count = machine.rowCount(of: number)
      if section >= 8, count == 0 { continue }
      var nodes: [(digest: Digest, sum: Int64)] = []
      for page in 0..<(count + 63) / 64 {
        var rows: [UInt8] = []
        let sum = machine.appendPage(UInt32(page), of: number, to: &rows)
        var bytes = ByteWriter()
        bytes.write(UInt8(section))
        bytes.write(UInt32(page))
        bytes.write(raw: rows)
        nodes.append((sm3.digest(.page, bytes.bytes), sum.fen))
      }
      while nodes.count > 1 {
        nodes = stride(from: 0, to: nodes.count, by: 2).map { left in
          guard left + 1 < nodes.count else { return nodes[left] }
          var bytes = ByteWriter()
          for node in nodes[left...left + 1] {
            bytes.write(node.digest)
            bytes.write(node.sum)
          }
          return (
            sm3.digest(.pageNode, bytes.bytes), nodes[left].sum + nodes[left + 1].sum
          )
        }
      }
      all.write(UInt64(count))
      all.write(nodes.first?.digest ?? .zero)
      all.write(nodes.first?.sum ?? 0)
    }
    return sm3.digest(.stateRoot, all.bytes)
  }
}

@Suite struct CheckpointTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func rootsKeptUpAreRootsComputedAnew(seed: UInt64) throws {
    var town = try Town(seed: seed)
    for step in 0..<200 {
      try town.step()
      guard step % 20 == 0 else { continue }
      try town.platform.closeBlock()
      #expect(
        try town.platform.stateRoot?.root == town.platform.naiveStateRoot(),
        "seed \(seed), step \(step)")
    }
  }

  /// A platform with so many wallets, 64 to a page.
  private func populated(_ wallets: Int) throws -> Platform {
    let platform = try Platform(begin: at("2026-03-01"))
    let bank = try platform.openOperator("工行")
    for index in 0..<wallets {
      _ = try platform.openWallet("户\(index)", .corporate, at: bank)
    }
    try platform.close()
    return platform
  }

  /// A payment of nothing in each of the pages, which writes them: wallet 64·p to wallet 64·p + 1.
  private func write(pages: Range<UInt64>, _ platform: Platform) throws {
    let batch = pages.map {
      Payment(.zero, from: ActorNumber(64 * $0 + 5), to: ActorNumber(64 * $0 + 6))
    }
    #expect(try platform.pay(batch) == [Reason?](repeating: nil, count: batch.count))
    try platform.closeBlock()
  }

  @Test func sixtyFourPagesAreACheckpointAndSixtyFiveAreNot() throws {
    let platform = try populated(64 * 70)
    let opened = try #require(platform.stateRoot)
    #expect(opened.height == platform.head?.height)
    try write(pages: 0..<64, platform)
    #expect(platform.stateRoot?.height == platform.head?.height)
    #expect(try platform.stateRoot?.root == platform.naiveStateRoot())
    let last = platform.stateRoot

    try write(pages: 0..<65, platform)
    #expect(platform.stateRoot == last)
    // Pages written in an earlier block still count.
    try write(pages: 0..<1, platform)
    #expect(platform.stateRoot == last)
    let head = try #require(platform.head)

    // Closing appends one block without entries, once.
    try platform.close()
    #expect(platform.head?.height == head.height + 1)
    #expect(platform.stateRoot?.height == head.height + 1)
    #expect(try platform.stateRoot?.root == platform.naiveStateRoot())
    try platform.close()
    #expect(platform.head?.height == head.height + 1)
    try write(pages: 0..<3, platform)
    #expect(platform.stateRoot?.height == head.height + 2)
    #expect(try platform.verify() == platform.head)
  }

  /// 65 pages in each of 256 blocks: S is then 256·D, and the root is carried 8 blocks higher.
  @Test func aRootIsCarriedEightBlocksLater() throws {
    let platform = try populated(64 * 66)
    let last = platform.stateRoot
    for _ in 0..<256 { try write(pages: 0..<65, platform) }
    let checkpoint = try #require(platform.head?.height)
    let root = try platform.naiveStateRoot()
    #expect(platform.stateRoot == last)
    for _ in 1..<8 { try write(pages: 0..<65, platform) }
    #expect(platform.stateRoot == last)
    try write(pages: 0..<65, platform)
    #expect(platform.stateRoot == StateMark(height: checkpoint, root: root))
    try platform.close()
    #expect(try platform.verify() == platform.head)
  }

  /// A block in between that carries its own root comes first, and the other is dropped.
  @Test func aRootOfItsOwnGoesBeforeOneThatWaits() throws {
    let platform = try populated(64 * 66)
    for _ in 0..<256 { try write(pages: 0..<65, platform) }
    let checkpoint = try #require(platform.head?.height)
    try write(pages: 0..<2, platform)
    #expect(platform.stateRoot?.height == checkpoint + 1)
    let own = platform.stateRoot
    for _ in 2...8 { try write(pages: 0..<65, platform) }
    #expect(platform.head?.height == checkpoint + 8)
    #expect(platform.stateRoot == own)
    try platform.close()
    #expect(try platform.verify() == platform.head)
  }

  /// Blocks full of payments among many wallets: hashing state stays a bounded share of writing it.
  @Test(.enabled(if: isLong)) func tenThousandWallets() throws {
    let platform = try populated(10_000)
    var random = SplitMix(state: 11)
    var heights: Set<UInt64> = []
    for _ in 0..<600 {
      let batch = (0..<8_190).map { _ in
        Payment(
          .zero, from: ActorNumber(UInt64(3 + random.below(10_000))),
          to: ActorNumber(UInt64(3 + random.below(10_000))))
      }
      try platform.pay(batch)
      try platform.closeBlock()
      heights.formUnion(platform.stateRoot.map { [$0.height] } ?? [])
    }
    // One from the opening, and one for each 256 blocks that write all 157 pages.
    #expect(heights.count == 3)
    try platform.close()
    #expect(try platform.stateRoot?.root == platform.naiveStateRoot())
    #expect(try platform.verify() == platform.head)
  }
}
