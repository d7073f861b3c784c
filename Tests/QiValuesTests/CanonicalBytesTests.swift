import QiValues
import Testing

private func samples() throws -> [(Value, [UInt8])] {
  let day = try #require(Day(number: 258))
  let instant = try #require(Instant(seconds: -1))
  let digest = try #require(Digest(Array(1...32)))
  let minusOne = [UInt8](repeating: 255, count: 8)
  return [
    (.money(Money(fen: 258)), [1, 2, 1, 0, 0, 0, 0, 0, 0]),
    (.integer(-1), [2] + minusOne),
    (.date(day), [4, 2, 1, 0, 0]),
    (.time(instant), [5] + minusOne),
    (.duration(Duration(3, .months)), [6, 3, 3, 0, 0, 0, 0, 0, 0, 0]),
    (.boolean(true), [7, 1]),
    (.text("元a"), [8, 4, 0, 0, 0, 0xE5, 0x85, 0x83, 0x61]),
    (.digest(digest), [9] + Array(1...32)),
    (.party(ActorNumber(7)), [10, 7, 0, 0, 0, 0, 0, 0, 0]),
    (.choice("元"), [11, 3, 0, 0, 0, 0xE5, 0x85, 0x83]),
    (.nobody, [14]),
  ]
}

@Suite struct CanonicalBytesTests {
  @Test func `values have the bytes of the chain format, and come back`() throws {
    for (value, bytes) in try samples() {
      var writer = ByteWriter()
      writer.write(value)
      #expect(writer.bytes == bytes)
      var reader = ByteReader([0] + bytes)
      #expect(try reader.read(UInt8.self) == 0)
      #expect(try reader.readValue() == value)
      try reader.finish()
    }
  }

  @Test func `every truncation is malformed, where the bytes end`() throws {
    for (_, bytes) in try samples() {
      for length in 0..<bytes.count {
        var reader = ByteReader(bytes[..<length])
        let error = #expect(throws: MalformedBytes.self) { try reader.readValue() }
        #expect((error?.offset ?? .max) <= length)
      }
    }
  }

  @Test(
    arguments: [
      [0], [3, 0, 0, 0, 0, 0, 0, 0, 0], [11], [15], [255],  // types
      [4, 255, 255, 255, 255], [4, 255, 255, 255, 127],  // days before 1970 and after 9999
      [5, 0, 0, 0, 0, 0, 0, 0, 128], [5, 255, 255, 255, 255, 255, 255, 255, 127],
      [6, 0, 1, 0, 0, 0, 0, 0, 0, 0], [6, 9, 1, 0, 0, 0, 0, 0, 0, 0], [7, 2],
      [8, 255, 255, 255, 255], [8, 1, 0, 0, 0, 0xFF], [8, 2, 0, 0, 0, 0xC0, 0x80],
      [8, 3, 0, 0, 0, 0xED, 0xA0, 0x80],
    ] as [[UInt8]])
  func `wrong tags, bounds and texts are malformed`(bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    #expect(throws: MalformedBytes.self) { try reader.readValue() }
  }

  @Test func `no bytes crash the reader`() {
    var state: UInt64 = 7
    for _ in 0..<20_000 {
      var bytes: [UInt8] = []
      for _ in 0..<(state >> 59) {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes.append(UInt8(truncatingIfNeeded: state >> 40))
      }
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      if !bytes.isEmpty { bytes[0] %= 16 }
      var reader = ByteReader(bytes)
      if let value = try? reader.readValue() {
        var writer = ByteWriter()
        writer.write(value)
        #expect(writer.bytes.elementsEqual(bytes.prefix(reader.offset)))
      }
    }
  }

  @Test func `postings, zeros and raw bytes are checked`() throws {
    var writer = ByteWriter()
    writer.write(Posting(.hold(2), Money(fen: -3)))
    writer.write(zeros: 2)
    #expect(writer.bytes.count == 18 && writer.bytes[0] == 2 && writer.bytes[7] == 2)
    var reader = ByteReader(writer.bytes)
    #expect(try reader.readPosting() == Posting(.hold(2), Money(fen: -3)))
    #expect(throws: MalformedBytes(offset: 16)) { try reader.finish() }
    #expect(throws: MalformedBytes.self) { try reader.read(raw: -1) }
    #expect(throws: MalformedBytes.self) { try reader.read(raw: 3) }
    try reader.readZeros(2)
    try reader.finish()
    var unknown = ByteReader(Array(repeating: 0, count: 16))
    #expect(throws: MalformedBytes.self) { try unknown.readPosting() }
    var nonzero = ByteReader([0, 1])
    #expect(throws: MalformedBytes.self) { try nonzero.readZeros(2) }
  }

  @Test func `a digest is 32 bytes and prints as 64 digits`() throws {
    let digest = try #require(Digest(Array(0..<32)))
    #expect(digest.bytes == Array(0..<32))
    #expect(digest.description.hasPrefix("000102") && digest.description.count == 64)
    #expect(digest.short == "0001…1e1f")
    #expect(Digest(Array(0..<31)) == nil && Digest(Array(0...32)) == nil)
    #expect(Digest.zero != digest)
  }
}
