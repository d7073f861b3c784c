import QiCrypto
import QiValues
import Testing

@testable import QiChain

@Suite struct BlockCheckTests {
  private func stored(_ block: Block) -> StoredBlock {
    StoredBlock(digest: block.digest, bytes: block.bytes)
  }

  private func fault(of block: StoredBlock?, after before: [Block] = []) throws -> BlockFault? {
    var check = try BlockCheck()
    for block in before { _ = try check.next(stored(block)) }
    do { _ = try check.next(block) } catch { return error }
    return nil
  }

  @Test func goodChainPasses() throws {
    let chain = try SampleChain()
    var check = try BlockCheck()
    for height in 0..<6 as Range<UInt64> {
      let next = check.height
      #expect(next == height)
      let mark = StateMark(height: height, root: .zero)
      let block = try chain.block(entries: height == 5 ? 0 : 20, state: height < 2 ? nil : mark)
      #expect(try check.next(stored(block)) == block)
    }
  }

  @Test func everyFlippedByteIsFound() throws {
    let chain = try SampleChain(seed: 4)
    let first = try chain.block()
    let second = try chain.block(entries: 12)
    #expect(second.header.sideLength > 0)
    for (block, before) in [(first, []), (second, [first])] {
      for position in block.bytes.indices {
        var bytes = block.bytes
        bytes[position] ^= 1 << UInt8(position % 8)
        let flipped = StoredBlock(digest: block.digest, bytes: bytes)
        #expect(try fault(of: flipped, after: before) != nil, "byte \(position)")
      }
    }
  }

