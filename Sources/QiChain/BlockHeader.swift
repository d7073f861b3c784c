public import QiCrypto
public import QiValues

/// A state root and the height whose state it describes.
public struct StateMark: Hashable, Sendable {
  public let height: UInt64
  public let root: Digest

  public init(height: UInt64, root: Digest) {
    self.height = height
    self.root = root
  }
}

/// What is signed of a block: 144 bytes (docs/chain-format.md §7).
public struct BlockHeader: Hashable, Sendable {
  public static let byteCount = 144
  static let version: UInt16 = 1
  static let suite: UInt8 = 1
  private static let noHeight = UInt64.max

  public let entryCount: UInt32
  public let height: UInt64
  public let time: Instant
  /// Zero at height 0.
  public let parent: Digest
  public let entriesRoot: Digest
  /// The newest known; nil where there is none yet.
  public let state: StateMark?
  public let proposer: ActorNumber
  /// Bytes, the lengths in front of the side items included.
  public let sideLength: UInt64

  /// `H(2, header)`, by which the next block names this one.
  public func digest(using sm3: inout SM3) -> Digest { sm3.digest(.header, encoded()) }

  func encoded() -> [UInt8] {
    var writer = ByteWriter(reserving: BlockHeader.byteCount)
    writer.write(BlockHeader.version)
    writer.write(BlockHeader.suite)
    writer.write(zeros: 1)
    writer.write(entryCount)
    writer.write(height)
    writer.write(time.seconds)
    writer.write(parent)
    writer.write(entriesRoot)
    writer.write(state?.root ?? .zero)
    writer.write(state?.height ?? BlockHeader.noHeight)
    writer.write(proposer.number)
    writer.write(sideLength)
    return writer.bytes
  }
}

extension BlockHeader {
  init(decoding bytes: ArraySlice<UInt8>) throws(BlockFault) {
    var reader = ByteReader(bytes)
    do {
      self = try BlockHeader.decode(from: &reader)
    } catch let fault as BlockFault {
      throw fault
    } catch {
      throw .cutShort(byteCount: bytes.count)
    }
  }

  private static func decode(from reader: inout ByteReader) throws -> BlockHeader {
    let version = try reader.read(UInt16.self)
    guard version == BlockHeader.version else { throw BlockFault.unknownVersion(version) }
    let suite = try reader.read(UInt8.self)
    guard suite == BlockHeader.suite else { throw BlockFault.unknownSuite(suite) }
    guard try reader.read(UInt8.self) == 0 else { throw BlockFault.reservedNotZero }
    let entryCount = try reader.read(UInt32.self)
    let height = try reader.read(UInt64.self)
    let seconds = try reader.read(Int64.self)
    guard let time = Instant(seconds: seconds) else { throw BlockFault.timeOutOfRange(seconds) }
    let (parent, entriesRoot) = (try reader.readDigest(), try reader.readDigest())
    let (root, rootHeight) = (try reader.readDigest(), try reader.read(UInt64.self))
    guard rootHeight != noHeight || root == .zero else { throw BlockFault.stateMark }
    return BlockHeader(
      entryCount: entryCount, height: height, time: time, parent: parent,
      entriesRoot: entriesRoot,
      state: rootHeight == noHeight ? nil : StateMark(height: rootHeight, root: root),
      proposer: ActorNumber(try reader.read(UInt64.self)),
      sideLength: try reader.read(UInt64.self))
  }
}
