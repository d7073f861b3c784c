import QiBytecode
import QiChain
import QiCrypto
import QiLanguage
import QiLedger
import QiValues

/// What all transactions so far have made of an empty ledger. The same transactions at the same
/// times give the same entries, receipts and state, byte for byte, on any machine.
struct StateMachine: ~Copyable {
  var books = Books()
  var templates: [Template] = []
  var instances: [Instance] = []
  var dues = DueQueue()
  var dirtyTemplates = DirtyPages()
  var dirtyInstances = DirtyPages()
  /// Who published each template.
  var authors: [ActorNumber] = []
  var sm3: SM3

  init() throws(CryptoFailure) {
    try DigestRule.requireAll()
    sm3 = try SM3()
  }

  /// A transaction with what came of it, as a block takes it.
  struct Applied {
    var entry: Entry
    let request: [UInt8]
    let receipt: Receipt
  }

  /// Applies a transaction under the actor's next sequence number. It happens whole, or it is
  /// refused, which changes the sequence number and nothing else.
  mutating func apply(_ request: Request, by actor: ActorNumber, at now: Instant) -> Applied {
    let sequence = books.ledger.nextSequence(of: actor)
    var entry = Entry(
      actor: actor, sequence: sequence, kind: request.kind, target: target(of: request, by: actor),
      amount: request.amount)
    var receipt = Receipt.plain
    do throws(Refusal) {
      try perform(request, by: actor, at: now, &entry.target, &receipt)
    } catch {
      entry.reason = error.reason
      receipt = .refused(error)
    }
    books.ledger.advanceSequence(of: actor)
    stateBalances(in: &entry)
    return Applied(entry: entry, request: request.bytes, receipt: receipt)
  }

  /// Whether there can be an entry of that kind and actor at all, be it a refused one. Time fires
  /// deadlines and nothing else; the first entry of a chain is by the centre it opens.
  func canEnter(_ request: Request, _ actor: ActorNumber) -> Bool {
    if actor == .time { return request.kind == .due }
    let isFirst = request.kind == .openChain && actor == .centre
    return isFirst || books.ledger.actor(actor) != nil
  }

  /// The target a request names; that of an opening is known once it is done.
  private func target(of request: Request, by actor: ActorNumber) -> UInt64 {
    switch request {
    case .issue(_, let wallet), .transfer(_, let wallet), .attestKind(_, let wallet),
      .freeze(let wallet, _), .unfreeze(let wallet, _):
      wallet.number
    case .redeem: books.ledger.actor(actor)?.operatorNumber.number ?? 0
    case .claim: books.ledger.actor(actor)?.holder.number ?? 0
    case .act(let instance, _, _, _), .due(let instance), .sign(let instance, _, _),
      .withdraw(let instance), .revoke(_, let instance):
      instance
    case .openChain, .publishLimits, .publishCalendar, .openOperator, .openOracle, .openWallet,
      .closeWallet,
      .publishTemplate, .deploy, .propose:
      0
    }
  }

