public import QiDiagnostics

/// Says what is wrong with a contract: names, types, whose money is spent, and whether time alone
/// leads to an end wherever a pot may hold money. Warnings do not keep it from running. Of a
/// partial contract, some of which could not be read, nothing is said that the rest might put
/// right.
public func check(_ contract: ContractSyntax, isPartial: Bool = false) -> [Diagnostic] {
  var checker = Checker(contract, isPartial: isPartial)
  checker.checkNames()
  checker.checkRecords()
  checker.checkChoices()
  checker.checkTerms()
  checker.checkMandates()
  checker.checkActs()
  checker.checkActorNames()
  for clause in contract.everyClause { checker.check(clause) }
  checker.checkInvariants()
  checker.checkProperties()
  if !isPartial, !checker.diagnostics.contains(where: { $0.severity == .error }) {
    checker.checkFlow()
    checker.checkUse()
    if !checker.diagnostics.contains(where: { $0.severity == .error }) { checker.checkMeaning() }
  }
  return checker.diagnostics.sorted { $0.range.start < $1.range.start }
}

struct Checker {
  let contract: ContractSyntax
  let scope: Scope
  var diagnostics: [Diagnostic] = []
  /// Names nothing is called by, that have been reported.
  var unknown: Set<String> = []
  /// Names that something read or wrote.
  var used: Set<String> = []

  /// What is known of variables where the block that was checked last ends.
  var ending = Scope.Known()

  /// Values named so far in the clause at hand.
  var localCount = 0

  let isPartial: Bool

  /// Where the expression at hand may ask what wallets hold.
  var asks = Asking.nobody

  init(_ contract: ContractSyntax, isPartial: Bool) {
    self.contract = contract
    self.isPartial = isPartial
    scope = Scope(contract)
  }

  /// More than a reader is told at once is not kept.
  mutating func report(_ diagnostic: Diagnostic) {
    if !isFull { diagnostics.append(diagnostic) }
  }

  var isFull: Bool { diagnostics.count >= Parser.maximumDiagnostics }

  // MARK: Declarations

  mutating func checkNames() {
    var seen: [String: Name] = [:]
    let declared =
      contract.parties + contract.groups.map(\.name) + contract.oracles + contract.terms.map(\.name)
      + contract.pots.map(\.name) + contract.variables.map(\.name) + contract.books.map(\.name)
      + contract.mandates.map(\.name) + contract.accruals.map(\.name)
    for name in declared { checkFresh(name, &seen) }
    var phases: [String: Name] = [:]
    for name in contract.phases.map(\.name) + contract.ends {
      checkFresh(name, &phases)
      let halted = Keyword.halted.english + Keyword.halted.chinese
      if halted.contains(name.text) { report(.builtInEnd(name)) }
    }
    for case .party(let owner) in contract.pots.map(\.owner) {
      used.insert(owner.text)
      switch scope[owner.text] {
      case .party: break
      case nil: reportUnknown(owner)
      case .some: report(.notAParty(owner))
      }
    }
    checkCount(contract.parties, most: Checker.mostRoles, Wording(en: "parties", zh: "当事人"))
    checkMembers()
    checkCount(contract.oracles, most: Checker.mostRoles, Wording(en: "oracles", zh: "见证方"))
    checkCount(
      contract.mandates.map(\.name), most: Checker.mostMandates,
      Wording(en: "mandates", zh: "授权"))
    checkCount(contract.terms.map(\.name), most: Checker.mostTerms, Wording(en: "terms", zh: "约定"))
    checkCount(contract.pots.map(\.name), most: Checker.mostPots, Wording(en: "pots", zh: "保管款"))
    checkCount(
      contract.accruals.map(\.name), most: Checker.mostAccruals,
      Wording(en: "accruals", zh: "应计"))
    checkCount(
      contract.variables.map(\.name), most: Checker.mostVariables,
      Wording(en: "variables", zh: "变量"))
    checkCount(
      contract.phases.map(\.name) + contract.ends, most: Checker.mostPhases,
      Wording(en: "phases", zh: "阶段"))
    checkShared()
  }

  /// Clauses of several phases belong to phases that go on, once each, and count in every one.
  private mutating func checkShared() {
    let goingOn = Set(contract.phases.map(\.name.text))
    var counts: [String: Int] = [:]
    for block in contract.shared {
      var seen: [String: Name] = [:]
      for name in block.phases {
        counts[name.text, default: 0] += block.clauses.count
        if let first = seen[name.text] {
          report(.phaseNamedTwice(name, first: first))
        } else if !goingOn.contains(name.text) {
          if scope.phases[name.text] == nil {
            reportUnknown(phase: name)
          } else {
            report(.clausesOfEnd(name))
          }
        }
        seen[name.text] = seen[name.text] ?? name
      }
    }
    for phase in contract.phases
    where phase.clauses.count + counts[phase.name.text, default: 0] > Checker.mostClauses {
      let what = Wording(en: "clauses in a phase", zh: "一个阶段的条款")
      report(.tooMany(what, Checker.mostClauses, at: phase.name))
    }
  }

  private mutating func checkMembers() {
    var count = contract.parties.count
    for group in contract.groups {
      count += Int(group.max)
      guard count > Parser.mostMembers else { continue }
      let what = Wording(en: "parties, with all there can be of each", zh: "当事人（含各方成员）")
      return report(.tooMany(what, Parser.mostMembers, at: group.name))
    }
  }

