import QiBytecode
import QiChain
public import QiLanguage
public import QiLedger
public import QiValues

/// A wallet's kind, and for a personal one its class from 1 (一类, no caps) to 4 (四类).
public enum WalletType: Hashable, Sendable {
  case personal(class: UInt8)
  case corporate

  var kind: WalletKind { if case .personal = self { .personal } else { .corporate } }

  var walletClass: UInt8 { if case .personal(let number) = self { number } else { 0 } }
}

/// What people do. Openings throw `refused` where they are refused, because there is then nothing
/// to go on with; everything else answers with a receipt.
extension Platform {
  /// Publishes limits of wallets. From their first day they hold instead of those before.
  @discardableResult
  public func publish(_ limits: Limits) throws(PlatformFailure) -> TransactionReceipt {
    try submit(.publishLimits(limits), by: .centre)
  }

  /// Publishes which days of a year are worked. What is counted from then on goes by it; deadlines
  /// that run already stay.
  @discardableResult
  public func publish(
    _ calendar: WorkingCalendar
  ) throws(PlatformFailure) -> TransactionReceipt {
    try submit(.publishCalendar(calendar), by: .centre)
  }

  /// Registers an operator (运营机构) under a name nobody has.
  public func openOperator(_ name: String) throws(PlatformFailure) -> ActorNumber {
    try number(of: .openOperator(name: name), by: .centre)
  }

  /// Registers an oracle (见证方): states facts, owns nothing.
  public func openOracle(_ name: String) throws(PlatformFailure) -> ActorNumber {
    try number(of: .openOracle(name: name), by: .centre)
  }

  /// Attests what kind of merchant a wallet of `bank` is, or that it is another now. A kind has
  /// the form of a name.
  @discardableResult
  public func attestKind(
    _ kind: String, of wallet: ActorNumber, by bank: ActorNumber
  ) throws(PlatformFailure) -> TransactionReceipt {
    try submit(.attestKind(kind, of: wallet), by: bank)
  }

  /// Opens a wallet, with its first money issued (兑出) where it is funded. `owner` is another
  /// wallet of the same holder; without one, the holder is new.
  public func openWallet(
    _ name: String, _ type: WalletType, at bank: ActorNumber, owner: ActorNumber? = nil,
    funded: Money = .zero
  ) throws(PlatformFailure) -> ActorNumber {
    let wallet = try number(
      of: .openWallet(name: name, type.kind, class: type.walletClass, holder: owner), by: bank)
    if funded != .zero {
      let receipt = try issue(funded, by: bank, to: wallet)
      if let refusal = receipt.refusal { throw .refused(refusal) }
    }
    return wallet
  }

  private func number(
    of request: Request, by actor: ActorNumber
  ) throws(PlatformFailure) -> ActorNumber {
    let receipt = try submit(request, by: actor)
    if let refusal = receipt.refusal { throw .refused(refusal) }
    return ActorNumber(receipt.entry.target)
  }

  /// Closes a wallet that has nothing in it (注销), for good.
  @discardableResult
  public func closeWallet(_ wallet: ActorNumber) throws(PlatformFailure) -> TransactionReceipt {
    try submit(.closeWallet, by: wallet)
  }

  // MARK: Money

  /// 兑出: e-CNY into one of the operator's wallets.
  @discardableResult
  public func issue(
    _ amount: Money, by bank: ActorNumber, to wallet: ActorNumber
  ) throws(PlatformFailure) -> TransactionReceipt {
    try submit(.issue(amount, to: wallet), by: bank)
  }

  /// 兑回: e-CNY back to the wallet's operator.
  @discardableResult
  public func redeem(
    _ amount: Money, from wallet: ActorNumber
  ) throws(PlatformFailure) -> TransactionReceipt {
    try submit(.redeem(amount), by: wallet)
  }

  @discardableResult
  public func pay(
    _ amount: Money, from payer: ActorNumber, to payee: ActorNumber
  ) throws(PlatformFailure) -> TransactionReceipt {
    try submit(.transfer(amount, to: payee), by: payer)
  }

