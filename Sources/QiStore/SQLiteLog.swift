import Foundation
import GRDB
public import QiChain
import QiValues

/// A chain in one SQLite file (docs/chain-format.md §10). While somebody writes, SQLite keeps two
/// more files beside it, `-wal` and `-shm`; after `close` there is one.
public final class SQLiteLog: BlockLog {
  /// Seconds to wait for somebody else who writes, before it is `locked`.
  private static let patience = 2.0
  /// Bytes of blocks after which the write-ahead log is copied into the database.
  private static let checkpointInterval = 4 << 20

  let queue: DatabaseQueue
  private let readOnly: Bool
  private var bytesSinceCheckpoint = 0

  private init(_ queue: DatabaseQueue, readOnly: Bool) {
    self.queue = queue
    self.readOnly = readOnly
  }

  /// Makes a new file; throws `alreadyExists` where there is one, `notFound` where there is no such
  /// directory.
  public static func create(_ path: String) throws(LogFailure) -> SQLiteLog {
    let path = absolute(path)
    try ChainFile.reserve(path)
    do {
      let log = SQLiteLog(try writing(path), readOnly: false)
      try log.layOut()
      return log
    } catch {
      try? FileManager.default.removeItem(atPath: path)
      throw LogFailure(error)
    }
  }

  /// Opens what `create` made; throws `notFound`, `notAChain` or `unknownVersion` for anything
  /// else. Blocks that a killed writer had appended are there. `readOnly` neither needs nor uses
  /// the right to write to the file or its directory.
  public static func open(_ path: String, readOnly: Bool) throws(LogFailure) -> SQLiteLog {
    let path = absolute(path)
    try ChainFile.check(path)
    do {
      let queue = readOnly ? try reading(path) : try writing(path)
      let log = SQLiteLog(queue, readOnly: readOnly)
      if !readOnly { try log.startWriting() }
      _ = try log.head
      return log
    } catch { throw LogFailure(error) }
  }

  public var head: ChainHead? {
    get throws(LogFailure) { try run { try SQLiteLog.head(in: $0) } }
  }

  public func append(_ block: Block) throws(LogFailure) {
    guard !readOnly else { throw .readOnly }
    // Before the block rather than after: a failure then means that nothing was appended.
    if bytesSinceCheckpoint >= SQLiteLog.checkpointInterval {
      try execute("PRAGMA wal_checkpoint(PASSIVE)")
      bytesSinceCheckpoint = 0
    }
    try run { database in
      try database.inTransaction(.immediate) {
        try SQLiteLog.checkFollows(block, try SQLiteLog.head(in: database))
        let insert = try database.cachedStatement(
          sql: "INSERT INTO block (height, digest, bytes) VALUES (?, ?, ?)")
        try insert.execute(arguments: [
          Int64(clamping: block.header.height), Data(block.digest.bytes), Data(block.bytes),
        ])
        return .commit
      }
    }
    bytesSinceCheckpoint += block.bytes.count
  }

  public func read(height: UInt64) throws(LogFailure) -> StoredBlock? {
    guard let key = Int64(exactly: height) else { return nil }
    return try run(reading: height) { database in
      let select = try database.cachedStatement(
        sql: "SELECT digest, bytes FROM block WHERE height = ?")
      guard let row = try Row.fetchOne(select, arguments: [key]) else { return nil }
      guard case .blob(let digestBytes) = (row[0] as DatabaseValue).storage,
        case .blob(let bytes) = (row[1] as DatabaseValue).storage,
        let digest = Digest(digestBytes)
      else { throw LogFailure.corrupt(height: height) }
      return StoredBlock(digest: digest, bytes: Array(bytes))
    }
  }

  /// Leaves one file, unless somebody else has the chain open: then the last one does.
  public func close() throws(LogFailure) {
    if !readOnly {
      do { try execute("PRAGMA journal_mode = DELETE") } catch {
        guard error == .locked else { throw error }
      }
    }
    do { try queue.close() } catch { throw LogFailure(error) }
  }
}

extension SQLiteLog {
  private static func absolute(_ path: String) -> String { URL(fileURLWithPath: path).path }

  private static func writing(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  private static func reading(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.readonly = true
    do {
      return try DatabaseQueue(path: path, configuration: configuration)
    } catch {
      // A chain that was not closed wants its two more files, which cannot be made here. Where no
      // blocks wait in one of them, the database alone says everything.
      guard LogFailure(error) != .locked,
        !FileManager.default.fileExists(atPath: path + "-wal")
      else { throw error }
      let address = URL(fileURLWithPath: path).absoluteString + "?immutable=1"
      return try DatabaseQueue(path: address, configuration: configuration)
    }
  }

  // In this order: the size of pages is fixed by the first write, and the header reaches the
  // database itself, where `ChainFile` looks, as long as there is no write-ahead log.
  private func layOut() throws(LogFailure) {
    try execute("PRAGMA page_size = 16384")
    try run { database in
      try database.inTransaction {
        try database.execute(
          sql: """
            PRAGMA application_id = \(ChainFile.applicationID);
            PRAGMA user_version = \(ChainFile.version);
            CREATE TABLE block (
              height INTEGER PRIMARY KEY, digest BLOB NOT NULL, bytes BLOB NOT NULL);
            """)
        return .commit
      }
    }
    try startWriting()
  }

  private func startWriting() throws(LogFailure) {
    try execute("PRAGMA journal_mode = WAL")
    try execute("PRAGMA synchronous = FULL")
    try execute("PRAGMA wal_autocheckpoint = 0")
  }

  private static func head(in database: Database) throws -> ChainHead? {
    let select = try database.cachedStatement(
      sql: "SELECT height, digest FROM block ORDER BY height DESC LIMIT 1")
    guard let row = try Row.fetchOne(select) else { return nil }
    guard case .int64(let number) = (row[0] as DatabaseValue).storage,
      let height = UInt64(exactly: number),
      case .blob(let bytes) = (row[1] as DatabaseValue).storage, let digest = Digest(bytes)
    else { throw LogFailure.corrupt(height: nil) }
    return ChainHead(height: height, digest: digest)
  }

  func execute(_ sql: String) throws(LogFailure) {
    try run { try $0.execute(sql: sql) }
  }

  private func run<T>(
    reading height: UInt64? = nil, _ body: (Database) throws -> T
  ) throws(LogFailure) -> T {
    do {
      return try queue.writeWithoutTransaction(body)
    } catch { throw LogFailure(error, height: height) }
  }
}
