/// The tree over the pages of one section of the state (docs/chain-format.md §9). Only what lies
/// above changed pages is digested again.
public struct SumTree: Sendable {
  // Pages first, the root last; always at least the level of pages.
  private var levels: [[SumNode]] = [[]]
  private var changed: [Int] = []

  public init() {}

  public var pageCount: Int { levels[0].count }

  /// Pages are numbered from 0 without gaps: the number is at most `pageCount`.
  public mutating func update(page: Int, to node: SumNode) {
    precondition(0...pageCount ~= page, "pages have no gaps")
    if page == pageCount { levels[0].append(node) } else { levels[0][page] = node }
    changed.append(page)
  }

  /// Takes in all updates since the last call. After an overflow they stay pending: the next call
  /// tries again.
  public mutating func root(using sm3: inout SM3) throws(SumOverflow) -> SumNode {
    changed.sort()
    var below = changed
    var height = 0
    while levels[height].count > 1 {
      if height + 1 == levels.count { levels.append([]) }
      below = SumTree.parents(of: below)
      try rehash(below, at: height + 1, using: &sm3)
      height += 1
    }
    changed.removeAll(keepingCapacity: true)
    return levels[height].first ?? .empty
  }

  // Nodes ascend, so those that are new append in order.
  private mutating func rehash(
    _ nodes: [Int], at height: Int, using sm3: inout SM3
  ) throws(SumOverflow) {
    let width = levels[height - 1].count
    for index in nodes {
      let left = levels[height - 1][2 * index]
      let node =
        2 * index + 1 < width
        ? try SumNode(left, levels[height - 1][2 * index + 1], using: &sm3) : left
      if index < levels[height].count {
        levels[height][index] = node
      } else {
        levels[height].append(node)
      }
    }
  }

  private static func parents(of nodes: [Int]) -> [Int] {
    var parents: [Int] = []
    for node in nodes where parents.last != node / 2 { parents.append(node / 2) }
    return parents
  }
}
