public import QiBytecode
public import QiValues

/// Where money is, as a clause sees it.
public enum Place: Hashable, Sendable {
  /// A pot of this contract, by its number.
  case pot(Int)
  /// What somebody has in a pot of many.
  case hold(pot: Int, of: ActorNumber)
  case party(ActorNumber)
}

/// Where money comes from, and the mandate it is taken under, by its place in the contract.
public struct Source: Hashable, Sendable {
  public let place: Place
  public let mandate: Int?

  public init(_ place: Place, under mandate: Int? = nil) {
    self.place = place
    self.mandate = mandate
  }
}

/// What a clause does to the world outside its registers, in order.
public enum Effect: Hashable, Sendable {
  case pay(Money, from: Source, to: Place)
  /// The sum of the parts, from the sources in order.
  case split([Part], from: [Source])
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
  /// Makes what somebody has in a pot of many unclaimed by its owner where that is frozen, and says
  /// whether it was.
  mutating func setAside(_ place: Place) throws(Refusal) -> Bool
  /// What a pot of this contract holds now, or somebody's hold in a pot of many.
  func held(in place: Place) -> Money
  /// The number a text goes by in registers, the same for equal bytes; 0 is the empty text.
  mutating func number(of text: String) -> Int64
  /// What stands in a register.
  func value(_ slot: Int64, _ type: ValueType) -> Value
  /// The number a digest of these goes by in registers, the same for equal digests.
  mutating func digest(_ rule: DigestRule, of values: [(slot: Int64, type: ValueType)]) -> Int64
  /// What an actor is called.
  func name(of actor: ActorNumber) -> String
  /// Whether people work on a day, as far as is known at a moment.
  func isWorkingDay(_ day: Day, at now: Instant) -> Bool
  /// What kind of merchant a wallet is, as the number of a text.
  mutating func kind(of actor: ActorNumber) -> Int64
  /// What a wallet has. Refuses with `mandate-revoked` where no mandate from it is in force.
  func balance(of actor: ActorNumber) throws(Refusal) -> Money
  /// Whether somebody wants to know what conditions looked at.
  var observes: Bool { get }
  mutating func observe(_ observation: Observation, _ frame: [Int64])
  /// A `try` was undone, for that reason.
  mutating func observe(undone refusal: Refusal)
  mutating func mark() -> Mark
  /// Takes back everything settled since the mark.
  mutating func undo(to mark: Mark)
}
