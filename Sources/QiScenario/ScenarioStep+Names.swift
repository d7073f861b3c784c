import QiLanguage

extension ScenarioStep {
  /// What the step gives a name to.
  var openedName: String? {
    switch form {
    case .openOperator(let name), .openOracle(let name): name.text
    case .openWallet(let wallet): wallet.name.text
    case .deploy(let deploy): deploy.name.text
    case .clock, .does, .expect, .reject, .repeated: nil
    }
  }

  /// Whom and what the step itself needs, apart from steps inside it.
  var usedNames: [String] {
    switch form {
    case .openWallet(let wallet): [wallet.bank.text] + (wallet.owner.map { [$0.text] } ?? [])
    case .deploy(let deploy): deploy.bindings.compactMap(\.value.usedName)
    case .does(let deed): [deed.who.text] + deed.verb.usedNames
    case .openOperator, .openOracle, .clock, .expect, .reject, .repeated: []
    }
  }
}

extension Expectation.Claim {
  var usedName: String {
    switch self {
    case .has(let name, _), .hasUnclaimed(let name, _), .holds(let name, _), .isIn(let name, _):
      name.text
    }
  }
}

extension Deed.Verb {
  fileprivate var usedNames: [String] {
    switch self {
    case .pay(_, let name), .issue(_, let name): [name.text]
    case .redeem, .claim: []
    case .act(let contract, _, let arguments):
      [contract.text] + arguments.compactMap(\.value.usedName)
    }
  }
}

extension GivenValue {
  fileprivate var usedName: String? {
    if case .name(let name) = form { name.text } else { nil }
  }
}
