import QiDiagnostics
import QiLanguage
import QiValues
import YuanqiKit

extension ScenarioRunner {
  func play(_ step: ScenarioStep) throws(Stop) {
    switch step.form {
    case .reject(let reason, let inner):
      try reject(reason, inner, step)
    case .repeated(let count, let inner):
      let outer = round
      for number in 0..<count {
        round = Int(number) + 1
        for step in inner { try play(step) }
      }
      round = outer
    case .expect(let all):
      for expectation in all { check(expectation) }
    default:
      if isOutOfReach(step.usedNames, opening: step.openedName) { return }
      steps += 1
      let failuresBefore = failures.count
      if let refused = try perform(step) {
        fail(step.range, expected: Wording(en: "done", zh: "完成"), refused)
        noteMissing(step)
      } else if failures.count == failuresBefore {
        lastHeld = (step.range, platform.height)
      }
    }
  }

  typealias Refused = (refusal: Refusal, doing: Doing)

  /// Does a step. Gives back why it was refused, if it was.
  private func perform(_ step: ScenarioStep) throws(Stop) -> Refused? {
    self.step = step.range
    switch step.form {
    case .openOperator(let name):
      doing = .opening
      return try opening { () throws(PlatformFailure) in
        names[name.text] = .bank(try platform.openOperator(name.text))
      }
    case .openOracle(let name):
      doing = .opening
      return try opening { () throws(PlatformFailure) in
        names[name.text] = .oracle(try platform.openOracle(name.text))
      }
    case .openWallet(let wallet):
      return try open(wallet)
    case .deploy(let deploy):
      return try opening { () throws(PlatformFailure) in try self.deploy(deploy) }
    case .clock(let move):
      try moveClock(move, step.range)
      return nil
    case .does(let deed): return try perform(deed)
    case .whyNot(let deed):
      answer(deed, step.range)
      return nil
    case .expect, .reject, .repeated: return nil
    }
  }

  private func opening(_ body: () throws(PlatformFailure) -> Void) throws(Stop) -> Refused? {
    do throws(PlatformFailure) {
      try body()
    } catch {
      if case .refused(let refusal) = error { return (refusal, doing) }
      throw .platform(error)
    }
    return nil
  }

  private func open(_ wallet: WalletSyntax) throws(Stop) -> Refused? {
    let (kind, walletClass) = wallet.kind.ledgerKind
    let type: WalletType = kind == .personal ? .personal(class: walletClass) : .corporate
    doing = .opening
    return try opening { () throws(PlatformFailure) in
      let bank = actor(wallet.bank)
      let number = try platform.openWallet(
        wallet.name.text, type, at: bank, owner: wallet.owner.map(actor))
      names[wallet.name.text] = .wallet(number)
      wallets.append((wallet.name.text, number))
      var receipts: [TransactionReceipt] = []
      if let kind = wallet.merchantKind {
        receipts.append(try platform.attestKind(kind.text, of: number, by: bank))
      }
      if let sum = wallet.funded {
        receipts.append(try platform.issue(sum, by: bank, to: number))
      }
      if let refusal = receipts.lazy.compactMap(\.refusal).first { throw .refused(refusal) }
    }
  }

  private func deploy(_ deploy: DeploySyntax) throws(PlatformFailure) {
    guard let template = templates[deploy.template.text] else {
      throw .unbound(deploy.template.text)
    }
    doing = .deploying(template)
    deploying = deploy.name.text
    var parties: [String: ActorNumber] = [:]
    var terms: [String: Value] = [:]
    for binding in deploy.bindings {
      let name = binding.name.text
      if case .name(let wallet) = binding.value.form, template.program.roleNames.contains(name) {
        parties[name] = actor(wallet)
      } else {
        let type = template.program.terms.first { $0.name == name }?.type
        terms[name] = binding.value.value(as: type, actor: actor)
      }
    }
    let replaced = deploy.replaced.map(contract)
    if deploy.isProposal { return try propose(template, parties, terms, replacing: replaced) }
    _ = try platform.deploy(template, parties: parties, terms: terms, replacing: replaced)
  }

  private func moveClock(_ move: ClockMove, _ range: SourceRange) throws(Stop) {
    let target: Instant
    do throws(ClockFault) { target = try move.target(from: platform.now) } catch {
      throw .diagnostic(error.diagnostic(now: platform.now, at: range))
    }
    try asking { () throws(PlatformFailure) in try platform.advance(to: target) }
    // A life may have lasted too long without anything happening.
    for (_, contract) in contracts { checkPromises(of: contract) }
  }

