public import QiValues

/// What came of a transaction, as far as its entry does not say it (docs/chain-format.md §6).
public enum Receipt: Hashable, Sendable {
  /// Done, and the entry says everything.
  case plain
  case ran(ClauseRun)
  /// One signature of those a joint act takes, and not the last.
  case approved(Approval)
  /// A contract began in place of another.
  case replaced(Replacement)
  case refused(Refusal)
}

/// A clause that ran to its end.
public struct ClauseRun: Hashable, Sendable {
  public let clause: ClauseNumber
  /// From 1; the clause's own phase where the contract stayed in it.
  public let phaseAfter: UInt16
  /// At most 65,535, as are the notes.
  public let postings: [Posting]
  public let notes: [String]
  /// Movements made under mandates, in order.
  public let drawn: [Drawn]

  public init(
    clause: ClauseNumber, phaseAfter: UInt16, postings: [Posting] = [], notes: [String] = [],
    drawn: [Drawn] = []
  ) {
    self.clause = clause
    self.phaseAfter = phaseAfter
    self.postings = postings
    self.notes = notes
    self.drawn = drawn
  }
}
