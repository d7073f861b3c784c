import Foundation
import QiChain
import QiValues
import Testing

@testable import QiStore

@Suite struct SQLiteLogTests {
  private func append(_ count: Int, to log: SQLiteLog, _ chain: SampleChain) throws -> [Block] {
    try (0..<count).map { _ in
      let block = try chain.block(entries: 30)
      try log.append(block)
      return block
    }
  }

  private func expect(_ failure: LogFailure, _ body: () throws -> Void) {
    #expect(throws: failure) { try body() }
  }

  @Test func keepsAChainInOneFile() throws {
    try withDirectory { directory in
      let path = directory + "/链.db"
      let chain = try SampleChain()
      let log = try SQLiteLog.create(path)
      #expect(try log.head == nil)
      #expect(try log.read(height: 0) == nil)
      let blocks = try append(5, to: log, chain)
      #expect(try log.head == blocks.last?.head)
      try log.close()
      #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["链.db"])

      for readOnly in [true, false] {
        let again = try SQLiteLog.open(path, readOnly: readOnly)
        #expect(try again.head == blocks.last?.head)
        for block in blocks {
          let stored = StoredBlock(digest: block.digest, bytes: block.bytes)
          #expect(try again.read(height: block.header.height) == stored)
        }
        #expect(try again.read(height: 5) == nil)
        #expect(try again.read(height: .max) == nil)
        if readOnly { expect(.readOnly) { try again.append(chain.block()) } }
        try again.close()
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["链.db"])
      }
    }
  }

  @Test func pagesAndMarksOfTheFormat() throws {
    try withDirectory { directory in
      try SQLiteLog.create(directory + "/c.db").close()
      let file = try Data(contentsOf: URL(filePath: directory + "/c.db"))
      #expect(file[16..<18].elementsEqual([0x40, 0x00]))
      #expect(file[60..<64].elementsEqual([0, 0, 0, 1]))
      #expect(file[68..<72].elementsEqual("YQQ1".utf8))
    }
  }

  @Test func aKilledWriterLosesNothing() throws {
    try withDirectory { directory in
      let chain = try SampleChain()
      let log = try SQLiteLog.create(directory + "/c.db")
      let blocks = try append(3, to: log, chain)
      // What a kill leaves on the disk at this moment.
      try FileManager.default.createDirectory(
        atPath: directory + "/left", withIntermediateDirectories: false)
      for file in ["c.db", "c.db-wal"] {
        try FileManager.default.copyItem(
          atPath: "\(directory)/\(file)", toPath: "\(directory)/left/\(file)")
      }
      let reader = try SQLiteLog.open(directory + "/left/c.db", readOnly: true)
      #expect(try reader.head == blocks.last?.head)
      try reader.close()
      let writer = try SQLiteLog.open(directory + "/left/c.db", readOnly: false)
      #expect(try writer.head == blocks.last?.head)
      _ = try append(1, to: writer, chain)
      try writer.close()
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: directory + "/left") == ["c.db"])
      try log.close()
    }
  }

  @Test func droppingALogLosesNothing() throws {
    try withDirectory { directory in
      let chain = try SampleChain()
      let last = try append(3, to: SQLiteLog.create(directory + "/c.db"), chain).last
      #expect(try SQLiteLog.open(directory + "/c.db", readOnly: true).head == last?.head)
    }
  }

  @Test func onlyAChainIsOpened() throws {
    try withDirectory { directory in
      try Data("押金合同\n".utf8).write(to: URL(filePath: directory + "/text"))
      try Data().write(to: URL(filePath: directory + "/empty"))
      try Data(repeating: 0x53, count: 200_000).write(to: URL(filePath: directory + "/long"))
      let other = try SQLiteLog.create(directory + "/other")
      try other.execute("PRAGMA application_id = 1")
      try other.close()
      let later = try SQLiteLog.create(directory + "/later")
      try later.execute("PRAGMA user_version = 2")
      try later.close()
      let files = ["text", "empty", "long", "other"].map { "\(directory)/\($0)" }
      let before = files.map { FileManager.default.contents(atPath: $0) }
      for readOnly in [true, false] {
        for path in files + [directory] {
          expect(.notAChain) { _ = try SQLiteLog.open(path, readOnly: readOnly) }
        }
        expect(.unknownVersion(2)) {
          _ = try SQLiteLog.open(directory + "/later", readOnly: readOnly)
        }
        expect(.notFound) { _ = try SQLiteLog.open(directory + "/none", readOnly: readOnly) }
      }
      #expect(files.map { FileManager.default.contents(atPath: $0) } == before)
    }
  }

  @Test func onlyANewFileIsCreated() throws {
    try withDirectory { directory in
      try SQLiteLog.create(directory + "/c.db").close()
      try Data("text".utf8).write(to: URL(filePath: directory + "/text"))
      for path in [directory + "/c.db", directory + "/text", directory] {
        expect(.alreadyExists) { _ = try SQLiteLog.create(path) }
      }
      expect(.notFound) { _ = try SQLiteLog.create(directory + "/none/c.db") }
      #expect(FileManager.default.contents(atPath: directory + "/text") == Data("text".utf8))
    }
  }

  @Test func whoAppendsToAnOldHeadIsTold() throws {
    try withDirectory { directory in
      let chain = try SampleChain()
      let first = try SQLiteLog.create(directory + "/c.db")
      let genesis = try #require(try append(1, to: first, chain).last)
      let second = try SQLiteLog.open(directory + "/c.db", readOnly: false)
      let winner = try chain.block()
      chain.head = genesis.head
      let loser = try chain.block(entries: 1)
      try first.append(winner)
      expect(.headMoved(to: winner.head)) { try second.append(loser) }
      expect(.headMoved(to: winner.head)) { try second.append(winner) }
      #expect(try second.head == winner.head)
      try first.close()
      try second.close()
      #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["c.db"])
    }
  }

  @Test(.enabled(if: python != nil)) func somebodyElseWritesForLonger() throws {
    try withDirectory { directory in
      let chain = try SampleChain()
      let log = try SQLiteLog.create(directory + "/c.db")
      let block = try chain.block()
      let holder = try LockHolder(path: directory + "/c.db")
      expect(.locked) { try log.append(block) }
      #expect(try log.head == nil)
      holder.letGo()
      try log.append(block)
      #expect(try log.head == block.head)
    }
  }

  @Test func fullDiskChangesNothing() throws {
    try withDirectory { directory in
      let chain = try SampleChain()
      let log = try SQLiteLog.create(directory + "/c.db")
      let kept = try #require(try append(1, to: log, chain).last)
      try log.execute("PRAGMA max_page_count = 3")
      let block = try chain.block(entries: 3000)
      expect(.diskFull) { try log.append(block) }
      #expect(try log.head == kept.head)
      try log.execute("PRAGMA max_page_count = 1000000")
      try log.append(block)
      try log.close()
      #expect(try SQLiteLog.open(directory + "/c.db", readOnly: true).head == block.head)
    }
  }

  @Test func damageIsNamed() throws {
    try withDirectory { directory in
      let log = try SQLiteLog.create(directory + "/c.db")
      _ = try append(3, to: log, SampleChain())
      try log.execute("UPDATE block SET bytes = 7 WHERE height = 1")
      expect(.corrupt(height: 1)) { _ = try log.read(height: 1) }
      try log.execute("UPDATE block SET digest = 'x' WHERE height = 2")
      expect(.corrupt(height: nil)) { _ = try log.head }
      try log.close()
      expect(.corrupt(height: nil)) { _ = try SQLiteLog.open(directory + "/c.db", readOnly: true) }
    }
  }

  @Test func halfAFileIsCorrupt() throws {
    try withDirectory { directory in
      let log = try SQLiteLog.create(directory + "/c.db")
      _ = try append(40, to: log, SampleChain())
      try log.close()
      let url = URL(filePath: directory + "/c.db")
      let file = try Data(contentsOf: url)
      try file.prefix(file.count / 2).write(to: url)
      #expect(throws: LogFailure.corrupt(height: nil)) {
        let log = try SQLiteLog.open(directory + "/c.db", readOnly: true)
        for height in 0..<40 as Range<UInt64> { _ = try log.read(height: height) }
      }
    }
  }

  @Test func longChainsAreCopiedIntoTheDatabaseAsTheyGrow() throws {
    try withDirectory { directory in
      let chain = try SampleChain()
      let log = try SQLiteLog.create(directory + "/c.db")
      for _ in 0..<20 { try log.append(try chain.block(entries: 8000)) }
      func size(_ file: String) throws -> Int {
        let values = try FileManager.default.attributesOfItem(atPath: "\(directory)/\(file)")
        return values[.size] as? Int ?? 0
      }
      #expect(try size("c.db") > 8 << 20)
      #expect(try size("c.db-wal") < 8 << 20)
    }
  }

  @Test func aMemoryLogRefusesTheSame() throws {
    let chain = try SampleChain()
    var log = MemoryLog()
    let (first, second) = (try chain.block(), try chain.block())
    expect(.headMoved(to: nil)) { try log.append(second) }
    try log.append(first)
    expect(.headMoved(to: first.head)) { try log.append(first) }
    try log.append(second)
    #expect(log.head == second.head)
    #expect(try log.read(height: 1)?.bytes == second.bytes)
    #expect(try log.read(height: 2) == nil)
  }
}
