/// A log for runs whose chain nobody keeps.
public struct MemoryLog: BlockLog, Sendable {
  private var blocks: [StoredBlock] = []
  public private(set) var head: ChainHead?

  public init() {}

  public mutating func append(_ block: Block) throws(LogFailure) {
    try MemoryLog.checkFollows(block, head)
    blocks.append(StoredBlock(digest: block.digest, bytes: block.bytes))
    head = block.head
  }

  public func read(height: UInt64) throws(LogFailure) -> StoredBlock? {
    height < blocks.count ? blocks[Int(height)] : nil
  }
}
