public import QiLanguage
public import QiLedger
public import QiValues

/// What the chain says so far. Asking changes nothing.
extension Replay {
  public func name(of actor: ActorNumber) -> String? { machine.books.names[actor] }

  public func actor(named name: String) -> ActorNumber? { machine.books.names[name] }

  /// Nil where nobody has the number.
  public func actor(_ number: ActorNumber) -> ActorRow? { machine.books.ledger.actor(number) }

  /// In the order of their opening.
  public var walletNames: [String] {
    machine.books.names.names.enumerated().compactMap { number, name in
      actor(ActorNumber(UInt64(number)))?.isWallet == true ? name : nil
    }
  }

  public func balance(of account: Account) -> Money { machine.books.ledger.balance(of: account) }

  public var trialBalance: TrialBalance { machine.books.ledger.trialBalance }

  /// Every account counted, by operator and kind.
  public var accountGroups: [AccountGroup] { machine.books.ledger.accountGroups }

  /// By order of publication, from 1; nil where none has the number.
  public func template(numbered number: UInt64) -> Template? {
    number > 0 && number <= UInt64(machine.templates.count)
      ? machine.templates[Int(number) - 1] : nil
  }

  /// Nil for a contract that is not there.
  public func template(of contract: ContractNumber) -> Template? {
    machine.instance(contract.number).map { machine.templates[Int($0.template) - 1] }
  }

  /// The contract a hold belongs to, and its pot's name.
  public func pot(ofHold number: Int) -> (contract: ContractNumber, name: String)? {
    machine.pot(ofHold: number)
  }

  /// The wallet whose money it is.
  public func owner(ofHold number: Int) -> ActorNumber? { machine.books.ledger.hold(number)?.owner }

  /// The wallet by which a holder is a party to the contract; nil where it is none.
  public func party(to contract: ContractNumber, ofHolder holder: ActorNumber) -> ActorNumber? {
    guard let instance = machine.instance(contract.number) else { return nil }
    return instance.signatories(machine.program(of: instance)).first {
      actor($0)?.holder == holder
    }
  }
}

extension StateMachine {
  func pot(ofHold number: Int) -> (contract: ContractNumber, name: String)? {
    guard let hold = books.ledger.hold(number), let instance = instance(hold.instance) else {
      return nil
    }
    let pots = program(of: instance).pots
    let index = Int(hold.pot)
    guard pots.indices.contains(index) else { return nil }
    let owner =
      if case .each = pots[index].owner { "[\(books.names[hold.owner] ?? "")]" } else { "" }
    return (ContractNumber(hold.instance), pots[index].name + owner)
  }
}
