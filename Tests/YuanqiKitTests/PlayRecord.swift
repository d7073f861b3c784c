import Testing

@testable import YuanqiKit

/// What came of everything, and a ledger of its own: the sums of all postings seen.
final class PlayRecord {
  private(set) var coverage = PlayCoverage()
  private(set) var accounts: [Account: Int64] = [:]
  /// The first thing that was wrong with a receipt.
  private(set) var fault: String?

  /// Fen issued and not redeemed.
  var supply: Int64 { -accounts.reduce(0) { $1.key.kind == .issuance ? $0 + $1.value : $0 } }

  func see(_ receipt: TransactionReceipt) {
    let sum = receipt.postings.reduce(0) { $0 + $1.amount.fen }
    if sum != 0 { found("postings that sum to \(sum) fen", receipt) }
    for posting in receipt.postings { accounts[posting.account, default: 0] += posting.amount.fen }
    let (entry, target) = (receipt.entry, ActorNumber(receipt.entry.target))
    if entry.actorBalance.fen != balance(of: entry.actor) { found("the actor's balance", receipt) }
    let hasWallets: [TransactionKind] = [.issue, .redeem, .transfer]
    if hasWallets.contains(entry.kind), entry.targetBalance.fen != balance(of: target) {
      found("the target's balance", receipt)
    }
    if !isReadBack(receipt) { found("a receipt that reads otherwise, or not at all", receipt) }
    coverage.count(receipt)
  }

  /// Whatever a chain is given to keep, it can be read.
  private func isReadBack(_ receipt: TransactionReceipt) -> Bool {
    var writer = ByteWriter()
    receipt.detail.encode(into: &writer)
    let read = try? Receipt(decoding: writer.bytes[...], reason: receipt.reason)
    return read == receipt.detail
  }

  /// An actor has a wallet or an issuance, never both.
  private func balance(of actor: ActorNumber) -> Int64 {
    accounts[.wallet(actor)] ?? accounts[.issuance(actor)] ?? 0
  }

  private func found(_ what: String, _ receipt: TransactionReceipt) {
    if fault == nil { fault = "\(what), of \(receipt)" }
  }
}

/// How often what happened. Nothing that never ran was tested.
struct PlayCoverage {
  private(set) var clauses: [ClauseNumber: Int] = [:]
  /// By the number of the phase that was entered, from 1.
  private(set) var phases: [UInt16: Int] = [1: 0]
  private(set) var refusals: [Reason: Int] = [:]
  private(set) var deadlines = 0
  private(set) var acts = 0
  /// Under acts of several, and not the last.
  private(set) var approvals = 0
  /// Under proposals.
  private(set) var signatures = 0

  mutating func count(_ receipt: TransactionReceipt) {
    if let reason = receipt.reason { refusals[reason, default: 0] += 1 }
    if receipt.approval != nil { approvals += 1 }
    if receipt.isDone, receipt.entry.kind == .sign { signatures += 1 }
    guard let run = receipt.run else { return }
    clauses[run.clause, default: 0] += 1
    if run.phaseAfter != run.clause.phase { phases[run.phaseAfter, default: 0] += 1 }
    if receipt.entry.kind == .due { deadlines += 1 } else { acts += 1 }
  }

  mutating func add(_ other: PlayCoverage) {
    clauses.merge(other.clauses, uniquingKeysWith: +)
    phases.merge(other.phases, uniquingKeysWith: +)
    refusals.merge(other.refusals, uniquingKeysWith: +)
    deadlines += other.deadlines
    acts += other.acts
    approvals += other.approvals
    signatures += other.signatures
  }

  /// Names of phases never entered, numbers of clauses that never ran.
  func missing(of program: Program) -> [String] {
    let unseen = program.phases.indices.filter { phases[UInt16($0 + 1)] == nil }
    let idle = program.phases.flatMap(\.clauses).map(\.number).filter { clauses[$0] == nil }
    return unseen.map { program.phases[$0].name } + idle.map(\.description)
  }

  /// One line for people.
  func summary(of program: Program) -> String {
    let ends = program.phases.indices.filter { program.phases[$0].isEnd }
      .map { "\(program.phases[$0].name) \(phases[UInt16($0 + 1)] ?? 0)" }
    let halted = phases[UInt16(program.phases.count + 1)] ?? 0
    let refused = Reason.allCases.filter { refusals[$0] != nil }
      .map { "\($0.code) \(refusals[$0] ?? 0)" }
    return """
      \(program.name): \(acts) acts, \(approvals) approvals, \(signatures) signatures, \
      \(deadlines) deadlines, ends \(ends.joined(separator: ", ")), \
      Halted \(halted), refused \(refused.joined(separator: ", "))
      """
  }
}
