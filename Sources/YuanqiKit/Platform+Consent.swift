import QiChain
public import QiLanguage
public import QiValues

/// Contracts whose parties sign one after the other.
extension Platform {
  /// Proposes a contract, which `proposer`, one of its parties, thereby signs; it begins when every
  /// party has. Otherwise as `deploy`.
  public func propose(
    _ template: Template, parties: [String: ActorNumber], terms: [String: Value] = [:],
    replacing replaced: ContractNumber? = nil, by proposer: ActorNumber
  ) throws(PlatformFailure) -> ContractNumber {
    let (ordered, values) = try bind(parties, terms, to: template)
    let number = try publish(template, by: proposer)
    let receipt = try submit(
      .propose(
        template: number, parties: ordered, terms: values, replacing: replaced?.number),
      by: proposer)
    if let refusal = receipt.refusal { throw .refused(refusal) }
    return ContractNumber(receipt.entry.target)
  }

  /// Signs what was proposed, with the template and the terms it has.
  @discardableResult
  public func sign(
    _ contract: ContractNumber, by party: ActorNumber
  ) throws(PlatformFailure) -> TransactionReceipt {
    try submit(signature(of: contract), by: party)
  }

  /// Of nothing, where there is no such contract.
  func signature(of contract: ContractNumber) -> Request {
    let agreement = machine.agreement(contract.number)
    return .sign(
      instance: contract.number, template: agreement?.template ?? .zero,
      terms: agreement?.terms ?? .zero)
  }

  /// Takes the party's own signature back, as long as not all have signed.
  @discardableResult
  public func withdraw(
    _ contract: ContractNumber, by party: ActorNumber
  ) throws(PlatformFailure) -> TransactionReceipt {
    try submit(.withdraw(instance: contract.number), by: party)
  }
}