  private mutating func perform(
    _ request: Request, by actor: ActorNumber, at now: Instant, _ target: inout UInt64,
    _ receipt: inout Receipt
  ) throws(Refusal) {
    guard canEnter(request, actor), actor == .time || request.kind != .due else {
      throw Refusal(.notAuthorised)
    }
    switch request {
    case .transfer(let amount, let payee):
      try books.ledger.transfer(amount, from: actor, to: payee, at: now)
    case .issue(let amount, let wallet):
      try books.ledger.issue(amount, by: actor, to: wallet, at: now)
    case .redeem(let amount): try books.ledger.redeem(amount, from: actor, at: now)
    case .claim(let amount): try books.ledger.claim(amount, into: actor, at: now)
    case .openChain(let opening): target = try openChain(opening, by: actor).number
    case .publishLimits(let limits): try publish(limits, by: actor)
    case .publishCalendar(let calendar): try publish(calendar, by: actor)
    case .openOperator(let name): target = try openOperator(name, by: actor).number
    case .openOracle(let name): target = try openOracle(name, by: actor).number
    case .attestKind(let kind, let wallet): try attestKind(kind, of: wallet, by: actor)
    case .openWallet(let name, let kind, let walletClass, let holder):
      target = try openWallet(name, kind, walletClass, holder, by: actor).number
    case .publishTemplate(let tree): target = try publish(tree: tree, by: actor)
    case .deploy(let template, let parties, let terms, let replaced):
      (target, receipt) = try deploy(
        template, parties, terms, replacing: replaced, by: actor, at: now)
    case .act(let instance, let action, let arguments, let most):
      receipt = try act(instance, action, arguments, paying: most, by: actor, at: now)
    case .due(let instance): receipt = .ran(try fireDue(of: instance, at: now))
    case .propose(let template, let parties, let terms, let replaced):
      (target, receipt) = try propose(
        template, parties, terms, replacing: replaced, by: actor, at: now)
    case .sign(let instance, let template, let terms):
      receipt = try sign(instance, template, terms, by: actor, at: now)
    case .withdraw(let instance): try withdraw(instance, by: actor)
    case .revoke(let mandate, let instance):
      try revoke(mandate, of: instance, by: actor, at: now)
    case .closeWallet: try books.ledger.close(actor, at: now)
    case .freeze(let wallet, let order):
      try freeze(wallet, by: order, asked: actor, at: now)
    case .unfreeze(let wallet, let order):
      try unfreeze(wallet, by: order, asked: actor, at: now)
    }
  }

  /// What the last transaction looked at and decided.
  mutating func takeObserved() -> [Observed] {
    if books.observed.isEmpty { return [] }
    defer { books.observed = [] }
    return books.observed
  }

  // MARK: Balances an entry states

  func stateBalances(in entry: inout Entry) {
    entry.actorBalance = balance(ofActor: entry.actor)
    entry.targetBalance = balance(ofTargetOf: entry)
  }

  private func balance(ofActor actor: ActorNumber) -> Money {
    books.ledger.actor(actor)?.balance ?? .zero
  }

  private func balance(ofTargetOf entry: Entry) -> Money {
    switch entry.kind {
    case .issue, .redeem, .transfer, .openOperator, .openOracle, .openWallet, .openChain,
      .attestKind, .freeze, .unfreeze:
      balance(ofActor: ActorNumber(entry.target))
    case .deploy, .act, .actAtMost, .due, .propose, .sign, .withdraw, .revoke:
      held(by: entry.target)
    case .claim: books.ledger.balance(of: .unclaimed(ActorNumber(entry.target)))
    case .publishLimits, .publishCalendar, .publishTemplate, .closeWallet: .zero
    }
  }

  /// The sum of an instance's pots; zero where there is no such instance.
  func held(by number: UInt64) -> Money {
    guard let instance = instance(number) else { return .zero }
    let pots = program(of: instance).pots.indices
    // In bounds: all money there is fits.
    return Money(fen: pots.reduce(0) { $0 + held(in: $1, of: instance).fen })
  }

  func held(in pot: Int, of instance: Instance) -> Money {
    if instance.isProposed { return .zero }
    return Money(fen: holds(in: pot, of: instance).reduce(0) { $0 + $1.held.fen })
  }

  /// Who has money in a pot, and how much.
  func holds(in pot: Int, of instance: Instance) -> [(owner: ActorNumber, held: Money)] {
    let owners = instance.holds(of: program(of: instance).pots[pot], pot).map(\.owner)
    if case .role = program(of: instance).pots[pot].owner {
      return owners.map { ($0, books.ledger.balance(of: .hold(instance.firstHold + pot))) }
    }
    return owners.map { owner in
      let hold = books.ledger.hold(ofMany: UInt32(pot), instance: instance.number, owner: owner)
      return (owner, hold.map { books.ledger.balance(of: .hold($0)) } ?? .zero)
    }
  }

  func instance(_ number: UInt64) -> Instance? {
    guard number > 0, number <= UInt64(instances.count) else { return nil }
    return instances[Int(number) - 1]
  }

  func program(of instance: Instance) -> Program { templates[Int(instance.template) - 1].program }
}
