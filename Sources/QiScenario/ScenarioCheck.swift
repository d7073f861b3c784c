public import QiDiagnostics
public import QiLanguage
import QiValues
import YuanqiKit

/// Says what is wrong with a scenario before it is played: names, what deploys need, acts, phases,
/// the way of the clock.
/// `templates` are those it can use, by name.
public func check(
  _ scenario: ScenarioSyntax, templates: [String: Template]
) -> [Diagnostic] {
  var check = ScenarioCheck(templates: templates)
  for step in scenario.steps { check.check(step) }
  return (check.diagnostics + ScenarioPace(scenario).diagnostics).sorted {
    $0.range.start < $1.range.start
  }
}

private struct ScenarioCheck {
  let templates: [String: Template]
  var diagnostics: [Diagnostic] = []
  private var declared: [String: (name: Name, kind: Kind)] = [:]
  private var order: [String] = []
  private var isRejecting = false
  private var isRepeating = false

  private enum Kind {
    case bank, oracle, wallet
    /// Without a template where what was to be deployed is unknown, which has been reported.
    case contract(Template?)

    var isContract: Bool { if case .contract = self { true } else { false } }
    var isWallet: Bool { if case .wallet = self { true } else { false } }
    var isBank: Bool { if case .bank = self { true } else { false } }
    var isOracle: Bool { if case .oracle = self { true } else { false } }
  }

  init(templates: [String: Template]) { self.templates = templates }

  mutating func check(_ step: ScenarioStep) {
    switch step.form {
    case .openOperator(let name): declare(name, step, .bank)
    case .openOracle(let name): declare(name, step, .oracle)
    case .openWallet(let wallet):
      checkBank(wallet.bank)
      wallet.owner.map { checkWallet($0) }
      if let kind = wallet.merchantKind, !isName(kind.text) {
        diagnostics.append(.notAKind(at: kind.range))
      }
      declare(wallet.name, step, .wallet)
    case .deploy(let deploy): check(deploy, step)
    case .clock: break
    case .does(let deed), .whyNot(let deed): check(deed)
    case .expect(let all): for expectation in all { check(expectation) }
    case .reject(_, let inner):
      for inner in inner {
        switch inner.form {
        case .does, .deploy: break
        default: diagnostics.append(.notRejectable(at: inner.range))
        }
      }
      let outer = isRejecting
      isRejecting = true
      for inner in inner { check(inner) }
      isRejecting = outer
    case .repeated(_, let inner):
      let outer = isRepeating
      isRepeating = true
      for inner in inner { check(inner) }
      isRepeating = outer
    }
  }

  private mutating func declare(_ name: Name, _ step: ScenarioStep, _ kind: Kind) {
    if isRepeating { diagnostics.append(.repeatedOpening(at: step.range)) }
    if let first = declared[name.text] {
      diagnostics.append(.duplicateName(name, first: first.name))
    } else {
      declared[name.text] = (name, kind)
      order.append(name.text)
    }
  }

  @discardableResult
  private mutating func checkActor(_ name: Name) -> Bool {
    if let kind = declared[name.text]?.kind {
      if kind.isContract { diagnostics.append(.isAContract(name)) }
      return !kind.isContract
    }
    let actors = order.filter { declared[$0]?.kind.isContract == false }
    diagnostics.append(
      .unknownActor(name, nearest: Suggest.nearest(to: name.text, in: actors)))
    return false
  }

  private mutating func checkWallet(_ name: Name) {
    guard checkActor(name), let kind = declared[name.text]?.kind, !kind.isWallet else { return }
    diagnostics.append(kind.isOracle ? .ownsNothing(name) : .notAWallet(name))
  }

  private mutating func checkOracle(_ name: Name) {
    guard checkActor(name), declared[name.text]?.kind.isOracle == false else { return }
    diagnostics.append(.notAnOracle(name))
  }

  private mutating func checkBank(_ name: Name) {
    guard checkActor(name), let kind = declared[name.text]?.kind, !kind.isBank else { return }
    diagnostics.append(kind.isOracle ? .ownsNothing(name) : .notAnOperator(name))
  }

