public import QiCrypto
public import QiValues

/// A signed block in the bytes a log keeps (docs/chain-format.md §7). Its header makes sense and
/// its length agrees with it; whether the rest holds is for `BlockCheck`.
public struct Block: Hashable, Sendable {
  public static let entryLimit = 8190
  /// Bytes: the side area that reaches this takes no further entry.
  public static let sideLimit = 4 << 20

  static let entriesOffset = BlockHeader.byteCount + 64

  public let header: BlockHeader
  public let digest: Digest
  public let signature: Signature
  public let bytes: [UInt8]

  init(header: BlockHeader, digest: Digest, signature: Signature, bytes: [UInt8]) {
    self.header = header
    self.digest = digest
    self.signature = signature
    self.bytes = bytes
  }

  /// Of a log's bytes. Throws what can be seen without looking at other blocks or at the entries.
  public init(decoding bytes: [UInt8], using sm3: inout SM3) throws(BlockFault) {
    guard bytes.count >= Block.entriesOffset,
      let signature = Signature(bytes[BlockHeader.byteCount..<Block.entriesOffset])
    else { throw .cutShort(byteCount: bytes.count) }
    let header = try BlockHeader(decoding: bytes[..<BlockHeader.byteCount])
    let front = UInt64(Block.entriesOffset) + UInt64(header.entryCount) * UInt64(Entry.byteCount)
    let (stated, overflow) = front.addingReportingOverflow(header.sideLength)
    guard !overflow, stated == UInt64(bytes.count) else {
      throw .length(stated: overflow ? .max : stated, found: bytes.count)
    }
    self.init(
      header: header, digest: header.digest(using: &sm3), signature: signature, bytes: bytes)
  }

  public var head: ChainHead { ChainHead(height: header.height, digest: digest) }

  /// All entries' bytes, one after the other.
  public var entryBytes: ArraySlice<UInt8> { bytes[Block.entriesOffset..<sideOffset] }

  /// Goes through the entries in order.
  public var transactions: BlockReader { BlockReader(self) }

  /// The entry at that place, from 0, with its side item; nil where there is none.
  public func transaction(at index: Int) throws(BlockFault) -> RecordedTransaction? {
    var reader = transactions
    var found: RecordedTransaction?
    for _ in 0...max(0, index) { found = try reader.next() }
    return found
  }

  var sideOffset: Int { Block.entriesOffset + Int(header.entryCount) * Entry.byteCount }
}
