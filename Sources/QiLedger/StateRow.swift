internal import QiValues

/// A row of fixed size as docs/chain-format.md §8 lays it out.
protocol StateRow {
  /// In bytes.
  static var size: Int { get }
  /// What the row adds to the sum of money of its page.
  var money: Money { get }
  /// Writes the row's `size` bytes from `offset` on; reserved bytes are zero already.
  func store(into page: inout MutableRawSpan, at offset: Int)
}

extension MutableRawSpan {
  mutating func store<Number: FixedWidthInteger & BitwiseCopyable>(_ number: Number, at offset: Int)
  {
    storeBytes(of: number.littleEndian, toByteOffset: offset, as: Number.self)
  }
}
