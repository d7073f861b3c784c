public import QiDiagnostics
public import QiValues

/// One line of a run's report: who did what, and what came of it.
public struct ReportLine: Sendable {
  public enum Outcome: Sendable {
    /// Money went from one place to another; last, a wallet it touched and what that has now.
    case moved(Money, from: Wording, to: Wording, wallet: String?, balance: Money?)
    /// Something else happened, or nothing was moved.
    case said(Wording)
    /// What the clause looked at or decided on the way, in pieces between which a line may break.
    case traced([Wording])
    case refused(Refusal, Wording, asExpected: Bool)
  }

  public let time: Instant
  public let who: String
  public let what: Wording
  /// How often in a row, where lines were drawn together.
  public internal(set) var times = 1
  public internal(set) var outcome: Outcome

  init(_ time: Instant, _ who: String, _ what: Wording, _ outcome: Outcome) {
    self.time = time
    self.who = who
    self.what = what
    self.outcome = outcome
  }

  /// Draws the next line into this one where it is the same thing done again.
  mutating func absorb(_ next: ReportLine) -> Bool {
    // Further movements of the same transaction have no words of their own.
    guard time == next.time, who == next.who, what == next.what, what != Wording("") else {
      return false
    }
    switch outcome {
    case .moved(let sum, let from, let to, let wallet, _):
      guard case .moved(let more, from, to, wallet, let balance) = next.outcome,
        let total = try? sum.adding(more)
      else { return false }
      outcome = .moved(total, from: from, to: to, wallet: wallet, balance: balance)
    case .said(let text):
      guard case .said(text) = next.outcome else { return false }
    case .traced: return false
    case .refused(let refusal, let sentence, let asExpected):
      guard case .refused(refusal, sentence, asExpected) = next.outcome else { return false }
    }
    times += next.times
    return true
  }
}

/// A change of one wallet, for the report of a failed expectation.
public struct Movement: Sendable {
  public let time: Instant
  public let height: UInt64
  public let change: Money
  public let what: Wording
  public let balance: Money
}
