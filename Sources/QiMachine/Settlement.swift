public import QiValues

/// Where money is, as a clause sees it.
public enum Place: Hashable, Sendable {
  /// A pot of this contract, by its number.
  case pot(Int)
  case party(ActorNumber)
}

/// What a clause does to the world outside its registers, in order.
public enum Effect: Hashable, Sendable {
  case pay(Money, from: Place, to: Place)
  /// The sum of the parts, from the sources in order.
  case split([Part], from: [Place])
  case note(String)
}

/// What somebody has of money shared out; never negative.
public struct Part: Hashable, Sendable {
  public let target: Place
  public let amount: Money

  public init(_ target: Place, _ amount: Money) {
    self.target = target
    self.amount = amount
  }
}

/// Takes the effects of a clause and decides whether they stand. The machine never sees a balance
/// it was not given through `held`.
public protocol Settlement {
  associatedtype Mark

  /// Makes the effect so, or refuses it and changes nothing.
  mutating func settle(_ effect: Effect) throws(Refusal)
  /// What a pot of this contract holds now.
  func held(in pot: Int) -> Money
  mutating func mark() -> Mark
  /// Takes back everything settled since the mark.
  mutating func undo(to mark: Mark)
}
