public import QiDiagnostics

/// What a contract says of whole lives of it.
public struct PropertySyntax: Sendable {
  public enum Promise: Sendable {
    /// `P loses at most M`.
    case loses(Name, atMost: Expression)
    /// `P receives at least M once in PHASE`.
    case receives(Name, atLeast: Expression, in: Name)
    /// `ends within D`.
    case endsWithin(Expression)
  }

  /// Its title.
  public let text: String
  public let promise: Promise
  public let range: SourceRange
}
