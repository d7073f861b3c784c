public import QiValues

/// Shows that a row stands in a block to somebody who has only the block's header.
public struct MerkleProof: Hashable, Sendable {
  /// From 0.
  public let row: Int
  /// Of the whole block: the header states it, and it fixes the shape of the tree.
  public let rowCount: Int
  /// The other rows of the row's leaf, in order.
  public let leafMates: [UInt8]
  /// From the leaf upward; a level where the node rises unchanged has none.
  public let neighbours: [Digest]

  public init(row: Int, rowCount: Int, leafMates: [UInt8], neighbours: [Digest]) {
    self.row = row
    self.rowCount = rowCount
    self.leafMates = leafMates
    self.neighbours = neighbours
  }

  /// The root the tree has if the row stands where the proof says; compare it, and `rowCount`, with
  /// the header. Nil where the proof is not of the shape such a tree has.
  public func root(with bytes: [UInt8], using sm3: inout SM3) -> Digest? {
    guard 0..<rowCount ~= row else { return nil }
    var index = row / MerkleTree.rowsPerLeaf
    let first = index * MerkleTree.rowsPerLeaf
    let mates = min(MerkleTree.rowsPerLeaf, rowCount - first) - 1
    guard leafMates.count == mates * bytes.count else { return nil }
    var leaf = leafMates
    leaf.insert(contentsOf: bytes, at: (row - first) * bytes.count)
    var digest = sm3.digest(.entryLeaf, leaf)

    var width = (rowCount - 1) / MerkleTree.rowsPerLeaf + 1
    var above = neighbours[...]
    while width > 1 {
      if index ^ 1 < width {
        guard let neighbour = above.popFirst() else { return nil }
        digest =
          index % 2 == 0
          ? sm3.entryNode(digest, neighbour) : sm3.entryNode(neighbour, digest)
      }
      index /= 2
      width = (width + 1) / 2
    }
    return above.isEmpty ? digest : nil
  }
}
