public import QiValues

/// One of the eight sections of the state (docs/chain-format.md §8).
public struct StateSection: Hashable, Sendable {
  public static let count = 8
  public static let rowsPerPage = 64

  public static let empty = StateSection(rowCount: 0, root: .empty)

  public let rowCount: UInt64
  public let root: SumNode

  public init(rowCount: UInt64, root: SumNode) {
    self.rowCount = rowCount
    self.root = root
  }
}

/// The digest that stands for a whole state (docs/chain-format.md §9), from all eight sections in
/// order.
public func stateRoot(of sections: [StateSection], using sm3: inout SM3) -> Digest {
  precondition(sections.count == StateSection.count, "a state has eight sections")
  sm3.begin(.stateRoot)
  for section in sections {
    sm3.absorb(section.rowCount)
    sm3.absorb(section.root.digest)
    sm3.absorb(section.root.sum)
  }
  return sm3.finish()
}
