import Foundation
import QiChain
import Testing

@testable import QiStore

/// A chain with a byte changed is found out, and the block is named.
@Suite struct DamagedChainTests {
  private let folder: Folder
  private let database: String

  init() throws {
    folder = try Folder()
    database = folder["c.db"]
    let steps = """
      小林: deal.deposit
      at +1 day
      茶庄: deal.ship
      reject wrong-phase { 小林: deal.deposit }
      小林: pay ¥5 to 仲裁
      at +2 days
      小林: deal.complain
      """
    #expect(run("run", "--chain", database, try folder.scenario(steps)).exit == 0)
  }

  /// Changes one byte of a stored block, looks, and puts it back.
  private func flip(_ position: Int, ofBlock height: UInt64, _ look: () throws -> Void) throws {
    let log = try SQLiteLog.open(database, readOnly: false)
    let bytes = try #require(try log.read(height: height)).bytes
    func write(_ bytes: [UInt8]) throws {
      let hexadecimal = bytes.map { String(format: "%02x", $0) }.joined()
      try log.execute("UPDATE block SET bytes = x'\(hexadecimal)' WHERE height = \(height)")
    }
    var changed = bytes
    changed[position] ^= 1 << UInt8(position % 8)
    try write(changed)
    try look()
    try write(bytes)
    try log.close()
  }

  private func size(ofBlock height: UInt64) throws -> (bytes: Int, side: Int) {
    let log = try SQLiteLog.open(database, readOnly: true)
    let bytes = try #require(try log.read(height: height)).bytes
    // docs/chain-format.md §7: header, signature, 104 bytes an entry, side area.
    let count = bytes[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    return (bytes.count, 208 + count * 104)
  }

  private func expectFound(_ position: Int, inBlock height: UInt64) throws {
    try flip(position, ofBlock: height) {
      let result = run("chain", "verify", database)
      let what: Comment = "byte \(position) of block \(height): \(result.out)"
      #expect(result.exit == 1, what)
      #expect(result.out.hasPrefix("✗ block \(height): "), what)
      #expect(!result.out.contains("("), what)
    }
  }

  @Test func everyByteOfHeaderAndSignature() throws {
    for position in 0..<208 { try expectFound(position, inBlock: 1) }
    #expect(run("chain", "verify", database).exit == 0)
  }

  @Test func entriesAndSideArea() throws {
    var chance = Chance(seed: 7)
    for height in 0...2 as ClosedRange<UInt64> {
      let (bytes, side) = try size(ofBlock: height)
      #expect(side < bytes)
      for _ in 0..<25 { try expectFound(208 + chance.below(side - 208), inBlock: height) }
      for _ in 0..<25 { try expectFound(side + chance.below(bytes - side), inBlock: height) }
    }
    #expect(run("chain", "verify", database).exit == 0)
  }

  @Test(.enabled(if: python != nil)) func theIndependentReaderAgrees() throws {
    func reader() throws -> Outcome {
      try shell("'\(python ?? "")' -B Tests/Independent/read_chain.py '\(database)'")
    }
    let good = try reader()
    // A Python whose OpenSSL lacks SM3 cannot say anything.
    guard good.exit != 2, !good.err.contains("unsupported hash") else { return }
    #expect(good.exit == 0 && good.out.contains("all good"), "\(good.out)\(good.err)")
    let (bytes, side) = try size(ofBlock: 1)
    for position in [9, 40, 150, 207, 230, side - 1, side + 3, bytes - 1] {
      try flip(position, ofBlock: 1) {
        let theirs = try reader()
        #expect(theirs.exit == 1 && theirs.out.hasPrefix("block 1: "), "\(theirs.out)")
        #expect(run("chain", "verify", database).exit == 1)
      }
    }
  }

  /// Of the file as SQLite lays it out: a change is found, or changes nothing that is read.
  @Test func anyByteOfTheFile() throws {
    var bytes = [UInt8](try Data(contentsOf: URL(filePath: database)))
    let good = withoutTimes(run("chain", "verify", database).out)
    var chance = Chance(seed: 11)
    let positions = Array(0..<100) + (0..<200).map { _ in chance.below(bytes.count) }
    let copy = folder["copy.db"]
    for position in positions {
      let mask = UInt8(1 << chance.below(8))
      bytes[position] ^= mask
      try Data(bytes).write(to: URL(filePath: copy))
      let result = run("chain", "verify", copy)
      let what: Comment = "byte \(position): \(result)"
      #expect(result.exit > 0 || withoutTimes(result.out) == good, what)
      #expect(result.exit == 0 || !(result.out + result.err).isEmpty, what)
      bytes[position] ^= mask
      try? FileManager.default.removeItem(atPath: copy + "-wal")
    }
  }

  @Test func aFileCutShort() throws {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: database)))
    let copy = folder["copy.db"]
    for part in 0..<16 {
      try Data(bytes[..<(bytes.count * part / 16)]).write(to: URL(filePath: copy))
      let result = run("chain", "verify", copy)
      #expect([1, 2, 3].contains(result.exit), "\(part)/16: \(result)")
    }
  }
}

/// The same numbers for the same seed (SplitMix64).
struct Chance {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int((z ^ (z >> 31)) % UInt64(max(1, limit)))
  }
}