  @Test func everyCutAndEveryAdditionIsFound() throws {
    let chain = try SampleChain()
    let block = try chain.block()
    for length in stride(from: 0, to: block.bytes.count, by: 7) {
      let cut = StoredBlock(digest: block.digest, bytes: Array(block.bytes.prefix(length)))
      let expected: BlockFault =
        length < 208
        ? .cutShort(byteCount: length)
        : .length(stated: UInt64(block.bytes.count), found: length)
      #expect(try fault(of: cut) == expected)
    }
    let longer = StoredBlock(digest: block.digest, bytes: block.bytes + [0])
    #expect(
      try fault(of: longer)
        == .length(stated: UInt64(block.bytes.count), found: block.bytes.count + 1))
  }

  @Test func placeInTheChain() throws {
    let chain = try SampleChain()
    let (first, second, third) = (try chain.block(), try chain.block(), try chain.block())
    #expect(try fault(of: nil) == .missing)
    #expect(try fault(of: stored(second)) == .height(expected: 0, found: 1))
    #expect(try fault(of: stored(third), after: [first]) == .height(expected: 1, found: 2))

    chain.head = ChainHead(height: 0, digest: .zero)
    let stranger = try chain.block()
    #expect(
      try fault(of: stored(stranger), after: [first])
        == .parent(expected: first.digest, found: .zero))

    chain.head = first.head
    chain.time = first.header.time.seconds - 61
    let early = try chain.block()
    #expect(
      try fault(of: stored(early), after: [first])
        == .timeBeforeParent(parent: first.header.time, found: early.header.time))
    #expect(
      try fault(of: StoredBlock(digest: .zero, bytes: first.bytes))
        == .storedDigest(stored: .zero, computed: first.digest))
  }

  @Test func headerFields() throws {
    let block = try SampleChain().block(entries: 0)
    let table: [(position: Int, byte: UInt8, BlockFault)] = [
      (0, 2, .unknownVersion(2)),
      (2, 2, .unknownSuite(2)),
      (3, 1, .reservedNotZero),
      (23, 0x80, .timeOutOfRange(block.header.time.seconds | .min)),
      (8, 1, .height(expected: 0, found: 1)),
      (128, 2, .unknownProposer(ActorNumber(2))),
      (120, 0, .stateMark),
    ]
    for (position, byte, expected) in table {
      var bytes = block.bytes
      bytes[position] = byte
      let digest = try SM3.digest(.header, Array(bytes[..<BlockHeader.byteCount]))
      #expect(try fault(of: StoredBlock(digest: digest, bytes: bytes)) == expected)
    }
  }

  @Test func limitsOfABlock() throws {
    let key = try SigningKey(seed: 1, actor: 1)
    let block = try SampleChain().block(entries: 0)
    let row = block.entryBytes
    let many = Array(repeating: row, count: Block.entryLimit + 1).flatMap { $0 }
    #expect(
      try fault(of: signed(block, many, Array(block.bytes[(208 + 88)...]), key))
        == .tooManyEntries(UInt32(Block.entryLimit + 1)))

    var builder = try BlockBuilder()
    let entry = Entry(actor: .centre, sequence: 1, kind: .publishTemplate)
    let request = [UInt8](repeating: 1, count: Block.sideLimit)
    builder.append(entry, request: request, receipt: .plain)
    let full = try builder.seal(after: nil, at: block.header.time, state: nil, signedBy: key)
    let twice = try signed(
      full, Array(full.entryBytes + full.entryBytes), Array(full.bytes[(208 + 88)...]), key)
    #expect(try fault(of: twice) == .entry(1, .afterSideLimit))
  }

  @Test func stateMarks() throws {
    let root = try SM3.digest(.stateRoot, [])
    // Of the block before, of the block itself, entries: what may follow what.
    let table: [(StateMark?, StateMark?, Int, Bool)] = [
      (nil, nil, 1, true),
      (nil, nil, 0, false),
      (nil, StateMark(height: 0, root: root), 1, true),
      (nil, StateMark(height: 1, root: root), 0, true),
      (nil, StateMark(height: 2, root: root), 1, false),
      (StateMark(height: 0, root: root), nil, 1, false),
      (StateMark(height: 0, root: root), StateMark(height: 0, root: root), 1, true),
      (StateMark(height: 0, root: root), StateMark(height: 0, root: root), 0, false),
      (StateMark(height: 0, root: root), StateMark(height: 0, root: .zero), 1, false),
      (StateMark(height: 0, root: root), StateMark(height: 1, root: .zero), 1, true),
    ]
    for (row, (before, mark, entries, stands)) in table.enumerated() {
      let chain = try SampleChain()
      let first = try chain.block(state: before)
      let second = try chain.block(entries: entries, state: mark)
      let found = try fault(of: stored(second), after: [first])
      #expect(found == (stands ? nil : .stateMark), "row \(row)")
    }
  }

  @Test func onlyTheKeyOfBlockZeroSigns() throws {
    let chain = try SampleChain()
    let first = try chain.block()
    let other = try SampleChain(seed: 2)
    other.head = first.head
    other.time = chain.time
    #expect(try fault(of: stored(other.block()), after: [first]) == .signature)
    other.head = ChainHead(height: .max, digest: .zero)

    var builder = try BlockBuilder()
    builder.append(Entry(actor: .centre, sequence: 1, kind: .openChain, target: 1))
    let keyless = try builder.seal(
      after: nil, at: first.header.time, state: nil, signedBy: SigningKey(seed: 1, actor: 1))
    #expect(try fault(of: stored(keyless)) == .noKey)
  }

  /// Blocks whose proposer signed something wrong: the root and the signature are right.
  @Test func entriesAndSideItems() throws {
    let key = try SigningKey(seed: 1, actor: 1)
    func resealed(_ change: (inout [UInt8]) -> Void) throws -> BlockFault? {
      let chain = try SampleChain()
      let first = try chain.block(entries: 0)
      var bytes = first.bytes
      change(&bytes)
      return try fault(of: signed(first, Array(bytes[208..<296]), Array(bytes[296...]), key))
    }
    let entry = 208
    let side = 208 + 88
    #expect(try resealed { $0[entry + 16] = 99 } == .entry(0, .unknownKind(99)))
    #expect(try resealed { $0[entry + 18] = 20 } == .entry(0, .unknownReason(20)))
    #expect(try resealed { $0[entry + 20] = 1 } == .entry(0, .reservedNotZero))
    #expect(try resealed { $0[entry + 18] = 1 } == .entry(0, .receiptContradictsReason))
    #expect(try resealed { $0[side + 1] = 1 } == .entry(0, .sideItemCutShort))
    #expect(try resealed { $0[side + 5] = 1 } == .entry(0, .sideItemMalformed(offset: 4)))
    #expect(
      try resealed { bytes in
        for index in 56..<88 { bytes[entry + index] = 0 }
      }.map { if case .sideAreaLeftOver = $0 { true } else { false } } == true)
    let digest = try resealed { $0[side + 12] ^= 1 }
    guard case .entry(0, .sideDigest) = digest else {
      Issue.record("\(String(describing: digest))")
      return
    }
  }

  /// The block with these entries and this side area, header and signature made to fit.
  private func signed(
    _ block: Block, _ rows: [UInt8], _ side: [UInt8], _ key: SigningKey
  ) throws -> StoredBlock {
    var sm3 = try SM3()
    let root = MerkleTree(rows: rows.span.bytes, rowSize: Entry.byteCount, using: &sm3).root
    let header = BlockHeader(
      entryCount: UInt32(rows.count / Entry.byteCount), height: block.header.height,
      time: block.header.time, parent: block.header.parent, entriesRoot: root, state: nil,
      proposer: .centre, sideLength: UInt64(side.count))
    let digest = header.digest(using: &sm3)
    return StoredBlock(
      digest: digest, bytes: header.encoded() + (try key.sign(digest).bytes) + rows + side)
  }
}
