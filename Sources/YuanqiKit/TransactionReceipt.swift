public import QiChain
public import QiValues

/// What came of one transaction, and where it stands on the chain.
public struct TransactionReceipt: Sendable {
  /// The block it is in, which closes later.
  public let height: UInt64
  public let time: Instant
  public let entry: Entry
  public let detail: Receipt
  /// What it looked at and decided on the way, in order; empty unless the platform was told to keep
  /// it. No part of the chain.
  public var observed: [Observed] = []

  /// Nil where it was done.
  public var reason: Reason? { entry.reason }
  public var isDone: Bool { reason == nil }

  public var refusal: Refusal? {
    if case .refused(let refusal) = detail { refusal } else { nil }
  }

  /// The clause that ran, with what it moved and noted.
  public var run: ClauseRun? {
    if case .ran(let run) = detail { run } else { nil }
  }

  /// One signature of a joint act that waits for others.
  public var approval: Approval? {
    if case .approved(let approval) = detail { approval } else { nil }
  }

  /// The contract that ended as another took its place.
  public var replacement: Replacement? {
    if case .replaced(let replacement) = detail { replacement } else { nil }
  }

  public var notes: [String] { run?.notes ?? [] }

  /// What moved, from where and to where; empty where it was refused. Postings stand in pairs.
  public var movements: [(from: Posting, to: Posting)] {
    let legs = postings
    return stride(from: 1, to: legs.count, by: 2).map { (legs[$0 - 1], legs[$0]) }
  }

  /// The place among the contract's of the mandate a movement was made under.
  public func mandate(of movement: Int) -> Int? {
    run?.drawn.first { $0.movement == movement }.map { Int($0.mandate) - 1 }
  }

  /// What moved, leg by leg; empty where it was refused.
  public var postings: [Posting] {
    if !isDone { return [] }
    if let run { return run.postings }
    if let replacement { return replacement.postings }
    guard entry.amount != .zero else { return [] }
    let (actor, target) = (entry.actor, ActorNumber(entry.target))
    let (from, to): (Account, Account)
    switch entry.kind {
    case .issue: (from, to) = (.issuance(actor), .wallet(target))
    case .redeem: (from, to) = (.wallet(actor), .issuance(target))
    case .transfer: (from, to) = (.wallet(actor), .wallet(target))
    case .claim: (from, to) = (.unclaimed(target), .wallet(actor))
    default: return []
    }
    return [Posting(from, Money(fen: -entry.amount.fen)), Posting(to, entry.amount)]
  }
}
