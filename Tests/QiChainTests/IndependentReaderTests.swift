import Foundation
import QiChain
import QiValues
import Testing

@testable import QiStore

/// A program written from docs/chain-format.md alone reads what ours wrote.
@Suite(.enabled(if: python != nil)) struct IndependentReaderTests {
  @Test func findsAllGood() throws {
    try withDirectory { directory in
      let chain = try SampleChain()
      let log = try SQLiteLog.create(directory + "/c.db")
      for height in 0..<9 as Range<UInt64> {
        let mark = StateMark(height: height, root: .zero)
        try log.append(chain.block(entries: height == 8 ? 0 : 20, state: mark))
      }
      let head = try #require(try log.head)
      try log.close()
      let (output, status) = try run("read_chain.py", directory + "/c.db")
      #expect(output == "9 blocks, 161 entries, head sm3 \(head.digest): all good\n")
      #expect(status == 0)
    }
  }

  /// Approvals and the later kinds, and an approval that is none.
  @Test(arguments: [(1, ""), (2, "block 1: entry 2: receipt's form\n")] as [(UInt8, String)])
  func readsApprovals(count: UInt8, problem: String) throws {
    try withDirectory { directory in
      let approval = Approval(
        clause: ClauseNumber(phase: 1, clause: 1), count: count, needed: 2)
      let chain = try SampleChain()
      let log = try SQLiteLog.create(directory + "/c.db")
      try log.append(chain.block())
      for kind in [TransactionKind.openOracle, .attestKind, .act] {
        let entry = Entry(actor: .centre, sequence: 2, kind: kind, target: 3)
        let receipt = kind == .act ? Receipt.approved(approval) : .plain
        chain.builder.append(entry, request: [1, 0, 0, 0, 97], receipt: receipt)
      }
      try log.append(chain.block(entries: 0))
      try log.close()
      let (output, status) = try run("read_chain.py", directory + "/c.db")
      #expect(output.hasPrefix(problem) && (status == 0) == problem.isEmpty, "\(output)")
    }
  }

  /// A movement that was drawn stands once, and in order.
  @Test(
    arguments: [([0, 1], true), ([0, 0], false), ([1, 0], false), ([2], false)]
      as [([UInt16], Bool)])
  func readsWhatWasDrawn(movements: [UInt16], isSound: Bool) throws {
    try withDirectory { directory in
      let pair = [
        Posting(.wallet(ActorNumber(3)), .yuan(-1)), Posting(.wallet(ActorNumber(4)), .yuan(1)),
      ]
      let ran = ClauseRun(
        clause: ClauseNumber(phase: 1, clause: 1), phaseAfter: 1, postings: pair + pair,
        notes: ["已付"], drawn: movements.map { Drawn(movement: $0, mandate: 1) })
      let chain = try SampleChain()
      let log = try SQLiteLog.create(directory + "/c.db")
      try log.append(chain.block())
      let entry = Entry(actor: .centre, sequence: 2, kind: .act, target: 3)
      chain.builder.append(entry, request: [1, 0, 0, 0, 97], receipt: .ran(ran))
      try log.append(chain.block(entries: 0))
      try log.close()
      let (output, status) = try run("read_chain.py", directory + "/c.db")
      #expect(output.contains("receipt's form") == !isSound, "\(output)")
      #expect((status == 0) == isSound)
    }
  }

  @Test(arguments: [3, 30, 100, 150, 210, 250, 1960, 1975, 1999]) func findsAFlippedByte(
    _ position: Int
  )
    throws
  {
    try withDirectory { directory in
      let chain = try SampleChain()
      let log = try SQLiteLog.create(directory + "/c.db")
      for _ in 0..<3 { try log.append(chain.block(entries: 20)) }
      var bytes = try #require(try log.read(height: 1)).bytes
      bytes[position] ^= 1
      let hexadecimal = bytes.map { String(format: "%02x", $0) }.joined()
      try log.execute("UPDATE block SET bytes = x'\(hexadecimal)' WHERE height = 1")
      try log.close()
      let (output, status) = try run("read_chain.py", directory + "/c.db")
      #expect(output.hasPrefix("block 1: "), "\(output)")
      #expect(status == 1)
    }
  }

  @Test func refusesWhatIsNoChain() throws {
    #expect(try run("read_chain.py", "/nowhere").status == 2)
    #expect(try run("read_chain.py", "/etc/hosts").status == 2)
  }
}
