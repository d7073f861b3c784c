import QiCrypto
import QiValues
import Testing

@testable import QiChain

@Suite struct BlockTests {
  @Test func everyKindHasItsNumberAndNames() {
    #expect(TransactionKind.allCases.map(\.rawValue) == Array(1...23))
    #expect(Set(TransactionKind.allCases.map(\.code)).count == 23)
    #expect(Set(TransactionKind.allCases.map(\.chinese)).count == 23)
  }

  @Test(arguments: 0..<50 as Range<UInt64>) func readsWhatWasAppended(_ seed: UInt64) throws {
    var random = SplitMix(state: seed)
    var sm3 = try SM3()
    var builder = try BlockBuilder()
    let key = try SigningKey(seed: seed, actor: 1)
    var written: [(entry: Entry, request: [UInt8], receipt: Receipt)] = []
    for sequence in 0..<UInt64.random(in: 1...40, using: &random) {
      let reason = Reason(rawValue: .random(in: 0...25, using: &random))
      let refusal = reason.map {
        Refusal(reason: $0, clause: nil, facts: [(.needed, random.value())])
      }
      let run = Bool.random(using: &random) ? random.clauseRun() : nil
      let request = [UInt8](repeating: 7, count: .random(in: 0...3, using: &random))
      let entry = Entry(
        actor: ActorNumber(random.next()), sequence: sequence,
        kind: TransactionKind.allCases.randomElement(using: &random) ?? .transfer, reason: reason,
        target: random.next(), amount: Money(fen: .random(in: .min ... .max, using: &random)),
        actorBalance: Money(fen: .random(in: .min ... .max, using: &random)),
        targetBalance: Money(fen: .random(in: .min ... .max, using: &random)))
      let receipt = refusal.map(Receipt.refused) ?? run.map(Receipt.ran) ?? .plain
      builder.append(entry, request: request, receipt: receipt)
      written.append((entry, request, receipt))
    }
    let sealed = try builder.seal(
      after: nil, at: #require(Instant(seconds: 0)), state: nil, signedBy: key)
    let (count, sideByteCount) = (builder.count, builder.sideByteCount)
    #expect(count == 0 && sideByteCount == 0)

    let block = try Block(decoding: sealed.bytes, using: &sm3)
    #expect(block == sealed)
    var reader = block.transactions
    for (index, (entry, request, receipt)) in written.enumerated() {
      let read = try #require(try reader.next())
      var expected = entry
      expected.sideDigest = read.entry.sideDigest
      #expect(read.entry == expected)
      #expect(Array(read.side?.request ?? []) == request)
      #expect(try read.receipt() == receipt)
      #expect((read.side == nil) == (read.entry.sideDigest == .zero))
      #expect(try block.transaction(at: index) == read)
    }
    #expect(try reader.next() == nil)
    #expect(try block.transaction(at: written.count) == nil)
  }

  @Test func blockIsFullByEntriesOrBySideArea() throws {
    var builder = try BlockBuilder()
    let entry = Entry(actor: .centre, sequence: 1, kind: .transfer)
    for _ in 0..<Block.entryLimit {
      let isFull = builder.isFull
      #expect(!isFull)
      builder.append(entry)
    }
    let fullOfEntries = builder.isFull
    #expect(fullOfEntries)

    var wide = try BlockBuilder()
    let request = [UInt8](repeating: 1, count: (1 << 20) - 8)
    for count in 0..<4 {
      let (sideByteCount, isFull) = (wide.sideByteCount, wide.isFull)
      #expect(sideByteCount == count << 20 && !isFull)
      wide.append(entry, request: request, receipt: .plain)
    }
    let fullOfSideItems = wide.isFull
    #expect(fullOfSideItems)
  }

  @Test func aRowCanBeProvedFromTheHeaderAlone() throws {
    let chain = try SampleChain()
    let block = try chain.block(entries: 40)
    var sm3 = try SM3()
    let rows = Array(block.entryBytes)
    let tree = MerkleTree(rows: rows.span.bytes, rowSize: Entry.byteCount, using: &sm3)
    let proof = try #require(tree.proof(ofRow: 17, in: rows))
    let entry = Array(rows[17 * Entry.byteCount..<18 * Entry.byteCount])
    #expect(proof.root(with: entry, using: &sm3) == block.header.entriesRoot)
    #expect(proof.rowCount == Int(block.header.entryCount))
  }

  @Test func openingNeedsAKeyOnTheCurve() throws {
    let key = try SigningKey(seed: 1, actor: 1).verifyingKey
    let opening = ChainOpening(name: "中心", key: key)
    var bytes = opening.encoded()
    #expect(try ChainOpening(decoding: bytes[...]) == opening)
    #expect(try ChainOpening(decoding: bytes.dropLast()) == nil)
    #expect(try ChainOpening(decoding: (bytes + [0])[...]) == nil)
    bytes[bytes.count - 1] ^= 1
    #expect(try ChainOpening(decoding: bytes[...]) == nil)
  }
}
