public import QiChain
public import QiLedger
public import QiValues

/// What a transaction asks for: one case a kind (docs/chain-format.md §5).
public enum Request: Sendable {
  case openChain(ChainOpening)
  case publishLimits(Limits)
  case publishCalendar(WorkingCalendar)
  case openOperator(name: String)
  /// `holder` is any wallet of the holder it is opened for; nil opens it for a new one.
  case openWallet(name: String, WalletKind, class: UInt8, holder: ActorNumber?)
  case issue(Money, to: ActorNumber)
  case redeem(Money)
  case transfer(Money, to: ActorNumber)
  case publishTemplate(tree: [UInt8])
  /// `replacing` is the instance it takes the place of, where there is one.
  case deploy(
    template: UInt64, parties: [ActorNumber], terms: [Value], replacing: UInt64? = nil)
  /// `most` is what may leave the actor's wallets, where the actor says so.
  case act(instance: UInt64, action: String, arguments: [Value], most: Money? = nil)
  case due(instance: UInt64)
  case claim(Money)
  /// As `deploy`, but signed by the proposer alone.
  case propose(
    template: UInt64, parties: [ActorNumber], terms: [Value], replacing: UInt64? = nil)
  /// `template` is its identity, `terms` the digest of parties and terms (docs/chain-format.md §5).
  case sign(instance: UInt64, template: Digest, terms: Digest)
  case withdraw(instance: UInt64)
  case revoke(mandate: String, instance: UInt64)
  case closeWallet
  case openOracle(name: String)
  /// What kind of merchant one of the operator's wallets is.
  case attestKind(String, of: ActorNumber)
  /// By an order of a court, on one of the operator's wallets.
  case freeze(ActorNumber, by: FreezeOrder)
  case unfreeze(ActorNumber, by: String)

  public var kind: TransactionKind {
    switch self {
    case .openChain: .openChain
    case .publishLimits: .publishLimits
    case .publishCalendar: .publishCalendar
    case .openOperator: .openOperator
    case .openWallet: .openWallet
    case .issue: .issue
    case .redeem: .redeem
    case .transfer: .transfer
    case .publishTemplate: .publishTemplate
    case .deploy: .deploy
    case .act(_, _, _, let most): most == nil ? .act : .actAtMost
    case .due: .due
    case .claim: .claim
    case .propose: .propose
    case .sign: .sign
    case .withdraw: .withdraw
    case .closeWallet: .closeWallet
    case .openOracle: .openOracle
    case .attestKind: .attestKind
    case .revoke: .revoke
    case .freeze: .freeze
    case .unfreeze: .unfreeze
    }
  }

  var amount: Money {
    switch self {
    case .issue(let amount, _), .redeem(let amount), .transfer(let amount, _), .claim(let amount):
      amount
    case .act(_, _, _, let most): most ?? .zero
    default: .zero
    }
  }
}
