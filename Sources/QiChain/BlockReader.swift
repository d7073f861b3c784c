public import QiValues

/// An entry, with its side item where it has one.
public struct RecordedTransaction: Hashable, Sendable {
  public let entry: Entry
  public let side: SideItem?

  /// As the bytes of the side item, without its length; empty where there is none.
  let sideBytes: ArraySlice<UInt8>

  /// Throws where the receipt's form is not that of docs/chain-format.md §6, or contradicts the
  /// entry's reason.
  public func receipt() throws(MalformedBytes) -> Receipt {
    try Receipt(decoding: side?.receipt ?? [], reason: entry.reason)
  }
}

/// Reads a block's entries in order, each with its side item. It checks their form, not digests.
public struct BlockReader: Sendable {
  private let bytes: [UInt8]
  private let count: Int
  private let entriesOffset: Int
  private let sideOffset: Int
  private var index = 0
  private var side: Int

  init(_ block: Block) {
    self.init(
      block.bytes, entriesAt: Block.entriesOffset, count: Int(block.header.entryCount))
  }

  /// The side area follows the entries and ends the bytes.
  init(_ bytes: [UInt8], entriesAt offset: Int, count: Int) {
    self.bytes = bytes
    self.count = count
    entriesOffset = offset
    sideOffset = offset + count * Entry.byteCount
    side = sideOffset
  }

  /// Nil after the last. A fault names the entry; reading ends there.
  public mutating func next() throws(BlockFault) -> RecordedTransaction? {
    guard index < count else {
      guard side == bytes.count else { throw .sideAreaLeftOver(byteCount: bytes.count - side) }
      return nil
    }
    do {
      let recorded = try read()
      index += 1
      return recorded
    } catch { throw .entry(index, error) }
  }

  private mutating func read() throws(EntryFault) -> RecordedTransaction {
    guard side - sideOffset < Block.sideLimit else { throw .afterSideLimit }
    let entry = try Entry(
      decoding: bytes.span.bytes, at: entriesOffset + index * Entry.byteCount)
    guard entry.sideDigest != .zero else {
      return RecordedTransaction(entry: entry, side: nil, sideBytes: [])
    }
    var reader = ByteReader(bytes[side...])
    guard let length = try? reader.read(UInt32.self),
      let item = try? reader.read(raw: Int(length))
    else { throw .sideItemCutShort }
    side = item.endIndex
    do {
      return RecordedTransaction(entry: entry, side: try SideItem(decoding: item), sideBytes: item)
    } catch { throw .sideItemMalformed(offset: error.offset) }
  }
}
