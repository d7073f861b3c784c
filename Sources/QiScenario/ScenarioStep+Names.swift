import QiLanguage
import YuanqiKit

extension ScenarioStep {
  /// What the step gives a name to.
  var openedName: String? {
    switch form {
    case .openOperator(let name), .openOracle(let name): name.text
    case .openWallet(let wallet): wallet.name.text
    case .deploy(let deploy): deploy.name.text
    case .clock, .does, .whyNot, .expect, .reject, .repeated: nil
    }
  }

  /// Whom and what the step itself needs, apart from steps inside it.
  var usedNames: [String] {
    switch form {
    case .openWallet(let wallet): [wallet.bank.text] + (wallet.owner.map { [$0.text] } ?? [])
    case .deploy(let deploy):
      deploy.bindings.flatMap(\.value.usedNames) + (deploy.replaced.map { [$0.text] } ?? [])
    case .does(let deed), .whyNot(let deed): [deed.who.text] + deed.verb.usedNames
    case .openOperator, .openOracle, .clock, .expect, .reject, .repeated: []
    }
  }
}

extension Expectation.Claim {
  var usedName: String {
    switch self {
    case .has(let name, _), .hasUnclaimed(let name, _), .holds(let name, _), .isIn(let name, _),
      .potHas(let name, _, _, _), .valueIs(let name, _, _, _):
      name.text
    case .hasNotBegun(let name): name.text
    }
  }
}

extension Deed.Verb {
  fileprivate var usedNames: [String] {
    switch self {
    case .pay(_, let name), .issue(_, let name), .freeze(let name, _, _), .unfreeze(let name, _):
      [name.text]
    case .redeem, .claim, .close: []
    case .sign(let contract), .withdraw(let contract): [contract.text]
    case .revoke(let contract, _): [contract.text]
    case .act(let contract, _, let arguments, _):
      [contract.text] + arguments.flatMap(\.value.usedNames)
    }
  }
}

extension GivenValue {
  /// Wallets, whether the value is one or holds some. Where one of several names is wanted, a name
  /// is that.
  func wallets(as type: SlotType?) -> [Name] {
    switch (form, type) {
    case (.name, .choice): []
    case (.list(let values), .list(let element, _)):
      values.flatMap { $0.wallets(as: element) }
    case (.record(_, let given), .record(let record)):
      zip(GivenValue.inOrder(given, record.fields.map(\.name)), record.fields).flatMap {
        $0.wallets(as: $1.type)
      }
    default: wallets
    }
  }

  private var wallets: [Name] {
    switch form {
    case .value: []
    case .name(let name): [name]
    case .list(let values), .digest(_, let values): values.flatMap(\.wallets)
    case .record(_, let fields): fields.flatMap(\.value.wallets)
    }
  }

  fileprivate var usedNames: [String] { wallets.map(\.text) }
}
