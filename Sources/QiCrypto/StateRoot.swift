public import QiValues

/// One of the nine sections of the state (docs/chain-format.md §8).
public struct StateSection: Hashable, Sendable {
  public static let count = 9
  /// The state root leaves a section behind these out where it has no rows.
  static let always = 8
  public static let rowsPerPage = 64

  public static let empty = StateSection(rowCount: 0, root: .empty)

  public let rowCount: UInt64
  public let root: SumNode

  public init(rowCount: UInt64, root: SumNode) {
    self.rowCount = rowCount
    self.root = root
  }
}

/// The digest that stands for a whole state (docs/chain-format.md §9), from all nine sections in
/// order.
public func stateRoot(of sections: [StateSection], using sm3: inout SM3) -> Digest {
  precondition(sections.count == StateSection.count, "a state has nine sections")
  sm3.begin(.stateRoot)
  for (number, section) in sections.enumerated()
  where number < StateSection.always || section.rowCount > 0 {
    sm3.absorb(section.rowCount)
    sm3.absorb(section.root.digest)
    sm3.absorb(section.root.sum)
  }
  return sm3.finish()
}
