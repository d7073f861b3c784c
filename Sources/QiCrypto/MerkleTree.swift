public import QiValues

/// The tree over the entries of a block (docs/chain-format.md §§1, 7): a leaf is the digest of up
/// to 16 rows, neighbours join left to right, and the last node of an odd level rises unchanged.
public struct MerkleTree: Sendable {
  public static let rowsPerLeaf = 16

  private let levels: [[Digest]]
  private let rowSize: Int

  /// `rows` holds whole rows of `rowSize` bytes, one after the other.
  public init(rows: RawSpan, rowSize: Int, using sm3: inout SM3) {
    precondition(rows.byteCount % rowSize == 0, "rows are whole")
    let leafSize = rowSize * MerkleTree.rowsPerLeaf
    var level: [Digest] = []
    for start in stride(from: 0, to: rows.byteCount, by: leafSize) {
      let end = min(start + leafSize, rows.byteCount)
      level.append(sm3.digest(.entryLeaf, rows.extracting(start..<end)))
    }
    var levels = [level]
    while level.count > 1 {
      level = MerkleTree.level(above: level, using: &sm3)
      levels.append(level)
    }
    self.levels = levels
    self.rowSize = rowSize
  }

  /// 32 zero bytes where there are no rows.
  public var root: Digest { levels.last?.first ?? .zero }

  /// Nil where there is no such row. `rows` are those the tree was made of.
  public func proof(ofRow row: Int, in rows: [UInt8]) -> MerkleProof? {
    let rowCount = rows.count / rowSize
    guard 0..<rowCount ~= row else { return nil }
    var index = row / MerkleTree.rowsPerLeaf
    let first = index * MerkleTree.rowsPerLeaf
    let end = min(first + MerkleTree.rowsPerLeaf, rowCount)
    var neighbours: [Digest] = []
    for level in levels {
      if index ^ 1 < level.count { neighbours.append(level[index ^ 1]) }
      index /= 2
    }
    return MerkleProof(
      row: row, rowCount: rowCount,
      leafMates: Array(
        rows[first * rowSize..<row * rowSize] + rows[(row + 1) * rowSize..<end * rowSize]),
      neighbours: neighbours)
  }

  private static func level(above below: [Digest], using sm3: inout SM3) -> [Digest] {
    var level: [Digest] = []
    level.reserveCapacity((below.count + 1) / 2)
    for left in stride(from: 0, to: below.count, by: 2) {
      guard left + 1 < below.count else {
        level.append(below[left])
        break
      }
      level.append(sm3.entryNode(below[left], below[left + 1]))
    }
    return level
  }
}

extension SM3 {
  mutating func entryNode(_ left: Digest, _ right: Digest) -> Digest {
    begin(.entryNode)
    absorb(left)
    absorb(right)
    return finish()
  }
}
