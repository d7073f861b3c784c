public import QiValues

/// The newest block of a chain.
public struct ChainHead: Hashable, Sendable {
  public let height: UInt64
  public let digest: Digest

  public init(height: UInt64, digest: Digest) {
    self.height = height
    self.digest = digest
  }
}

/// A block as a log gives it back: nothing of it has been checked.
public struct StoredBlock: Hashable, Sendable {
  public let digest: Digest
  public let bytes: [UInt8]

  public init(digest: Digest, bytes: [UInt8]) {
    self.digest = digest
    self.bytes = bytes
  }
}

/// Keeps a chain. A log knows the order of blocks, never what they mean, and gives back the bytes
/// it was given.
public protocol BlockLog {
  /// Nil while there are no blocks.
  var head: ChainHead? { get throws(LogFailure) }

  /// Keeps the block for good once this returns, or changes nothing. Throws `headMoved` unless the
  /// block names the head as its parent: somebody else appended, and what the block says was
  /// decided on an old state.
  mutating func append(_ block: Block) throws(LogFailure)

  /// One block at a time, so that a chain longer than memory can be read. Nil where there is none
  /// of that height.
  func read(height: UInt64) throws(LogFailure) -> StoredBlock?
}

extension BlockLog {
  /// Whether the block follows that head, and if not, where the head is.
  public static func checkFollows(
    _ block: Block, _ head: ChainHead?
  ) throws(LogFailure) {
    let expected = head.map { ($0.height + 1, $0.digest) } ?? (0, .zero)
    guard (block.header.height, block.header.parent) == expected else {
      throw .headMoved(to: head)
    }
  }
}

/// Why a log could not be opened, read or written.
public enum LogFailure: Error, Hashable, Sendable {
  case notFound
  case alreadyExists
  /// The file is something else: text, an empty file, a directory, another database.
  case notAChain
  /// A chain of another version of the format.
  case unknownVersion(Int)
  /// Somebody else has been writing for longer than the log waits.
  case locked
  case readOnly
  case diskFull
  /// The database is damaged; the height is nil where no single block is to blame.
  case corrupt(height: UInt64?)
  /// Nil where the log turned out to be empty.
  case headMoved(to: ChainHead?)
  /// The code and the words are SQLite's.
  case other(code: Int32, message: String)
}
