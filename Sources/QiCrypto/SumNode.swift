public import QiValues

/// A node of the state tree: what stands below it, and how much money (docs/chain-format.md §9).
public struct SumNode: Hashable, Sendable {
  public let digest: Digest
  /// Fen; negative where issuance outweighs.
  public let sum: Int64

  /// Of a section without rows.
  public static let empty = SumNode(digest: .zero, sum: 0)

  public init(digest: Digest, sum: Int64) {
    self.digest = digest
    self.sum = sum
  }

  /// Of a page: up to 64 rows of a section, in their bytes, and the money in them in fen.
  public init(
    section: UInt8, page: UInt32, rows: RawSpan, sum: Int64, using sm3: inout SM3
  ) {
    sm3.begin(.page)
    sm3.absorb(section)
    sm3.absorb(page)
    sm3.absorb(rows)
    digest = sm3.finish()
    self.sum = sum
  }

  /// Of two neighbours.
  init(_ left: SumNode, _ right: SumNode, using sm3: inout SM3) throws(SumOverflow) {
    let (sum, overflow) = left.sum.addingReportingOverflow(right.sum)
    if overflow { throw SumOverflow() }
    sm3.begin(.pageNode)
    sm3.absorb(left.digest)
    sm3.absorb(left.sum)
    sm3.absorb(right.digest)
    sm3.absorb(right.sum)
    digest = sm3.finish()
    self.sum = sum
  }
}

/// The money below a node leaves ±2^63 fen, so the state has no root.
public struct SumOverflow: Error, Hashable, Sendable {}
