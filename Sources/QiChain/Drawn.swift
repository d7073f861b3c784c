public import QiValues

/// That a movement of a clause was made under a mandate (docs/chain-format.md §6).
public struct Drawn: Hashable, Sendable {
  /// From 0: two postings are one movement.
  public let movement: UInt16
  /// By its place among the contract's, from 1.
  public let mandate: UInt16

  public init(movement: UInt16, mandate: UInt16) {
    self.movement = movement
    self.mandate = mandate
  }
}

extension [Drawn] {
  /// Behind what a clause did, only where there are any: `u16` count, then each.
  func encode(into writer: inout ByteWriter) {
    if isEmpty { return }
    writer.write(UInt16(count))
    for drawn in self {
      writer.write(drawn.movement)
      writer.write(drawn.mandate)
    }
  }

  /// Of a clause with so many movements, each at most once, in order.
  init(from reader: inout ByteReader, movements: Int) throws(MalformedBytes) {
    self = []
    if reader.remaining == 0 { return }
    let count = try reader.read(UInt16.self)
    guard count > 0 else { throw reader.malformed }
    for _ in 0..<count {
      let drawn = Drawn(
        movement: try reader.read(UInt16.self), mandate: try reader.read(UInt16.self))
      guard drawn.mandate > 0, Int(drawn.movement) < movements,
        last.map({ $0.movement < drawn.movement }) ?? true
      else { throw reader.malformed }
      append(drawn)
    }
  }
}
