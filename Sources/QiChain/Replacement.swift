public import QiValues

/// A contract that ended as another took its place, and what went over from its pots.
public struct Replacement: Hashable, Sendable {
  public let contract: UInt64
  /// The phase it was in, from 1.
  public let phase: UInt16
  /// At most 65,535.
  public let postings: [Posting]

  public init(contract: UInt64, phase: UInt16, postings: [Posting]) {
    self.contract = contract
    self.phase = phase
    self.postings = postings
  }

  func encode(into writer: inout ByteWriter) {
    writer.write(contract)
    writer.write(phase)
    writer.write(UInt16(postings.count))
    for posting in postings { writer.write(posting) }
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    let (contract, phase) = (try reader.read(UInt64.self), try reader.read(UInt16.self))
    guard contract > 0, phase > 0 else { throw reader.malformed }
    var postings: [Posting] = []
    for _ in 0..<(try reader.read(UInt16.self)) { postings.append(try reader.readPosting()) }
    self.init(contract: contract, phase: phase, postings: postings)
  }
}
