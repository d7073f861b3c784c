import QiChain
import QiValues
import Testing

@Suite struct DrawnTests {
  private func bytes(_ drawn: [(UInt16, UInt16)], movements: Int = 3) -> [UInt8] {
    let pair = [
      Posting(.wallet(ActorNumber(3)), .yuan(-1)), Posting(.wallet(ActorNumber(4)), .yuan(1)),
    ]
    let run = ClauseRun(
      clause: ClauseNumber(phase: 1, clause: 1), phaseAfter: 1,
      postings: (0..<movements).flatMap { _ in pair },
      drawn: drawn.map { Drawn(movement: $0.0, mandate: $0.1) })
    var writer = ByteWriter()
    Receipt.ran(run).encode(into: &writer)
    return writer.bytes
  }

  private func read(_ bytes: [UInt8]) throws -> Receipt {
    try Receipt(decoding: bytes[...], reason: nil)
  }

  @Test func whatIsWrittenIsRead() throws {
    for drawn in [[], [(0, 1)], [(0, 2), (2, 1)], [(2, 32)]] as [[(UInt16, UInt16)]] {
      guard case .ran(let run) = try read(bytes(drawn)) else { throw MalformedBytes(offset: 0) }
      #expect(run.drawn == drawn.map { Drawn(movement: $0.0, mandate: $0.1) })
    }
    #expect(bytes([]).count + 6 == bytes([(0, 1)]).count)
  }

  @Test func whatNobodyWritesIsRefused() {
    for drawn in [
      [(0, 0)], [(3, 1)], [(1, 1), (0, 1)], [(0, 1), (0, 2)], [(.max, 1)],
    ] as [[(UInt16, UInt16)]] {
      #expect(throws: MalformedBytes.self) { try read(bytes(drawn)) }
    }
    // None at all is left out.
    #expect(throws: MalformedBytes.self) { try read(bytes([]) + [0, 0]) }
    #expect(throws: MalformedBytes.self) { try read(Array(bytes([(0, 1)]).dropLast())) }
    #expect(throws: MalformedBytes.self) { try read(bytes([(0, 1)]) + [0]) }
  }
}
