import QiChain
import QiCrypto
import QiLedger
import Testing

@testable import YuanqiKit

/// A chain whose proposer lies: every block is well formed and signed with the right key.
private final class Forgery {
  var transactions: [[(entry: Entry, request: [UInt8], receipt: Receipt)]] = []
  var times: [Instant] = []
  var states: [StateMark?] = []

  /// Takes a purchase apart whose deposit was followed by silence: blocks at two instants, the last
  /// of which is a deadline that fired.
  convenience init() throws {
    let purchase = try Purchase()
    try purchase.play(["buyer deposit", "at 2026-03-11 12:00"])
    let platform = purchase.platform
    try platform.pay(.yuan(1), from: purchase.number("buyer"), to: purchase.number("seller"))
    try self.init(platform)
  }

  /// Takes any chain apart.
  init(_ platform: Platform) throws {
    try platform.close()
    var check = try BlockCheck()
    while let stored = try platform.log.read(height: check.height) {
      let block = try check.next(stored)
      var reader = block.transactions
      var all: [(Entry, [UInt8], Receipt)] = []
      while let one = try reader.next() {
        all.append((one.entry, Array(one.side?.request ?? []), try one.receipt()))
      }
      transactions.append(all)
      times.append(block.header.time)
      states.append(block.header.state)
    }
  }

  /// Signs it all again, and gives the first fault of a replay.
  func fault() throws -> ReplayFault? {
    let key = try SigningKey(seed: 1, actor: 1)
    var builder = try BlockBuilder()
    var log = MemoryLog()
    for (index, all) in transactions.enumerated() {
      for (entry, request, receipt) in all {
        builder.append(entry, request: request, receipt: receipt)
      }
      try log.append(
        builder.seal(after: log.head, at: times[index], state: states[index], signedBy: key))
    }
    do throws(ReplayFault) {
      let replay = try Replay(log)
      while try replay.next() != nil {}
      return nil
    } catch { return error }
  }

  var count: Int { transactions.count }

  /// The last entry of block 0, which is the deposit.
  var deposit: Int { transactions[0].count - 1 }
}

@Suite struct TamperedChainTests {
  @Test func whatWasNotTouchedIsAccepted() throws {
    let forgery = try Forgery()
    #expect(forgery.count == 3)
    #expect(forgery.transactions[1].map(\.entry.kind) == [.due])
    #expect(try forgery.fault() == nil)
  }

  @Test func aDeadlineThatWasLeftOut() throws {
    let forgery = try Forgery()
    let due = forgery.times[1]
    forgery.transactions.remove(at: 1)
    forgery.times.remove(at: 1)
    // A root of the height it now has: the replay does not come so far as to compare it.
    forgery.states = [forgery.states[0], StateMark(height: 1, root: .zero)]
    #expect(try forgery.fault() == .deadlineMissed(due: due))
  }

  @Test func anActInFrontOfADeadline() throws {
    let forgery = try Forgery()
    let payment = try #require(forgery.transactions[2].first)
    forgery.transactions[1].insert(payment, at: 0)
    #expect(try forgery.fault() == .deadlineMissed(due: forgery.times[1]))
  }

  @Test func aDeadlineTooEarly() throws {
    let forgery = try Forgery()
    let before = try #require(forgery.times[1].adding(seconds: -1))
    forgery.times[1] = before
    #expect(try forgery.fault() == .outcome(0))
  }

  @Test func anotherStateRoot() throws {
    let forgery = try Forgery()
    let mark = try #require(forgery.states[2])
    forgery.states[2] = StateMark(height: mark.height, root: .zero)
    #expect(try forgery.fault() == .stateRoot)
  }

  @Test func aRootThatIsCarriedLate() throws {
    let forgery = try Forgery()
    forgery.states[1] = forgery.states[0]
    #expect(try forgery.fault() == .stateRoot)
  }

  @Test(
    arguments: [
      { $0.sequence += 1 }, { $0.sequence = 0 }, { $0.actorBalance = .yuan(1) },
      { $0.targetBalance = .zero }, { $0.amount = .yuan(1) }, { $0.target = 2 },
      { $0.target = .max }, { $0.actor = ActorNumber(4) }, { $0.actor = .centre },
      { $0.actor = .time }, { $0.actor = ActorNumber(99) }, { $0.actor = ActorNumber(.max) },
    ] as [@Sendable (inout Entry) -> Void])
  func anotherEntryForADeposit(change: @Sendable (inout Entry) -> Void) throws {
    let forgery = try Forgery()
    change(&forgery.transactions[0][forgery.deposit].entry)
    #expect(try forgery.fault() == .outcome(forgery.deposit))
  }