  private mutating func template(of name: Name) -> Template? {
    if let kind = declared[name.text]?.kind {
      if case .contract(let template) = kind { return template }
      diagnostics.append(.isNoContract(name))
      return nil
    }
    let contracts = order.filter { declared[$0]?.kind.isContract == true }
    diagnostics.append(
      .unknownContract(name, nearest: Suggest.nearest(to: name.text, in: contracts)))
    return nil
  }

  private mutating func check(_ deploy: DeploySyntax, _ step: ScenarioStep) {
    guard let template = templates[deploy.template.text] else {
      diagnostics.append(
        .unknownTemplate(
          deploy.template,
          nearest: Suggest.nearest(to: deploy.template.text, in: templates.keys.sorted())))
      // Later steps name it, and are not to blame.
      if !isRejecting { declare(deploy.name, step, .contract(nil)) }
      return
    }
    let program = template.program
    let wanted = program.roleNames + program.terms.map(\.name)
    var given: [String: Name] = [:]
    for binding in deploy.bindings {
      if let first = given[binding.name.text] {
        diagnostics.append(.duplicateName(binding.name, first: first))
      }
      given[binding.name.text] = binding.name
      check(binding, template)
    }
    if let replaced = deploy.replaced { _ = self.template(of: replaced) }
    let missing = wanted.filter { given[$0] == nil }
    if !missing.isEmpty { diagnostics.append(.missingBindings(deploy, missing)) }
    // What is rejected never comes to be, and leaves its name to others.
    if !isRejecting { declare(deploy.name, step, .contract(template)) }
  }

  private mutating func check(_ binding: DeploySyntax.Binding, _ template: Template) {
    let program = template.program
    if program.parties.contains(binding.name.text) {
      if case .name(let name) = binding.value.form { return checkWallet(name) }
      diagnostics.append(
        .wrongBinding(
          binding.name.short, wanted: Wording(en: "a wallet", zh: "钱包"), at: binding.value.range))
    } else if program.oracles.contains(binding.name.text) {
      if case .name(let name) = binding.value.form { return checkOracle(name) }
      diagnostics.append(
        .wrongBinding(
          binding.name.short, wanted: Wording(en: "an oracle", zh: "见证方"),
          at: binding.value.range))
    } else if let term = program.terms.first(where: { $0.name == binding.name.text }) {
      for wallet in binding.value.wallets(as: term.type) { checkWallet(wallet) }
      guard let (wanted, range) = binding.value.misfit(term.type) else { return }
      diagnostics.append(.wrongBinding(binding.name.short, wanted: wanted, at: range))
    } else {
      let known = program.roleNames + program.terms.map(\.name)
      diagnostics.append(
        .unknownBinding(binding.name, template.name, known: known))
    }
  }

  private mutating func check(_ deed: Deed) {
    checkActor(deed.who)
    switch deed.verb {
    case .pay(_, let name), .issue(_, let name): checkActor(name)
    case .redeem, .claim, .close: break
    case .freeze(let name, _, _), .unfreeze(let name, _): checkWallet(name)
    case .sign(let contract), .withdraw(let contract): _ = template(of: contract)
    case .revoke(let contract, let mandate):
      guard let template = template(of: contract) else { return }
      let known = template.program.mandates.map(\.name)
      if !known.contains(mandate.text) {
        diagnostics.append(.unknownMandate(mandate, template.name, known: known))
      }
    case .act(let contract, let action, let arguments, _):
      guard let template = template(of: contract) else { return }
      if let parameters = template.parameters(of: action.text) {
        return check(arguments, parameters, of: action)
      }
      for name in arguments.flatMap({ $0.value.wallets(as: nil) }) { checkActor(name) }
      if isRejecting { return }
      let acts = template.program.phases.flatMap(\.clauses).compactMap { $0.act?.name }
      diagnostics.append(
        .unknownAction(
          action, template.name, nearest: Suggest.nearest(to: action.text, in: acts)))
    }
  }

