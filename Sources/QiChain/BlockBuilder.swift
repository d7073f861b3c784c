public import QiCrypto
public import QiValues

/// Collects the entries of one block after the other, in buffers that are used again.
public struct BlockBuilder: ~Copyable, Sendable {
  public private(set) var count = 0
  private var entries: [UInt8]
  private var side = ByteWriter(reserving: 1 << 16)
  private var item = ByteWriter(reserving: 1 << 10)
  private var sm3: SM3

  public init() throws(CryptoFailure) {
    entries = [UInt8](repeating: 0, count: Block.entryLimit * Entry.byteCount)
    sm3 = try SM3()
  }

  /// Bytes of the side area so far.
  public var sideByteCount: Int { side.bytes.count }

  /// The block takes no further entry and has to be sealed (docs/chain-format.md §7).
  public var isFull: Bool { count == Block.entryLimit || sideByteCount >= Block.sideLimit }

  /// Goes through what was collected since the last block.
  public var transactions: BlockReader {
    BlockReader(entries[..<(count * Entry.byteCount)] + side.bytes, entriesAt: 0, count: count)
  }

  /// Of an entry without a side item: done, and its request and receipt are empty.
  public mutating func append(_ entry: Entry) {
    precondition(!isFull, "a full block is sealed first")
    let offset = count * Entry.byteCount
    var span = entries.mutableSpan
    var bytes = span.mutableBytes
    entry.encode(into: &bytes, at: offset)
    count += 1
  }

  /// Keeps the request and the receipt in the side area, where one of them has bytes, and puts
  /// their digest into the entry, which it gives back. A request has less than 4 GiB.
  @discardableResult
  public mutating func append(
    _ entry: Entry, request: [UInt8], receipt: Receipt
  ) -> Entry {
    precondition((entry.reason != nil) == receipt.isRefused, "reason and receipt agree")
    item.removeAll()
    item.write(UInt32(request.count))
    item.write(raw: request)
    receipt.encode(into: &item)
    var entry = entry
    if item.bytes.count == 4 {
      entry.sideDigest = .zero
      append(entry)
      return entry
    }
    entry.sideDigest = sm3.digest(.sideItem, item.bytes)
    append(entry)
    side.write(UInt32(item.bytes.count))
    side.write(raw: item.bytes)
    return entry
  }

  /// Signs what was collected as the block after `parent`, and starts anew. `time` is not before
  /// the parent's; `state` is the newest state root known, nil where there is none yet.
  public mutating func seal(
    after parent: ChainHead?, at time: Instant, state: StateMark?, signedBy key: SigningKey
  ) throws(CryptoFailure) -> Block {
    let length = count * Entry.byteCount
    let rows = entries[..<length]
    let tree = MerkleTree(rows: rows.span.bytes, rowSize: Entry.byteCount, using: &sm3)
    let header = BlockHeader(
      entryCount: UInt32(count), height: parent.map { $0.height + 1 } ?? 0, time: time,
      parent: parent?.digest ?? .zero, entriesRoot: tree.root, state: state, proposer: .centre,
      sideLength: UInt64(side.bytes.count))
    let headerBytes = header.encoded()
    let digest = sm3.digest(.header, headerBytes)
    let signature = try key.sign(digest)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Block.entriesOffset + length + side.bytes.count)
    bytes += headerBytes
    bytes += signature.bytes
    bytes += rows
    bytes += side.bytes
    count = 0
    side.removeAll()
    return Block(header: header, digest: digest, signature: signature, bytes: bytes)
  }
}

extension Receipt {
  fileprivate var isRefused: Bool {
    if case .refused = self { true } else { false }
  }
}
