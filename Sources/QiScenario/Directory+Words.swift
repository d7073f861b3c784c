package import QiDiagnostics
import QiLanguage
package import QiValues
package import YuanqiKit

extension Directory {
  /// `Escrow 1`.
  package func title(of contract: ContractNumber) -> String {
    "\(template(of: contract)?.name ?? "?") \(contract.number)"
  }

  /// A value as a reader writes it, with digests shortened.
  package func words(_ value: Value) -> Wording {
    Wording(en: shown(value), zh: shown(value, in: .zh))
  }

  package func wordsWhole(_ value: Value) -> Wording {
    Wording(en: shownWhole(value), zh: shownWhole(value, in: .zh))
  }

  /// Where money is: a wallet, an operator, a pot as `Escrow 1.deposit`, what is unclaimed by its
  /// holder. Contracts are called as they are here, where there are names for them.
  package func words(
    for account: Account, contractName: ((ContractNumber) -> String)? = nil
  ) -> Wording {
    let owner = name(of: ActorNumber(account.number)) ?? "?"
    switch account.kind {
    case .wallet, .issuance: return Wording(owner)
    case .unclaimed: return .unclaimed(by: owner)
    case .hold:
      guard let (contract, pot) = pot(ofHold: account.index) else { return Wording("?") }
      return Wording("\(contractName?(contract) ?? title(of: contract)).\(pot)")
    }
  }
}

extension Wording {
  /// A phase by its name; the built-in end is called otherwise in Chinese.
  package init(phase name: String) {
    let halted = Template.halted
    self = name == halted.en ? Wording(en: halted.en, zh: halted.zh) : Wording(name)
  }

  /// `小林 under fee`.
  package func under(_ mandate: String?) -> Wording {
    guard let mandate else { return self }
    return Wording(en: "\(en) under \(mandate)", zh: "\(zh) 依 \(mandate)")
  }

  package static func unclaimed(by owner: String) -> Wording {
    Wording(en: "\(owner) (unclaimed)", zh: "\(owner)（待领）")
  }
}
