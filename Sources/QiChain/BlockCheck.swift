public import QiCrypto
import QiValues

/// Checks a chain block by block, from height 0, as far as that needs no ledger: form, order,
/// digests, signatures. That the outcomes are right takes running the transactions again.
public struct BlockCheck: ~Copyable, Sendable {
  private var sm3: SM3
  private var parent: Block?
  private var key: VerifyingKey?

  public init() throws(CryptoFailure) { sm3 = try SM3() }

  /// Of the block to check next.
  public var height: UInt64 { parent.map { $0.header.height + 1 } ?? 0 }

  /// The next block; nil is one the log does not have. Throws the first thing wrong; the check then
  /// stays where it is.
  public mutating func next(_ stored: StoredBlock?) throws(BlockFault) -> Block {
    guard let stored else { throw .missing }
    let block = try Block(decoding: stored.bytes, using: &sm3)
    guard block.digest == stored.digest else {
      throw .storedDigest(stored: stored.digest, computed: block.digest)
    }
    try checkPlace(of: block.header)
    try checkStateMark(of: block.header)
    try checkEntriesRoot(of: block)
    let first = try checkEntries(of: block)
    let signer = try signer(opening: first)
    guard
      try asking({ () throws(CryptoFailure) in
        try signer.verify(block.signature, of: block.digest)
      })
    else { throw .signature }
    key = signer
    parent = block
    return block
  }

  private func checkPlace(of header: BlockHeader) throws(BlockFault) {
    guard header.height == height else {
      throw .height(expected: height, found: header.height)
    }
    let expected = parent?.digest ?? .zero
    guard header.parent == expected else { throw .parent(expected: expected, found: header.parent) }
    if let parent, header.time < parent.header.time {
      throw .timeBeforeParent(parent: parent.header.time, found: header.time)
    }
    guard header.proposer == .centre else { throw .unknownProposer(header.proposer) }
    guard header.entryCount <= Block.entryLimit else { throw .tooManyEntries(header.entryCount) }
  }

  private func checkStateMark(of header: BlockHeader) throws(BlockFault) {
    let own = header.state.map { $0.height == header.height } ?? false
    guard own || header.entryCount > 0 else { throw .stateMark }
    guard let mark = header.state else {
      if parent?.header.state != nil { throw .stateMark }
      return
    }
    guard mark.height <= header.height else { throw .stateMark }
    if let last = parent?.header.state {
      guard mark.height > last.height || mark == last else { throw .stateMark }
    }
  }

  private mutating func checkEntriesRoot(of block: Block) throws(BlockFault) {
    let root = MerkleTree(
      rows: block.entryBytes.span.bytes, rowSize: Entry.byteCount, using: &sm3
    ).root
    guard root == block.header.entriesRoot else {
      throw .entriesRoot(stated: block.header.entriesRoot, computed: root)
    }
  }

  /// Gives back the first, which in block 0 names the key.
  private mutating func checkEntries(
    of block: Block
  ) throws(BlockFault) -> RecordedTransaction? {
    var reader = block.transactions
    var first: RecordedTransaction?
    var index = 0
    while let recorded = try reader.next() {
      if index == 0 { first = recorded }
      do { try check(recorded) } catch { throw .entry(index, error) }
      index += 1
    }
    return first
  }

  private mutating func check(_ recorded: RecordedTransaction) throws(EntryFault) {
    let entry = recorded.entry
    guard let side = recorded.side else {
      if entry.reason != nil { throw .receiptContradictsReason }
      return
    }
    let digest = sm3.digest(.sideItem, recorded.sideBytes.span.bytes)
    guard digest == entry.sideDigest else {
      throw .sideDigest(stated: entry.sideDigest, computed: digest)
    }
    guard Receipt.saysRefused(side.receipt) == (entry.reason != nil) else {
      throw .receiptContradictsReason
    }
    do { _ = try recorded.receipt() } catch {
      let start = side.receipt.startIndex - recorded.sideBytes.startIndex
      throw .sideItemMalformed(offset: start + error.offset)
    }
  }

  private func signer(opening first: RecordedTransaction?) throws(BlockFault) -> VerifyingKey {
    if let key { return key }
    guard let first, let request = first.side?.request, first.entry.kind == .openChain,
      first.entry.actor == .centre, first.entry.reason == nil,
      let opening = try asking({ () throws(CryptoFailure) in try ChainOpening(decoding: request) })
    else { throw .noKey }
    return opening.key
  }

  private func asking<T>(_ question: () throws(CryptoFailure) -> T) throws(BlockFault) -> T {
    do { return try question() } catch { throw .uncheckable(error) }
  }
}
