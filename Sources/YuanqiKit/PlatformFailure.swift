public import QiChain
public import QiCrypto
public import QiDiagnostics
public import QiValues

/// Why the platform could not do what it was asked, other than a refusal on a receipt.
public enum PlatformFailure: Error, Sendable {
  /// An opening or a deployment was refused; its entry is on the chain.
  case refused(Refusal)
  /// The source text has errors, or holds not exactly one contract.
  case source(SourceFile, [Diagnostic])
  /// Nobody has that number, or time itself was asked to act.
  case unknownActor(ActorNumber)
  /// A sequence number that is not the actor's next, nor one it has used.
  case sequence(expected: UInt64)
  /// The clock only goes forward.
  case clockBackwards(now: Instant, asked: Instant)
  /// Names and values by which a contract was to be deployed do not fit it.
  case unbound(String)
  /// A request no entry can carry: more than 65,535 parties, terms or arguments, or bytes that
  /// would fill a block's side area.
  case oversized
  case log(LogFailure)
  case crypto(CryptoFailure)
  /// The log failed before; what was not yet in a block is lost, what was acknowledged is not.
  case stopped
}
