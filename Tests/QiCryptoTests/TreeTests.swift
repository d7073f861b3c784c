import QiValues
import Testing

@testable import QiCrypto

@Suite struct TreeTests {
  private let rowSize = 8

  private func rows(_ count: Int) -> [UInt8] {
    (0..<count).flatMap { row in
      withUnsafeBytes(of: UInt64(row).littleEndian) { Array($0) }
    }
  }

  /// By the words of docs/chain-format.md §1.
  private func naiveRoot<Node>(_ nodes: [Node], _ join: (Node, Node) throws -> Node) rethrows
    -> Node?
  {
    var level = nodes
    while level.count > 1 {
      level = try stride(from: 0, to: level.count, by: 2).map { left in
        left + 1 < level.count ? try join(level[left], level[left + 1]) : level[left]
      }
    }
    return level.first
  }

  @Test(arguments: [0, 1, 15, 16, 17, 32, 33, 47, 48, 49, 80, 8190])
  func entriesRoot(_ count: Int) throws {
    var sm3 = try SM3()
    let bytes = rows(count)
    let tree = MerkleTree(rows: bytes.span.bytes, rowSize: rowSize, using: &sm3)
    let leaves = try stride(from: 0, to: bytes.count, by: 16 * rowSize).map {
      try SM3.digest(.entryLeaf, Array(bytes[$0..<min($0 + 16 * rowSize, bytes.count)]))
    }
    let expected = try naiveRoot(leaves) { try SM3.digest(.entryNode, $0.bytes + $1.bytes) }
    #expect(tree.root == expected ?? .zero)
  }

  @Test(arguments: [1, 16, 17, 33, 48, 100])
  func everyRowHasAProofAndNoOther(_ count: Int) throws {
    var sm3 = try SM3()
    let bytes = rows(count)
    let tree = MerkleTree(rows: bytes.span.bytes, rowSize: rowSize, using: &sm3)
    for row in 0..<count {
      let proof = try #require(tree.proof(ofRow: row, in: bytes))
      var own = Array(bytes[row * rowSize..<(row + 1) * rowSize])
      #expect(proof.root(with: own, using: &sm3) == tree.root)
      own[0] ^= 1
      #expect(proof.root(with: own, using: &sm3) != tree.root)
    }
    #expect(tree.proof(ofRow: count, in: bytes) == nil)
    #expect(tree.proof(ofRow: -1, in: bytes) == nil)
  }

  @Test func proofsOfAnotherShapeProveNothing() throws {
    var sm3 = try SM3()
    let bytes = rows(40)
    let tree = MerkleTree(rows: bytes.span.bytes, rowSize: rowSize, using: &sm3)
    let good = try #require(tree.proof(ofRow: 20, in: bytes))
    let own = Array(bytes[160..<168])
    let bad = [
      MerkleProof(row: 20, rowCount: 40, leafMates: good.leafMates, neighbours: []),
      MerkleProof(
        row: 20, rowCount: 40, leafMates: good.leafMates, neighbours: good.neighbours + [.zero]),
      MerkleProof(
        row: 20, rowCount: 40, leafMates: good.leafMates.dropLast(), neighbours: good.neighbours),
      MerkleProof(
        row: 40, rowCount: 40, leafMates: good.leafMates, neighbours: good.neighbours),
    ]
    for proof in bad { #expect(proof.root(with: own, using: &sm3) == nil) }
    let moved = MerkleProof(
      row: 21, rowCount: 40, leafMates: good.leafMates, neighbours: good.neighbours)
    #expect(moved.root(with: own, using: &sm3) != tree.root)
  }

  @Test func sumTreeIsWhatHashingEverythingGives() throws {
    var sm3 = try SM3()
    var random = SplitMix(state: 2026)
    var tree = SumTree()
    var pages: [SumNode] = []
    for _ in 0..<60 {
      for _ in 0..<Int.random(in: 0...9, using: &random) {
        let page = Int.random(in: 0...pages.count, using: &random)
        let number = UInt8.random(in: 0...255, using: &random)
        let node = SumNode(
          digest: try SM3.digest(.page, [number]),
          sum: Int64.random(in: -1000...1000, using: &random))
        if page == pages.count { pages.append(node) } else { pages[page] = node }
        tree.update(page: page, to: node)
      }
      let expected = try naiveRoot(pages) { try SumNode($0, $1, using: &sm3) }
      #expect(try tree.root(using: &sm3) == expected ?? .empty)
      #expect(tree.pageCount == pages.count)
    }
  }

  @Test func overflowingSumIsReportedUntilItIsGone() throws {
    var sm3 = try SM3()
    var tree = SumTree()
    for page in 0..<5 { tree.update(page: page, to: SumNode(digest: .zero, sum: .max / 4)) }
    #expect(throws: SumOverflow.self) { try tree.root(using: &sm3) }
    #expect(throws: SumOverflow.self) { try tree.root(using: &sm3) }
    var whole = SumTree()
    for page in 0..<5 {
      let node = SumNode(digest: .zero, sum: page < 2 ? -1 : .max / 4)
      tree.update(page: page, to: node)
      whole.update(page: page, to: node)
    }
    #expect(try tree.root(using: &sm3) == whole.root(using: &sm3))
  }
}

/// Sebastiano Vigna's SplitMix64: the same numbers in every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }
}