  /// What is rejected may have too few or too many arguments, but none under a wrong name.
  private mutating func check(
    _ arguments: [Deed.NamedArgument], _ slots: [Program.Slot], of action: Name
  ) {
    let parameters = slots.map(\.name)
    for (place, value) in GivenValue.inOrder(arguments, parameters).enumerated() {
      let type = slots.indices.contains(place) ? slots[place].type : nil
      for name in value.wallets(as: type) { checkActor(name) }
    }
    var given: [String: Name] = [:]
    for name in arguments.compactMap(\.name) {
      if !parameters.contains(name.text) {
        diagnostics.append(.unknownArgument(name, action.text, known: parameters))
      } else if let first = given[name.text] {
        diagnostics.append(.duplicateName(name, first: first))
      }
      given[name.text] = name
    }
    let isBare = !arguments.isEmpty && given.isEmpty && arguments.count == 1
    if !isRejecting,
      arguments.count != parameters.count || !isBare && given.count != parameters.count,
      given.keys.allSatisfy(parameters.contains)
    {
      let isUnnamed = arguments.count == parameters.count && given.isEmpty
      diagnostics.append(
        isUnnamed
          ? .unnamedArguments(action, parameters)
          : .wrongArguments(action, parameters, given: arguments))
    } else if !isRejecting {
      for (value, slot) in zip(GivenValue.inOrder(arguments, parameters), slots) {
        guard let (wanted, range) = value.misfit(slot.type) else { continue }
        diagnostics.append(.wrongBinding(slot.name, wanted: wanted, at: range))
      }
    }
  }

  private mutating func check(_ expectation: Expectation) {
    switch expectation.claim {
    case .has(let wallet, _), .hasUnclaimed(let wallet, _): checkWallet(wallet)
    case .holds(let contract, _), .hasNotBegun(let contract): _ = template(of: contract)
    case .isIn(let contract, let phase):
      guard let template = template(of: contract) else { return }
      let phases = template.program.phases.map(\.name) + [Template.halted.en]
      if !phases.contains(phase.text) {
        diagnostics.append(
          .unknownPhase(phase, template.name, known: phases))
      }
    case .potHas(let contract, let pot, let key, _):
      guard let template = template(of: contract) else { return }
      check(pot, of: key, in: template)
    case .valueIs(let contract, let member, let key, let value):
      guard let template = template(of: contract) else { return }
      check(member, key, value, in: template)
    }
  }

  /// A pot, or what one of its owners has in a pot of many.
  private mutating func check(_ name: Name, of owner: GivenValue?, in template: Template) {
    let pots = template.program.pots
    guard let pot = pots.first(where: { $0.name == name.text }) else {
      diagnostics.append(.unknownMember(name, template.name, known: pots.map(\.name)))
      return
    }
    guard let owner else { return }
    for wallet in owner.wallets(as: nil) { checkWallet(wallet) }
    guard case .each = pot.owner else {
      diagnostics.append(.notAPotOfMany(name, template.name))
      return
    }
    if let (wanted, range) = owner.misfit(.scalar(.party)) {
      diagnostics.append(.wrongBinding(name.short, wanted: wanted, at: range))
    }
  }

  /// A term or a variable, or an entry of a book.
  private mutating func check(
    _ member: Name, _ key: GivenValue?, _ value: GivenValue, in template: Template
  ) {
    let pots = template.program.pots.map(\.name)
    let slots = (template.program.terms + template.program.variables).filter {
      !pots.contains($0.name)
    }
    guard let slot = slots.first(where: { $0.name == member.text }) else {
      diagnostics.append(.unknownMember(member, template.name, known: slots.map(\.name)))
      return
    }
    for wallet in value.wallets(as: slot.type) + (key?.wallets(as: nil) ?? []) {
      checkWallet(wallet)
    }
    var wanted = slot.type
    if let key {
      guard case .book(let kept, let by, _) = slot.type else {
        diagnostics.append(.notABookOf(member, template.name))
        return
      }
      if let (wanted, range) = key.misfit(.scalar(by)) {
        diagnostics.append(.wrongBinding(member.short, wanted: wanted, at: range))
      }
      wanted = .scalar(kept)
    }
    // A variable may be nobody, and an entry not be there.
    if case .value(.nobody) = value.form, key != nil || wanted == .scalar(.party) { return }
    if let (wanted, range) = value.misfit(wanted) {
      diagnostics.append(.wrongBinding(member.short, wanted: wanted, at: range))
    }
  }
}
