public import QiDiagnostics
public import QiValues

/// `split SUM from (A, then B) { … }`, `split POT { … }`, either of them perhaps `by BOOK`.
public struct SplitSyntax: Sendable {
  /// Nil: all of the pot that is the only source.
  public let sum: Expression?
  /// Emptied in this order.
  public let sources: [SourceSyntax]
  /// In proportion to what stands in it; the shares are a remainder alone then.
  public let basis: Name?
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
    case place(PlaceSyntax)
    case shares(SharesSyntax)
  }

  public let shares: [Share]
  public let remainder: Recipient
}

extension SharesSyntax {
  /// Those of every level.
  var targets: [PlaceSyntax] { (shares.map(\.recipient) + [remainder]).flatMap(\.targets) }
}

extension SharesSyntax.Recipient {
  fileprivate var targets: [PlaceSyntax] {
    switch self {
    case .place(let place): [place]
    case .shares(let inside): inside.targets
    }
  }
}
