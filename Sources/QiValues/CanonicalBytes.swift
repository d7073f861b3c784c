/// Appends values in the bytes of docs/chain-format.md §§1–3: little-endian, fixed width.
public struct ByteWriter: Sendable {
  public private(set) var bytes: [UInt8]

  public init(reserving capacity: Int = 0) {
    bytes = []
    bytes.reserveCapacity(capacity)
  }

  public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  public mutating func write(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  public mutating func write(raw more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

  public mutating func write(zeros count: Int) {
    bytes.append(contentsOf: repeatElement(0, count: count))
  }

  public mutating func write(_ digest: Digest) {
    digest.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  public mutating func write(_ text: String) {
    write(UInt32(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  public mutating func write(_ posting: Posting) {
    write(posting.account.rawValue)
    write(posting.amount.fen)
  }

  public mutating func write(_ value: Value) {
    write(value.type.rawValue)
    switch value {
    case .money(let money): write(money.fen)
    case .integer(let integer): write(integer)
    case .rate(let rate), .dailyRate(let rate):
      write(rate.lowestTerms.numerator)
      write(rate.lowestTerms.denominator)
    case .date(let day): write(day.number)
    case .time(let instant): write(instant.seconds)
    case .duration(let duration):
      write(duration.unit.rawValue)
      write(duration.count)
    case .boolean(let boolean): write(UInt8(boolean ? 1 : 0))
    case .text(let text), .choice(let text): write(text)
    case .digest(let digest): write(digest)
    case .party(let actor): write(actor.number)
    case .nobody: break
    case .list(let values), .record(let values):
      write(UInt16(truncatingIfNeeded: values.count))
      for value in values { write(value) }
    }
  }
}

/// Bytes that do not follow the format: where, counted from the start of what was read.
public struct MalformedBytes: Error, Hashable, Sendable {
  public let offset: Int

  public init(offset: Int) { self.offset = offset }
}

/// Reads what `ByteWriter` writes, and nothing else: every length, tag and bound is checked.
public struct ByteReader: Sendable {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  public init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  public init(_ bytes: [UInt8]) { self.init(bytes[...]) }

  public var offset: Int { position - bytes.startIndex }
  public var remaining: Int { bytes.endIndex - position }
  public var malformed: MalformedBytes { MalformedBytes(offset: offset) }

  public mutating func read<T: FixedWidthInteger>(_: T.Type) throws(MalformedBytes) -> T {
    let width = T.bitWidth / 8
    guard remaining >= width else { throw malformed }
    var number: T = 0
    withUnsafeMutableBytes(of: &number) { $0.copyBytes(from: bytes[position..<position + width]) }
    position += width
    return T(littleEndian: number)
  }

  public mutating func read(raw count: Int) throws(MalformedBytes) -> ArraySlice<UInt8> {
    guard count >= 0, remaining >= count else { throw malformed }
    defer { position += count }
    return bytes[position..<position + count]
  }

  public mutating func readZeros(_ count: Int) throws(MalformedBytes) {
    guard try read(raw: count).allSatisfy({ $0 == 0 }) else { throw malformed }
  }

  public mutating func readDigest() throws(MalformedBytes) -> Digest {
    guard let digest = Digest(try read(raw: 32)) else { throw malformed }
    return digest
  }

  public mutating func readText() throws(MalformedBytes) -> String {
    let length = try read(UInt32.self)
    guard let text = String(validating: try read(raw: Int(length)), as: UTF8.self) else {
      throw malformed
    }
    return text
  }

  public mutating func readPosting() throws(MalformedBytes) -> Posting {
    let raw = try read(UInt64.self)
    guard let account = Account(rawValue: raw) else { throw malformed }
    return Posting(account, Money(fen: try read(Int64.self)))
  }

  /// Lists may hold records, records nothing that is made of several values.
  public mutating func readValue(depth: Int = 0) throws(MalformedBytes) -> Value {
    guard let type = ValueType(rawValue: try read(UInt8.self)) else { throw malformed }
    switch type {
    case .money: return .money(Money(fen: try read(Int64.self)))
    case .integer: return .integer(try read(Int64.self))
    case .rate: return .rate(try readRate())
    case .dailyRate: return .dailyRate(try readRate())
    case .date:
      guard let day = Day(number: Int64(try read(Int32.self))) else { throw malformed }
      return .date(day)
    case .time:
      guard let instant = Instant(seconds: try read(Int64.self)) else { throw malformed }
      return .time(instant)
    case .duration:
      guard let unit = Duration.Unit(rawValue: try read(UInt8.self)) else { throw malformed }
      return .duration(Duration(try read(Int64.self), unit))
    case .boolean:
      let byte = try read(UInt8.self)
      guard byte <= 1 else { throw malformed }
      return .boolean(byte == 1)
    case .text: return .text(try readText())
    case .digest: return .digest(try readDigest())
    case .party: return .party(ActorNumber(try read(UInt64.self)))
    case .choice: return .choice(try readText())
    case .nobody: return .nobody
    case .list: return .list(try readParts(depth: depth))
    case .record: return .record(try readParts(depth: depth))
    }
  }

  private mutating func readRate() throws(MalformedBytes) -> Rate {
    let (numerator, denominator) = (try read(Int64.self), try read(Int64.self))
    guard let rate = Rate(numerator, over: denominator) else { throw malformed }
    return rate
  }

  private mutating func readParts(depth: Int) throws(MalformedBytes) -> [Value] {
    guard depth < 2 else { throw malformed }
    var parts: [Value] = []
    for _ in 0..<(try read(UInt16.self)) { parts.append(try readValue(depth: depth + 1)) }
    return parts
  }

  /// Everything was read: nothing may follow.
  public func finish() throws(MalformedBytes) {
    guard remaining == 0 else { throw malformed }
  }
}

extension Value {
  /// Whether the bytes are the same: `==` takes texts for equal that a reader of the chain tells
  /// apart.
  public func isSame(as other: Value) -> Bool {
    var (mine, others) = (ByteWriter(), ByteWriter())
    mine.write(self)
    others.write(other)
    return mine.bytes == others.bytes
  }
}
