import Foundation
import QiCrypto
import QiValues
import Testing

@testable import QiChain

/// The vectors of docs/chain-format.md §14, as far as they are values, entries and headers.
@Suite struct VectorTests {
  struct Vectors: Decodable {
    struct Value: Decodable { let bytes: String }
    struct Item: Decodable {
      let bytes: [String]
      let digest: String
    }
    struct Entry: Decodable {
      let bytes: [String]
      let leaf: String
    }
    struct Digests: Decodable {
      let bytes: [String]
      let sm3: String
      let sha256: String
    }
    struct Root: Decodable { let root: String }
    let values: [Value]
    let digests: Digests
    let sideItems: [Item]
    let entry: Entry
    let entriesRoot: Root
    let header: Item
  }

  let json: String
  let vectors: Vectors

  init() throws {
    let page = root.appending(path: "docs/chain-format.md")
    json = try String(
      #require(
        String(contentsOf: page, encoding: .utf8).split(separator: "```json\n").last?
          .split(separator: "```").first))
    vectors = try JSONDecoder().decode(Vectors.self, from: Data(json.utf8))
  }

  @Test(.enabled(if: python != nil)) func pageShowsWhatTheProgramPrints() throws {
    #expect(try run("vectors.py").output == json)
  }

  @Test func values() throws {
    let values: [Value] = [
      .money(Money(fen: -1)), .integer(258),
      .date(try #require(Day(year: 2026, month: 3, day: 1))),
      .time(try #require(Instant(seconds: 1_772_328_600))), .duration(.init(3, .months)),
      .boolean(true), .text("元"), .digest(.zero), .party(ActorNumber(7)), .choice("维持"),
      .nobody,
    ]
    for (value, vector) in zip(values, vectors.values) {
      var writer = ByteWriter()
      writer.write(value)
      #expect(hexadecimal(writer.bytes) == vector.bytes)
    }
    #expect(values.count == vectors.values.count)
  }

  @Test func digestsOfContracts() throws {
    var writer = ByteWriter()
    let values: [Value] = [.party(ActorNumber(7)), .money(Money(fen: 10_000)), .text("盐")]
    for value in values { writer.write(value) }
    #expect(writer.bytes == raw(vectors.digests.bytes))
    #expect(DigestRule.sm3.digest(writer.bytes).description == vectors.digests.sm3)
    #expect(DigestRule.sha256.digest(writer.bytes).description == vectors.digests.sha256)
  }

  @Test func entriesAndTheirRoot() throws {
    var builder = try BlockBuilder()
    let facts: [(fact: Refusal.Fact, value: Value)] = [
      (.available, .money(Money(fen: 40_000))), (.needed, .money(Money(fen: 60_000))),
    ]
    let refusal = Refusal(reason: .insufficientFunds, clause: nil, facts: facts)
    for sequence in 1...17 as ClosedRange<UInt64> {
      builder.append(
        Entry(
          actor: ActorNumber(3), sequence: sequence, kind: .transfer, reason: .insufficientFunds,
          target: 4, amount: Money(fen: 60_000), actorBalance: Money(fen: 40_000)),
        request: [], receipt: .refused(refusal))
    }
    let header = try #require(
      try BlockHeader(decoding: ArraySlice(raw(vectors.header.bytes))) as BlockHeader?)
    let block = try builder.seal(
      after: ChainHead(height: 1, digest: header.parent), at: header.time, state: header.state,
      signedBy: SigningKey(seed: 1, actor: 1))
    let first = Array(block.entryBytes.prefix(Entry.byteCount))
    #expect(hexadecimal(first) == vectors.entry.bytes.joined())
    #expect(try SM3.digest(.entryLeaf, first).description == vectors.entry.leaf)
    #expect(block.header.entriesRoot.description == vectors.entriesRoot.root)
    #expect(hexadecimal(block.header.encoded()) == vectors.header.bytes.joined())
    #expect(block.digest.description == vectors.header.digest)
  }

  @Test func sideItems() throws {
    for (vector, reason) in zip(vectors.sideItems, [Reason.insufficientFunds, nil]) {
      let bytes = raw(vector.bytes)
      #expect(try SM3.digest(.sideItem, bytes).description == vector.digest)
      let item = try SideItem(decoding: bytes[...])
      _ = try Receipt(decoding: item.receipt, reason: reason)
    }
    let ran = try SideItem(decoding: raw(vectors.sideItems[1].bytes)[...])
    #expect(
      try Receipt(decoding: ran.receipt, reason: nil)
        == .ran(
          ClauseRun(
            clause: ClauseNumber(phase: 1, clause: 1), phaseAfter: 2,
            postings: [
              Posting(.hold(0), Money(fen: -5)),
              Posting(.wallet(ActorNumber(3)), Money(fen: 5)),
            ], notes: ["好"])))
  }

  private func raw(_ lines: [String]) -> [UInt8] {
    let digits = Array(lines.joined())
    return stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(digits[$0..<$0 + 2]), radix: 16)
    }
  }
}
