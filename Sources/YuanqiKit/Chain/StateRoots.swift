import QiChain
import QiCrypto
import QiLedger
import QiValues

/// Decides which blocks are checkpoints and what root each header carries (docs/chain-format.md
/// §9). It follows from the pages written alone.
struct StateRoots {
  private static let mostPagesAtOnce = 64
  private static let writesPerPage = 256
  private static let lag: UInt64 = 8

  private var trees = [SumTree](repeating: SumTree(), count: StateSection.count)
  private var dirty = [DirtyPages](repeating: DirtyPages(), count: StateSection.count)
  /// D: different pages written since the last checkpoint.
  private var pages = 0
  /// S: pages written, summed over blocks.
  private var writes = 0
  private var waiting: (height: UInt64, mark: StateMark)?
  private(set) var carried: StateMark?

  /// Takes in what the block at that height wrote, and gives the mark its header carries.
  mutating func mark(
    at height: UInt64, isEmpty: Bool, _ machine: inout StateMachine
  ) throws(SumOverflow) -> StateMark? {
    takeIn(&machine)
    if pages <= StateRoots.mostPagesAtOnce || isEmpty {
      carried = StateMark(height: height, root: try root(&machine))
      waiting = nil
      return carried
    }
    if let due = waiting, due.height == height {
      carried = due.mark
      waiting = nil
    }
    if writes >= StateRoots.writesPerPage * pages {
      waiting = (height + StateRoots.lag, StateMark(height: height, root: try root(&machine)))
    }
    return carried
  }

  private mutating func takeIn(_ machine: inout StateMachine) {
    for section in SectionNumber.allCases {
      let index = Int(section.rawValue)
      let before = dirty[index].pages.count
      let written = machine.dirtyPages(of: section)
      for page in written { dirty[index].mark(page: page) }
      pages += dirty[index].pages.count - before
      writes += written.count
    }
    machine.clearDirtyPages()
  }

  private mutating func root(_ machine: inout StateMachine) throws(SumOverflow) -> Digest {
    var sections = [StateSection](repeating: .empty, count: StateSection.count)
    var bytes: [UInt8] = []
    for section in SectionNumber.allCases {
      let index = Int(section.rawValue)
      // Ascending, because new pages append to the tree.
      for page in dirty[index].pages.sorted() {
        bytes.removeAll(keepingCapacity: true)
        let sum = machine.appendPage(page, of: section, to: &bytes)
        let node = SumNode(
          section: section.rawValue, page: page, rows: bytes.span.bytes, sum: sum.fen,
          using: &machine.sm3)
        trees[index].update(page: Int(page), to: node)
      }
      dirty[index].removeAll()
      sections[index] = StateSection(
        rowCount: UInt64(machine.rowCount(of: section)),
        root: try trees[index].root(using: &machine.sm3))
    }
    pages = 0
    writes = 0
    return stateRoot(of: sections, using: &machine.sm3)
  }
}
