/// Which pages of a section of state were written since the set was last emptied. A page is 64
/// neighbouring rows (docs/chain-format.md §9). Marking costs a few nanoseconds and allocates only
/// while the section or the set grows.
public struct DirtyPages: Sendable {
  public static let rowsPerPage = 64

  /// Every marked page once, in the order of first marking.
  public private(set) var pages: [UInt32] = []
  private var bits: [UInt64] = []

  public init() {}

  /// Row numbers are those of the section, from 0 to 2^38 − 1: a page number is 32 bits wide.
  public mutating func mark(row: Int) { mark(page: UInt32(row / DirtyPages.rowsPerPage)) }

  public mutating func mark(page: UInt32) {
    let word = Int(page >> 6)
    let bit = UInt64(1) << UInt64(page & 63)
    while word >= bits.count { bits.append(0) }
    if bits[word] & bit != 0 { return }
    bits[word] |= bit
    pages.append(page)
  }

  /// Keeps its storage: costs as much as there are pages marked, not as there are rows.
  public mutating func removeAll() {
    for page in pages { bits[Int(page >> 6)] = 0 }
    pages.removeAll(keepingCapacity: true)
  }
}
