public import QiDiagnostics
public import QiLanguage
import QiValues
import YuanqiKit

/// Says what is wrong with a scenario before it is played: names, what deploys need, acts and phases.
/// `templates` are those it can use, by name.
public func check(
  _ scenario: ScenarioSyntax, templates: [String: Template]
) -> [Diagnostic] {
  var check = ScenarioCheck(templates: templates)
  for step in scenario.steps { check.check(step) }
  return check.diagnostics
}

private struct ScenarioCheck {
  let templates: [String: Template]
  var diagnostics: [Diagnostic] = []
  private var declared: [String: (name: Name, template: Template?)] = [:]
  private var order: [String] = []
  private var isRejecting = false
  private var isRepeating = false

  init(templates: [String: Template]) { self.templates = templates }

  mutating func check(_ step: ScenarioStep) {
    switch step.form {
    case .openOperator(let name): declare(name, step)
    case .openWallet(let wallet):
      checkActor(wallet.bank)
      wallet.owner.map { checkActor($0) }
      declare(wallet.name, step)
    case .deploy(let deploy): check(deploy, step)
    case .clock: break
    case .does(let deed): check(deed)
    case .expect(let all): for expectation in all { check(expectation) }
    case .reject(_, let inner):
      for inner in inner {
        if case .does = inner.form {} else { diagnostics.append(.notRejectable(at: inner.range)) }
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

  private mutating func declare(_ name: Name, _ step: ScenarioStep, _ template: Template? = nil) {
    if isRepeating { diagnostics.append(.repeatedOpening(at: step.range)) }
    if let first = declared[name.text] {
      diagnostics.append(.duplicateName(name, first: first.name))
    } else {
      declared[name.text] = (name, template)
      order.append(name.text)
    }
  }

  private mutating func checkActor(_ name: Name) {
    guard declared[name.text] == nil || declared[name.text]?.template != nil else { return }
    let actors = order.filter { declared[$0]?.template == nil }
    diagnostics.append(
      .unknownActor(name, nearest: Suggest.nearest(to: name.text, in: actors)))
  }

  private mutating func template(of name: Name) -> Template? {
    if let template = declared[name.text]?.template { return template }
    let contracts = order.filter { declared[$0]?.template != nil }
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
      return
    }
    let program = template.program
    let wanted = program.parties + program.terms.map(\.name)
    var given: [String: Name] = [:]
    for binding in deploy.bindings {
      if let first = given[binding.name.text] {
        diagnostics.append(.duplicateName(binding.name, first: first))
      }
      given[binding.name.text] = binding.name
      check(binding, template)
    }
    let missing = wanted.filter { given[$0] == nil }
    if !missing.isEmpty { diagnostics.append(.missingBindings(deploy, missing)) }
    declare(deploy.name, step, template)
  }

  private mutating func check(_ binding: DeploySyntax.Binding, _ template: Template) {
    let program = template.program
    if program.parties.contains(binding.name.text) {
      if case .name(let name) = binding.value.form { return checkActor(name) }
      diagnostics.append(
        .wrongBinding(
          binding.name, wanted: Wording(en: "a wallet", zh: "钱包"), at: binding.value.range))
    } else if let term = program.terms.first(where: { $0.name == binding.name.text }) {
      if case .value(let value) = binding.value.form, value.type == term.type { return }
      diagnostics.append(
        .wrongBinding(binding.name, wanted: wording(of: term.type), at: binding.value.range))
    } else {
      let known = program.parties + program.terms.map(\.name)
      diagnostics.append(
        .unknownBinding(
          binding.name, template.name, nearest: Suggest.nearest(to: binding.name.text, in: known)))
    }
  }

  private func wording(of type: ValueType) -> Wording {
    switch type {
    case .money: Wording(en: "a sum of money", zh: "金额")
    case .date: Wording(en: "a date", zh: "日期")
    case .time: Wording(en: "a time", zh: "时刻")
    case .boolean: Wording(en: "true or false", zh: "真或假")
    default: Wording(en: "a whole number", zh: "整数")
    }
  }

  private mutating func check(_ deed: Deed) {
    checkActor(deed.who)
    switch deed.verb {
    case .pay(_, let name), .issue(_, let name): checkActor(name)
    case .redeem, .claim: break
    case .act(let contract, let action, let arguments):
      for case .name(let name) in arguments.map(\.value.form) { checkActor(name) }
      guard let template = template(of: contract), !isRejecting else { return }
      guard template.parameters(of: action.text) == nil else { return }
      let acts = template.program.phases.flatMap(\.clauses).compactMap { $0.act?.name }
      diagnostics.append(
        .unknownAction(
          action, template.name, nearest: Suggest.nearest(to: action.text, in: acts)))
    }
  }

  private mutating func check(_ expectation: Expectation) {
    switch expectation.claim {
    case .has(let wallet, _), .hasUnclaimed(let wallet, _): checkActor(wallet)
    case .holds(let contract, _): _ = template(of: contract)
    case .isIn(let contract, let phase):
      guard let template = template(of: contract) else { return }
      let phases = template.program.phases.map(\.name) + ["Halted"]
      if !phases.contains(phase.text) {
        diagnostics.append(
          .unknownPhase(
            phase, template.name, nearest: Suggest.nearest(to: phase.text, in: phases)))
      }
    }
  }
}