  mutating func checkFresh(_ name: Name, _ seen: inout [String: Name]) {
    if let first = seen[name.text] {
      report(.duplicateName(name, first: first))
    } else {
      seen[name.text] = name
    }
  }

  private mutating func checkCount(_ names: [Name], most: Int, _ what: Wording) {
    if names.count > most { report(.tooMany(what, most, at: names[most])) }
  }

  /// Terms are tested, and variables set, when the contract is signed: by what is known then.
  mutating func checkTerms() {
    for accrual in contract.accruals { check(accrual) }
    for term in contract.terms {
      guard let bound = term.bound else { continue }
      expect(.boolean, bound, in: scope)
      checkKnown(bound, variables: 0)
    }
    for (index, variable) in contract.variables.enumerated() {
      if let written = variable.type {
        let wanted = scope.type(of: written.form)
        expect(wanted, variable.initial, in: scope)
        if case .choice = wanted { continue }
        checkKnown(variable.initial, variables: index)
        continue
      }
      let type = kept(variable.initial, in: scope)
      checkKnown(variable.initial, variables: index)
      if type != .unknown, type.valueType == nil {
        report(.cannotKeep(variable.name, type))
      }
    }
  }

  /// Reports the first name of a pot, or of a variable that is not among the first so many.
  private mutating func checkKnown(_ expression: Expression, variables: Int) {
    let late = expression.names.first { name in
      switch scope[name.text] {
      case .pot, .pots, .book, .accrual: true
      case .variable(let index, _): index >= variables
      default: false
      }
    }
    if let late { report(.notYetKnown(late)) }
  }

  /// Acts of one name share one list of arguments, and nothing but their guards tells them apart.
  mutating func checkActs() {
    var firsts: [String: ActSyntax] = [:]
    for act in contract.everyClause.compactMap(\.act) {
      guard let first = firsts[act.name.text] else {
        firsts[act.name.text] = act
        continue
      }
      let same = first.parameters.elementsEqual(act.parameters) {
        $0.name == $1.name && $0.type.form == $1.type.form
      }
      if !same { report(.differentArguments(act.name, first: first.name)) }
    }
  }

  // MARK: Clauses

  mutating func check(_ clause: ClauseSyntax) {
    localCount = 0
    switch clause.trigger {
    case .right(let act):
      check(act, clause.outcome)
    case .fact(let act):
      check(act, clause.outcome, statesFact: true)
    case .duty(let act, let within, let failing):
      check(act, clause.outcome)
      expectDuration(within)
      check(failing, Surroundings(spender: .time), in: scope)
    case .deadline(let deadline):
      check(deadline)
      check(clause.outcome, Surroundings(spender: .time), in: scope)
    }
  }

  private mutating func check(_ act: ActSyntax, _ outcome: Outcome, statesFact: Bool = false) {
    let spender = checkActors(act, statesFact: statesFact)
    let known = contract.known(in: act)
    checkFresh(act.parameters)
    if act.parameters.count > Checker.mostArguments {
      let what = Wording(en: "arguments", zh: "参数")
      report(.tooMany(what, Checker.mostArguments, at: act.name))
    }
    // Whether an argument is used counts for this act alone.
    for parameter in act.parameters where scope[parameter.name.text] == nil {
      used.remove(parameter.name.text)
    }
    if let window = act.window { check(window, of: act) }
    var inner = known.isEmpty ? scope : scope.adding(known)
    if case .somebody(let name) = spender { inner = inner.acting(name) }
    for parameter in act.parameters {
      if let bound = parameter.bound { expect(.boolean, bound, in: inner) }
    }
    if let condition = act.condition {
      asking(.anybody) { $0.expect(.boolean, condition, in: inner) }
      inner.know(condition.somebody(where: true))
    }
    check(outcome, Surroundings(spender: spender), in: inner)
    for parameter in act.parameters
    where !isPartial && scope[parameter.name.text] == nil && !used.contains(parameter.name.text) {
      report(.unused(parameter.name))
    }
  }

  private mutating func checkFresh(_ parameters: [Parameter]) {
    var seen: [String: Name] = [:]
    for parameter in parameters {
      if let first = scope.name(parameter.name.text) {
        report(.duplicateName(parameter.name, first: first))
      } else {
        checkFresh(parameter.name, &seen)
      }
    }
  }

  private mutating func check(_ deadline: DeadlineSyntax) {
    switch deadline {
    case .after(let duration): expectDuration(duration)
    case .onEndOf(let day): expect(.date, day, in: scope)
    case .on(let moment): expectMoment(moment)
    case .every(let schedule): check(schedule)
    }
  }

  mutating func expectDuration(_ expression: Expression) {
    let type = type(of: expression, in: scope)
    switch type {
    case .duration, .unknown: break
    default:
      report(
        .wrongType(
          type, expected: Wording(en: "a duration, as in `7 days`", zh: "期间，如 7 天"), at: expression)
      )
    }
  }
}

extension ClauseSyntax {
  /// The act of a right or a duty, or the fact that is stated.
  var act: ActSyntax? {
    switch trigger {
    case .right(let act), .fact(let act), .duty(let act, _, _): act
    case .deadline: nil
    }
  }
}