  /// Takes what waits for the wallet's holder.
  @discardableResult
  public func claim(
    _ amount: Money, into wallet: ActorNumber
  ) throws(PlatformFailure) -> TransactionReceipt {
    try submit(.claim(amount), by: wallet)
  }

  // MARK: Contracts

  /// Deploys a contract all of whose parties have signed, and publishes its template first where
  /// the chain does not have it. Parties, oracles and terms go by their names in the contract;
  /// `parties` has the oracles too. A contract that is replaced ends, and what its pots hold goes
  /// into those of their names that are `carried over`.
  public func deploy(
    _ template: Template, parties: [String: ActorNumber], terms: [String: Value] = [:],
    replacing replaced: ContractNumber? = nil
  ) throws(PlatformFailure) -> ContractNumber {
    let (ordered, values) = try bind(parties, terms, to: template)
    guard let first = (ordered + members(values)).first else { throw .unbound(template.name) }
    let number = try publish(template, by: first)
    let receipt = try submit(
      .deploy(template: number, parties: ordered, terms: values, replacing: replaced?.number),
      by: first)
    if let refusal = receipt.refusal { throw .refused(refusal) }
    return ContractNumber(receipt.entry.target)
  }

  /// Where there are no other parties the first member of a group comes first.
  private func members(_ terms: [Value]) -> [ActorNumber] {
    guard case .list(let members)? = terms.first else { return [] }
    return members.compactMap { if case .party(let member) = $0 { member } else { nil } }
  }

  /// Parties and terms in the order of the contract.
  func bind(
    _ parties: [String: ActorNumber], _ terms: [String: Value], to template: Template
  ) throws(PlatformFailure) -> ([ActorNumber], [Value]) {
    let program = template.program
    var ordered: [ActorNumber] = []
    let roles = program.roleNames
    for name in roles {
      guard let party = parties[name] else { throw .unbound(name) }
      ordered.append(party)
    }
    var values: [Value] = []
    for term in program.terms {
      guard let value = terms[term.name] else { throw .unbound(term.name) }
      values.append(value)
    }
    let known = roles + program.terms.map(\.name)
    let given = Array(parties.keys) + Array(terms.keys)
    let extra = given.filter { !known.contains($0) }
    if let extra = extra.min() { throw .unbound(extra) }
    return (ordered, values)
  }

  func publish(
    _ template: Template, by author: ActorNumber
  ) throws(PlatformFailure) -> UInt64 {
    let known = machine.templates.firstIndex { $0.identity == template.identity }
    if let known { return UInt64(known + 1) }
    let receipt = try submit(.publishTemplate(tree: template.tree), by: author)
    if let refusal = receipt.refusal { throw .refused(refusal) }
    return receipt.entry.target
  }

  /// `actor` does what a clause of the contract lets it do.
  @discardableResult
  public func act(
    _ actor: ActorNumber, _ contract: ContractNumber, _ action: String, _ arguments: Value...,
    payingAtMost most: Money? = nil
  ) throws(PlatformFailure) -> TransactionReceipt {
    try act(actor, contract, action, arguments: arguments, payingAtMost: most)
  }

  /// `payingAtMost` is what may leave the wallets of the actor's holder; what comes back to them in
  /// the same act does not count.
  @discardableResult
  public func act(
    _ actor: ActorNumber, _ contract: ContractNumber, _ action: String, arguments: [Value],
    payingAtMost most: Money? = nil
  ) throws(PlatformFailure) -> TransactionReceipt {
    try submit(
      .act(instance: contract.number, action: action, arguments: arguments, most: most),
      by: actor)
  }

  /// Takes a mandate back, for good. Only who granted it may; one that is revoked already, or has
  /// ended, is refused `mandate-revoked`.
  @discardableResult
  public func revoke(
    _ mandate: String, of contract: ContractNumber, by granter: ActorNumber
  ) throws(PlatformFailure) -> TransactionReceipt {
    try submit(.revoke(mandate: mandate, instance: contract.number), by: granter)
  }
}

/// A contract, by order of its deployment or proposal, from 1.
public struct ContractNumber: Hashable, Sendable {
  public let number: UInt64

  public init(_ number: UInt64) { self.number = number }
}
