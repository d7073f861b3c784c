import Foundation
import GRDB
import QiChain
import QiStore
import YuanqiKit

private let blockSize = Block.entryLimit

private func percent(_ part: Int, of whole: Int) -> String {
  let tenths = part * 1_000 / max(1, whole)
  return "\(tenths / 10).\(tenths % 10) % done"
}

/// Many at once and one at a time, each block in the database before the next begins; and what a
/// wallet takes in memory.
func durableTransfers(in directory: URL, wallets: Int) throws -> [Row] {
  let log = try SQLiteLog.create(directory.appending(path: "chain.db").path)
  let before = residentBytes()
  var town = try Town(wallets: wallets, log: log)
  let memory = (residentBytes() - before) / Double(wallets)
  var (figures, done, count) = ([Double](), 0, 0)
  for _ in 0..<runs {
    let batches = town.batches(100, of: blockSize)
    let time = try seconds { done += try town.pay(batches) }
    count += batches.count * blockSize
    figures.append(Double(batches.count * blockSize) / time)
  }
  let setting = "SQLite WAL FULL, class limits, SM3, one SM2 signature a block, one thread"
  let many = Row(
    name: "durable transfers", figures: figures, unit: "/s",
    remark: "blocks of \(blockSize), \(wallets) wallets, \(setting); \(percent(done, of: count))")
  let rows = [many, try oneByOne(&town)]
  try town.platform.close()
  try log.close()
  return rows + [
    Row(
      name: "memory a wallet", figures: [memory], unit: "bytes",
      remark: "resident, with name and state tree, after opening \(wallets)")
  ]
}

private func oneByOne(_ town: inout Town) throws -> Row {
  var (figures, worst) = ([Double](), [Double]())
  for _ in 0..<runs {
    var times: [Double] = []
    for batch in town.batches(400, of: 1) {
      times.append(try seconds { _ = try town.pay([batch]) })
    }
    times.sort()
    figures.append(times[times.count / 2] * 1e6)
    worst.append(times[times.count * 99 / 100] * 1e6)
  }
  return Row(
    name: "one transfer a block", figures: figures, unit: "µs",
    remark: "median of 400, durable, each signed; p99 \(Int(worst.sorted()[runs / 2])) µs")
}

func transfersInMemory() throws -> Row {
  let wallets = 100_000
  var town = try Town(wallets: wallets, log: NoLog())
  var (figures, done, count) = ([Double](), 0, 0)
  for _ in 0..<runs {
    let batches = town.batches(60, of: blockSize)
    let time = try seconds { done += try town.pay(batches) }
    count += batches.count * blockSize
    figures.append(Double(batches.count * blockSize) / time)
  }
  return Row(
    name: "transfers in memory", figures: figures, unit: "/s",
    remark: "as above, nothing kept, \(wallets) wallets; \(percent(done, of: count))")
}

func replay() throws -> Row {
  let log = SharedLog()
  var town = try Town(wallets: 10_000, log: log)
  _ = try town.pay(town.batches(40, of: blockSize))
  try town.platform.close()
  var figures: [Double] = []
  for _ in 0..<runs {
    var entries = 0
    let time = try seconds {
      let replay = try Replay(log)
      while let block = try replay.next() { entries += block.receipts.count }
    }
    figures.append(Double(entries) / time)
  }
  return Row(
    name: "replay", figures: figures, unit: "/s",
    remark: "every digest, signature, outcome and state root; blocks of \(blockSize) in memory")
}

/// A log in memory that the platform and its replay both read.
private final class SharedLog: BlockLog {
  private var log = MemoryLog()

  var head: ChainHead? { log.head }

  func append(_ block: Block) throws(LogFailure) { try log.append(block) }

  func read(height: UInt64) throws(LogFailure) -> StoredBlock? { try log.read(height: height) }
}

/// What one would write instead: a table of balances and one of transfers. No limits, no chain.
func rowsInSQLite(in directory: URL) throws -> Row {
  let (wallets, batches) = (100_000, 10)
  let queue = try DatabaseQueue(path: directory.appending(path: "rows.db").path)
  try queue.writeWithoutTransaction { database in
    try database.execute(
      sql: """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        CREATE TABLE wallet (id INTEGER PRIMARY KEY, balance INTEGER NOT NULL);
        CREATE TABLE transfer (
          id INTEGER PRIMARY KEY, payer INTEGER NOT NULL, payee INTEGER NOT NULL,
          amount INTEGER NOT NULL);
        """)
    try database.inTransaction {
      for id in 0..<wallets {
        try database.execute(sql: "INSERT INTO wallet VALUES (?, 200000)", arguments: [id])
      }
      return .commit
    }
  }
  var random = SplitMix(state: 1)
  var figures: [Double] = []
  for _ in 0..<runs {
    let time = try seconds {
      for _ in 0..<batches { try transferRows(&random, wallets, queue) }
    }
    figures.append(Double(batches * blockSize) / time)
  }
  try queue.close()
  return Row(
    name: "peer: SQLite by GRDB", figures: figures, unit: "/s",
    remark: "a row a transfer, WAL FULL, \(blockSize) a commit, \(wallets) wallets, no chain")
}

private func transferRows(
  _ random: inout SplitMix, _ wallets: Int, _ queue: DatabaseQueue
) throws {
  try queue.writeWithoutTransaction { database in
    let take = try database.cachedStatement(
      sql: "UPDATE wallet SET balance = balance - ?1 WHERE id = ?2 AND balance >= ?1")
    let give = try database.cachedStatement(
      sql: "UPDATE wallet SET balance = balance + ?1 WHERE id = ?2")
    let note = try database.cachedStatement(
      sql: "INSERT INTO transfer (payer, payee, amount) VALUES (?, ?, ?)")
    try database.inTransaction {
      for _ in 0..<blockSize {
        let (payer, payee) = (random.below(wallets), random.below(wallets))
        let amount = random.below(10_000) + 1
        try take.execute(arguments: [amount, payer])
        guard database.changesCount == 1 else { continue }
        try give.execute(arguments: [amount, payee])
        try note.execute(arguments: [payer, payee, amount])
      }
      return .commit
    }
  }
}
