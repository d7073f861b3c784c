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
      (pot.name, machine.held(in: index, of: instance))
    }
  }

  /// The phase a contract is in, `Proposed` before all have signed; nil for one that is not there.
  public func phase(of contract: ContractNumber) -> String? {
    machine.instance(contract.number).map {
      phaseName($0.phase, of: contract)
    }
  }

  public func template(of contract: ContractNumber) -> Template? {
    machine.instance(contract.number).map { machine.templates[Int($0.template) - 1] }
  }

  /// What a term or a variable is; of a book, what stands under the key, or without one all its
  /// entries. Nil where nothing is called so.
  public func value(
    _ name: String, of contract: ContractNumber, at key: Value? = nil
  ) -> Value? {
    machine.instance(contract.number).flatMap { machine.value(name, of: $0, at: key) }
  }

  /// The wallets that fill the roles, in the order of the source, members of groups last.
  public func parties(of contract: ContractNumber) -> [ActorNumber] {
    guard let instance = machine.instance(contract.number) else { return [] }
    return instance.signatories(machine.program(of: instance))
  }

  /// The parties, then the oracles.
  public func roles(of contract: ContractNumber) -> [ActorNumber] {
    machine.instance(contract.number)?.parties ?? []
  }

  /// The wallets of the parties who have signed, in the order of the source: of a contract that has
  /// begun all, of one that is proposed those whose signatures stand.
  public func signers(of contract: ContractNumber) -> [ActorNumber] {
    machine.instance(contract.number).map { machine.signers($0) } ?? []
  }

  /// The parties whose signatures are missing, in the order of the source.
  public func unsigned(in contract: ContractNumber) -> [ActorNumber] {
    machine.instance(contract.number).map { machine.unsigned($0) } ?? []
  }

  /// Whether every party has signed; false for a contract that is not there.
  public func hasBegun(_ contract: ContractNumber) -> Bool {
    machine.instance(contract.number)?.isProposed == false
  }

  /// What kind of merchant its operator attested a wallet to be; nil where it did not.
  public func kind(of wallet: ActorNumber) -> String? {
    machine.books.ledger.actor(wallet).flatMap { machine.books.kinds[$0.attestedKind] }
  }

  /// The contract a hold belongs to, and its pot's name.
  public func pot(ofHold number: Int) -> (contract: ContractNumber, name: String)? {
    machine.pot(ofHold: number)
  }

  /// What an actor was opened as.
  public func name(of actor: ActorNumber) -> String? { machine.books.names[actor] }

  public func actor(named name: String) -> ActorNumber? { machine.books.names[name] }

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
