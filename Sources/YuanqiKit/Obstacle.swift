public import QiBytecode
public import QiValues

/// One thing that keeps an act from going through.
public struct Obstacle: Sendable {
  /// As a receipt would say it, with its clause.
  public let refusal: Refusal
  /// The condition that does not hold; where the act stands in other phases only, those.
  public var condition: Spelled?
  /// What could change it, as far as the contract says.
  public var remedies: [Remedy] = []
}

/// What could take an obstacle away.
public enum Remedy: Hashable, Sendable {
  /// An act, of one of these; of nobody named where it is open to anyone.
  case act(String, by: [ActorNumber])
  case signature(of: ActorNumber)
  /// That moment.
  case time(Instant)
  /// Time, nobody knows when.
  case clock
  /// Another value of an argument.
  case argument(String)
}

/// Why an act would not go through now; without obstacles it would.
public struct WhyNot: Sendable {
  /// Of each clause of that name in the phase, all there are.
  public let obstacles: [Obstacle]
  /// When the next clause of the contract is set off by time.
  public let until: Instant?
}