  @Test func anotherReceiptForADeposit() throws {
    let clause = ClauseNumber(phase: 1, clause: 1)
    let moves = [Posting(.wallet(ActorNumber(3)), .yuan(-2_000)), Posting(.hold(0), .yuan(2_000))]
    let receipts: [Receipt] = [
      .plain, .ran(ClauseRun(clause: clause, phaseAfter: 2)),
      .ran(ClauseRun(clause: clause, phaseAfter: 3, postings: moves)),
      .ran(ClauseRun(clause: clause, phaseAfter: 2, postings: moves, notes: [""])),
    ]
    for receipt in receipts {
      let forgery = try Forgery()
      forgery.transactions[0][forgery.deposit].receipt = receipt
      #expect(try forgery.fault() == .outcome(forgery.deposit))
    }
    let forgery = try Forgery()
    forgery.transactions[0][forgery.deposit].receipt = .ran(
      ClauseRun(clause: clause, phaseAfter: 2, postings: moves))
    #expect(try forgery.fault() == nil)
  }

  @Test func aRefusalOfWhatWasDone() throws {
    let forgery = try Forgery()
    forgery.transactions[0][forgery.deposit].entry.reason = .insufficientFunds
    forgery.transactions[0][forgery.deposit].receipt = .refused(Refusal(.insufficientFunds))
    #expect(try forgery.fault() == .outcome(forgery.deposit))
  }

  /// Entries that nobody can make, though refused entries may follow any others.
  @Test func entriesOfNobodyAndOfTime() throws {
    let refusal = Refusal(.notAuthorised)
    let last = try Forgery()
    let next = UInt64(last.transactions[1].count + 1)
    let entries = [
      Entry(actor: .time, sequence: next, kind: .redeem, reason: .notAuthorised),
      Entry(actor: .time, sequence: next, kind: .due, reason: .tooEarly, target: 1),
      Entry(actor: ActorNumber(99), sequence: 1, kind: .redeem, reason: .notAuthorised),
      Entry(actor: ActorNumber(.max), sequence: 1, kind: .claim, reason: .notAuthorised),
    ]
    for entry in entries {
      let forgery = try Forgery()
      let receipt = Receipt.refused(Refusal(entry.reason ?? refusal.reason))
      forgery.transactions[2].append((entry, [], receipt))
      #expect(try forgery.fault() == .outcome(1))
    }
    let tree = try Template(purchase).tree
    let forgery = try Forgery()
    let stranger = Entry(
      actor: ActorNumber(99), sequence: 1, kind: .publishTemplate, target: 2)
    forgery.transactions[2].append((stranger, tree, .plain))
    #expect(try forgery.fault() == .outcome(1))
  }

  @Test func aChainThatIsOpenedTwice() throws {
    let forgery = try Forgery()
    var opening = forgery.transactions[0][0]
    opening.entry.sequence = 4
    forgery.transactions[0].insert(opening, at: 3)
    #expect(try forgery.fault() == .outcome(3))
  }

  /// Requests cut short, made longer, with every bit of every byte turned: a fault or another
  /// outcome, never the end of the process.
  @Test func mutatedRequestsAreRefused() throws { try mutate(Forgery()) }

  @Test func mutatedSignaturesAreRefused() throws {
    let proposal = try Proposal()
    let (platform, deal) = (proposal.platform, proposal.deal)
    try platform.sign(deal, by: proposal.seller)
    try platform.withdraw(deal, by: proposal.seller)
    for party in proposal.people { try platform.sign(deal, by: party) }
    try platform.closeWallet(proposal.arbiter)
    let forgery = try Forgery(platform)
    let kinds = Set(forgery.transactions[0].map(\.entry.kind))
    #expect(kinds.isSuperset(of: [.propose, .sign, .withdraw, .closeWallet]))
    try mutate(forgery)
    // Kinds whose request is empty take no bytes.
    for (index, transaction) in forgery.transactions[0].enumerated()
    where [.withdraw, .closeWallet].contains(transaction.entry.kind) {
      forgery.transactions[0][index].request = [0]
      #expect(try forgery.fault() == .outcome(index))
      forgery.transactions[0][index].request = []
    }
  }

  private func mutate(_ whole: Forgery) throws {
    let height = 0
    for (index, transaction) in whole.transactions[height].enumerated() {
      let request = transaction.request
      if request.isEmpty || index == 0 { continue }
      var mutations: [[UInt8]] = [Array(request.dropLast()), request + [0], []]
      let step = isLong ? 1 : max(1, request.count / 12)
      // Another name is another transaction, and as good: its bytes stay as they are.
      let opens = [.openOperator, .openWallet].contains(transaction.entry.kind)
      let kept = opens ? 4..<4 + Int(request[0]) : 0..<0
      for position in stride(from: 0, to: request.count, by: step)
      where !kept.contains(position) {
        for mask: UInt8 in isLong ? [1, 0x80, 0xFF] : [0x81] {
          var bytes = request
          bytes[position] ^= mask
          mutations.append(bytes)
        }
      }
      for bytes in mutations {
        let forgery = whole
        forgery.transactions[height][index].request = bytes
        let fault = try forgery.fault()
        #expect(fault != nil, "entry \(index), \(bytes.prefix(64))")
        forgery.transactions[height][index].request = request
      }
    }
  }
}
