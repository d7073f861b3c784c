import QiBytecode
import QiDiagnostics
public import QiLanguage
public import QiLedger
public import QiValues

/// What there is to see. Asking changes nothing.
extension Platform {
  /// What is available in a wallet; zero for who has none.
  public func balance(of wallet: ActorNumber) -> Money {
    machine.books.ledger.balance(of: .wallet(wallet))
  }

  /// What waits for the wallet's holder.
  public func unclaimed(of wallet: ActorNumber) -> Money {
    machine.books.ledger.balance(of: .unclaimed(wallet))
  }

  /// What a contract's pots hold together.
  public func held(by contract: ContractNumber) -> Money { machine.held(by: contract.number) }

  /// Each pot with what it holds, in the order of the source. Empty for a contract that is not
  /// there.
  public func pots(of contract: ContractNumber) -> [(name: String, held: Money)] {
    guard let instance = machine.instance(contract.number) else { return [] }
    return machine.program(of: instance).pots.enumerated().map { index, pot in
      (pot.name, machine.books.ledger.balance(of: .hold(instance.firstHold + index)))
    }
  }

  /// The phase a contract is in; nil for one that is not there.
  public func phase(of contract: ContractNumber) -> String? {
    machine.instance(contract.number).map {
      phaseName($0.phase, of: contract)
    }
  }

  /// A phase's name by its number in receipts less one; the built-in end comes after all others.
  public func phaseName(_ index: Int, of contract: ContractNumber) -> String {
    let phases = template(of: contract)?.program.phases ?? []
    return phases.indices.contains(index) ? phases[index].name : "Halted"
  }

  public func template(of contract: ContractNumber) -> Template? {
    machine.instance(contract.number).map { machine.templates[Int($0.template) - 1] }
  }

  /// The wallets that fill the roles, in the order of the source.
  public func parties(of contract: ContractNumber) -> [ActorNumber] {
    let count = template(of: contract)?.program.parties.count ?? 0
    return Array(roles(of: contract).prefix(count))
  }

  /// The parties, then the oracles.
  public func roles(of contract: ContractNumber) -> [ActorNumber] {
    machine.instance(contract.number)?.parties ?? []
  }

  /// What kind of merchant its operator attested a wallet to be; nil where it did not.
  public func kind(of wallet: ActorNumber) -> String? {
    machine.books.ledger.actor(wallet).flatMap { machine.kinds[$0.attestedKind] }
  }

  /// The contract a hold belongs to, and its pot's name.
  public func pot(ofHold number: Int) -> (contract: ContractNumber, name: String)? {
    machine.pot(ofHold: number)
  }

  /// What an actor was opened as.
  public func name(of actor: ActorNumber) -> String? { machine.names[actor] }

  public func actor(named name: String) -> ActorNumber? { machine.names[name] }

  /// Supply and where it is. Always balanced: wallets, holds and what is unclaimed make the supply.
  public var trialBalance: TrialBalance { machine.books.ledger.trialBalance }

  /// Recomputes the trial balance from every row. Throws where the running totals differ.
  public func audit() throws(Imbalance) -> TrialBalance { try machine.books.ledger.audit() }
}

extension Template {
  /// Compiles one contract from its text. Throws `source` with what is wrong with it.
  public init(_ text: String, named name: String = "contract.qi") throws(PlatformFailure) {
    let source = SourceFile(name: name, text: text)
    let compilation: Compilation
    do { compilation = try compile(source) } catch { throw .crypto(error) }
    guard compilation.templates.count == 1 else { throw .source(source, compilation.diagnostics) }
    self = compilation.templates[0]
  }
}
