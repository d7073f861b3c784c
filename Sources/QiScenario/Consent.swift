import QiDiagnostics
import QiValues
import YuanqiKit

/// What a report says of signatures, and of a wallet that was closed: transactions that neither
/// move money nor run a clause.
struct Consent {
  private let platform: Platform
  private let contractName: (ContractNumber) -> String

  init(_ platform: Platform, _ contractName: @escaping (ContractNumber) -> String) {
    self.platform = platform
    self.contractName = contractName
  }

  /// Nil where the receipt is of something else.
  func text(_ receipt: TransactionReceipt, _ doing: Doing) -> Wording? {
    switch receipt.entry.kind {
    case .closeWallet: return Wording(en: "closed for good", zh: "钱包已注销")
    case .revoke:
      guard case .revoking(let contract, let mandate) = doing else { return nil }
      return Wording(
        en: "\(contractName(contract)).\(mandate)  revoked for good",
        zh: "\(contractName(contract)).\(mandate)  已撤回")
    case .sign, .withdraw:
      guard let contract = doing.contract else { return nil }
      return Wording("\(contractName(contract))  ") + standing(of: contract)
    default: return nil
    }
  }

  /// Who still has to sign; the phase it is in once all have.
  func standing(of contract: ContractNumber) -> Wording {
    if platform.hasBegun(contract) {
      let phase = platform.phase(of: contract) ?? "?"
      return Wording(en: "signed by all → \(phase)", zh: "全部签署 → \(phase)")
    }
    let missing = platform.unsigned(in: contract).map { platform.name(of: $0) ?? "?" }
    return Wording(
      en: "still to sign: \(missing.joined(separator: ", "))",
      zh: "待签署：\(missing.joined(separator: "、"))")
  }
}

extension Value {
  /// The wallets in a list.
  fileprivate var members: [ActorNumber] {
    guard case .list(let values) = self else { return [] }
    return values.compactMap { if case .party(let member) = $0 { member } else { nil } }
  }
}

extension ScenarioRunner {
  /// Proposes a contract, signed by the party named first in it.
  func propose(
    _ template: Template, _ parties: [String: ActorNumber], _ terms: [String: Value],
    replacing replaced: ContractNumber?
  ) throws(PlatformFailure) {
    let program = template.program
    let first = program.parties.first.flatMap { parties[$0] }
    let member = program.groups.first.flatMap { terms[$0]?.members.first }
    guard let proposer = first ?? member else { throw .unbound(template.name) }
    _ = try platform.propose(
      template, parties: parties, terms: terms, replacing: replaced, by: proposer)
  }

  /// Gives the contract of the receipt its name, and says who has signed it: before what falls due
  /// at once.
  func open(_ template: Template, _ receipt: TransactionReceipt) {
    let contract = ContractNumber(receipt.entry.target)
    let called = deploying
    if receipt.entry.kind == .propose {
      let who = platform.name(of: receipt.entry.actor) ?? "?"
      let standing = Consent(platform) { _ in called }.standing(of: contract)
      return journalist.say(
        receipt.time, called, Wording(en: "proposed", zh: "提议"),
        Wording(
          en: "\(template.name) signed by \(who); ", zh: "\(template.name)：\(who)已签署；") + standing)
    }
    let signers = platform.parties(of: contract).map { platform.name(of: $0) ?? "?" }
    journalist.say(
      receipt.time, called, Wording(en: "signed", zh: "签署"),
      Wording(
        en: "\(template.name) for \(signers.joined(separator: ", "))",
        zh: "\(template.name)：\(signers.joined(separator: "、"))"))
  }
}
