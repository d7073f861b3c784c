public import QiDiagnostics
public import QiValues

/// `split SUM from (A, then B) { … }`, `split POT { … }`.
public struct SplitSyntax: Sendable {
  /// Nil: all of the pot that is the only source.
  public let sum: Expression?
  /// Emptied in this order.
  public let sources: [SourceSyntax]
  public let shares: SharesSyntax
}

/// One level of a split: parts of it, and who has what they leave.
public struct SharesSyntax: Sendable {
  public struct Share: Sendable {
    public let rate: Rate
    public let rateRange: SourceRange
    /// The most it can be.
    public let cap: Expression?
    public let recipient: Recipient
  }

  public indirect enum Recipient: Sendable {
    case place(Name)
    case shares(SharesSyntax)
  }

  public let shares: [Share]
  public let remainder: Recipient
}

extension SharesSyntax {
  /// Those of every level.
  var targets: [Name] { (shares.map(\.recipient) + [remainder]).flatMap(\.targets) }
}

extension SharesSyntax.Recipient {
  fileprivate var targets: [Name] {
    switch self {
    case .place(let name): [name]
    case .shares(let inside): inside.targets
    }
  }
}