  private func perform(_ deed: Deed) throws(Stop) -> Refused? {
    let who = actor(deed.who)
    let receipt: TransactionReceipt
    doing = .money
    switch deed.verb {
    case .pay(let sum, let payee):
      receipt = try asking { () throws(PlatformFailure) in
        try platform.pay(sum, from: who, to: actor(payee))
      }
    case .issue(let sum, let wallet):
      receipt = try asking { () throws(PlatformFailure) in
        try platform.issue(sum, by: who, to: actor(wallet))
      }
    case .redeem(let sum):
      receipt = try asking { () throws(PlatformFailure) in try platform.redeem(sum, from: who) }
    case .claim(let sum):
      receipt = try asking { () throws(PlatformFailure) in try platform.claim(sum, into: who) }
    case .sign(let name):
      let number = contract(name)
      doing = .signing(number)
      receipt = try asking { () throws(PlatformFailure) in try platform.sign(number, by: who) }
    case .withdraw(let name):
      let number = contract(name)
      doing = .signing(number)
      receipt = try asking { () throws(PlatformFailure) in
        try platform.withdraw(number, by: who)
      }
    case .close:
      receipt = try asking { () throws(PlatformFailure) in try platform.closeWallet(who) }
    case .revoke(let name, let mandate):
      let number = contract(name)
      doing = .revoking(number, mandate.text)
      receipt = try asking { () throws(PlatformFailure) in
        try platform.revoke(mandate.text, of: number, by: who)
      }
    case .freeze(let wallet, let order, let until):
      let order = FreezeOrder(order, until: until)
      doing = .ordering(order.name, on: wallet.text, until: until)
      receipt = try asking { () throws(PlatformFailure) in
        try platform.freeze(actor(wallet), by: order, asked: who)
      }
    case .unfreeze(let wallet, let order):
      doing = .ordering(order, on: wallet.text, until: nil)
      receipt = try asking { () throws(PlatformFailure) in
        try platform.unfreeze(actor(wallet), by: order, asked: who)
      }
    case .act(let name, let action, let arguments, let most):
      let number = self.contract(name)
      doing = .act(number, action.text)
      let values = values(of: arguments, action.text, number)
      receipt = try asking { () throws(PlatformFailure) in
        try platform.act(who, number, action.text, arguments: values, payingAtMost: most)
      }
    }
    return receipt.refusal.map { ($0, doing) }
  }

  /// Arguments in the order the act declares them.
  func values(
    of arguments: [Deed.NamedArgument], _ action: String, _ contract: ContractNumber
  ) -> [Value] {
    let parameters = platform.template(of: contract)?.parameters(of: action) ?? []
    return GivenValue.inOrder(arguments, parameters.map(\.name)).enumerated().map {
      let type = parameters.indices.contains($0) ? parameters[$0].type : nil
      return $1.value(as: type, actor: actor)
    }
  }

  // MARK: Rejections

  /// Asserts that every step inside is refused for that reason.
  private func reject(_ reason: Reason, _ inner: [ScenarioStep], _ step: ScenarioStep) throws(Stop)
  {
    for innerStep in inner where !isOutOfReach(innerStep.usedNames) {
      steps += 1
      expectations += 1
      expectedReason = reason
      let refused = try perform(innerStep)
      expectedReason = nil
      let expected = Wording(en: "refused: \(reason.code)", zh: "被拒：\(reason.code)")
      if let refused, refused.refusal.reason != reason {
        fail(innerStep.range, expected: expected, refused)
      } else if refused == nil {
        fail(innerStep.range, expected: expected, actual: Wording(en: "done", zh: "完成"))
      } else {
        lastHeld = (innerStep.range, platform.height)
      }
    }
  }

  // MARK: Names, all of which the check has found

  func actor(_ name: Name) -> ActorNumber {
    switch names[name.text] {
    case .bank(let actor), .oracle(let actor), .wallet(let actor): actor
    case .contract, nil: .time
    }
  }

  func contract(_ name: Name) -> ContractNumber {
    if case .contract(let contract)? = names[name.text] { contract } else { ContractNumber(0) }
  }
}

extension Template {
  /// An act's arguments; nil where no clause has that act.
  func parameters(of action: String) -> [Program.Slot]? {
    program.phases.lazy.flatMap(\.clauses).compactMap(\.act).first { $0.name == action }?
      .parameters
  }
}
