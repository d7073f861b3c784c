public import QiValues

/// An approval that waits for others: how many there are now for the same arguments, and how many
/// it takes.
public struct Approval: Hashable, Sendable {
  public let clause: ClauseNumber
  public let count: UInt8
  public let needed: UInt8

  public init(clause: ClauseNumber, count: UInt8, needed: UInt8) {
    self.clause = clause
    self.count = count
    self.needed = needed
  }
}

extension Approval {
  func encode(into writer: inout ByteWriter) {
    writer.write(clause.phase)
    writer.write(clause.clause)
    writer.write(count)
    writer.write(needed)
  }

  /// With as many as it takes, the clause would have run.
  init(from reader: inout ByteReader) throws(MalformedBytes) {
    let (phase, number) = (try reader.read(UInt16.self), try reader.read(UInt16.self))
    let (count, needed) = (try reader.read(UInt8.self), try reader.read(UInt8.self))
    guard phase > 0, number > 0, count > 0, count < needed else { throw reader.malformed }
    self.init(
      clause: ClauseNumber(phase: phase, clause: number), count: count, needed: needed)
  }
}
