import QiBytecode
import QiDiagnostics
import QiValues

/// Turns a contract that has been checked into a program.
struct Lowering {
  let contract: ContractSyntax
  var scope: Scope
  var program: Program
  /// Of the act at hand.
  private(set) var arguments: [Program.Slot] = []
  /// What the condition at hand looks at; nil outside one.
  var operands: [Observation.Operand]?
  /// Whether what it looks at next is only looked at where something before holds, or does not.
  var looksPerhaps = false
  /// Jumps of the comparison at hand, taken where an entry of a book is not there; nil outside one.
  var absences: [Int]?
  /// So many so far.
  var conditions = 0
  /// Where the clause at hand takes money from, if it is set off by time: frozen holds among these
  /// it sets aside.
  private(set) var drawnOn: [PlaceSyntax] = []
  private var nextRegister = 0
  private var source: UInt32 = 0

  static func lower(_ contract: ContractSyntax) -> Program { lowered(contract).program }

  static func lowered(_ contract: ContractSyntax) -> Lowering {
    var lowering = Lowering(contract)
    lowering.program.boundsEntry = lowering.lowerBounds()
    lowering.lowerInitials()
    lowering.lowerMandates()
    let own = contract.phases.map { $0.clauses.map { lowering.lower($0) } }
    // What several phases share is there once.
    let shared = contract.shared.map { $0.clauses.map { lowering.lower($0) } }
    let places = contract.sharedByPhase
    lowering.program.phases = contract.phases.enumerated().map { index, phase in
      let pieces = own[index] + places[index].flatMap { shared[$0] }
      let clauses = pieces.enumerated().map { place, piece in
        let number = ClauseNumber(phase: UInt16(index + 1), clause: UInt16(place + 1))
        return Program.Clause(number: number, act: piece.act, deadline: piece.deadline)
      }
      return Program.Phase(name: phase.name.text, isEnd: false, clauses: clauses)
    }
    lowering.program.phases += contract.ends.map {
      Program.Phase(name: $0.text, isEnd: true, clauses: [])
    }
    lowering.lowerInvariants()
    lowering.lowerProperties()
    lowering.lowerProposal()
    return lowering
  }

  private init(_ contract: ContractSyntax) {
    self.contract = contract
    scope = Scope(contract)
    program = Program(name: contract.name.text)
    program.parties = contract.parties.map(\.text)
    program.oracles = contract.oracles.map(\.text)
    program.groups = contract.groups.map(\.name.text)
    program.terms = contract.groups.map { group in
      .init(
        name: group.name.text, type: .list(of: .scalar(.party), max: Int(group.max)))
    }
    program.terms += contract.terms.map(slot)
    program.variables = contract.variables.map { variable in
      let type = scope[variable.name.text].map(Scope.type)?.slot
      return .init(name: variable.name.text, type: type ?? .scalar(.integer))
    }
    program.variables += contract.books.compactMap { book in
      scope[book.name.text].map(Scope.type)?.slot.map { .init(name: book.name.text, type: $0) }
    }
    for name in contract.accruals.map(\.name.text) {
      program.variables += [
        .init(name: name, type: .scalar(.money)),
        .init(name: "\(name).rest", type: .scalar(.integer)),
        .init(name: "\(name).until", type: .scalar(.date)),
      ]
    }
    program.variables += contract.pots.filter(\.isOfMany).compactMap { pot in
      scope[pot.name.text].map(Scope.type)?.slot.map { .init(name: pot.name.text, type: $0) }
    }
    program.pots = contract.numberedPots.map { pot in
      .init(name: pot.name.text, owner: owner(of: pot), isCarriedOver: pot.isCarriedOver)
    }
    releaseRegisters()
  }

  private func owner(of pot: ContractSyntax.Pot) -> Program.Pot.Owner {
    switch pot.owner {
    case .party(let owner): .role(contract.parties.firstIndex(of: owner) ?? 0)
    case .each(let max): .each(list: register(of: pot.name.text) ?? 0, max: Int(max))
    }
  }

  func slot(_ parameter: Parameter) -> Program.Slot {
    let type = scope.type(of: parameter.type.form).slot
    return .init(name: parameter.name.text, type: type ?? .scalar(.integer))
  }

  // MARK: Emitting

  var here: Int { program.instructions.count }

  /// Scratch registers are free again; arguments keep theirs.
  mutating func releaseRegisters(arguments: [Program.Slot] = []) {
    self.arguments = arguments
    nextRegister = program.firstArgument + arguments.width
    program.registerCount = max(program.registerCount, nextRegister)
  }

  /// What the body needs besides its result is free again afterwards, so that a program's registers
  /// are bounded by its names and its longest expression.
  mutating func scratch(_ body: (inout Lowering) -> Void) {
    let before = nextRegister
    body(&self)
    nextRegister = before
  }

  mutating func freshRegister() -> Int { freshRegisters(1) }

  /// The first of so many that follow each other.
  mutating func freshRegisters(_ count: Int) -> Int {
    defer { nextRegister += count }
    program.registerCount = max(program.registerCount, nextRegister + count)
    return nextRegister
  }

  @discardableResult
  mutating func emit(
    _ operation: Operation, a: Int = 0, b: Int = 0, c: Int = 0, constant: Int64 = 0
  ) -> Int {
    program.instructions.append(
      Instruction(operation, a: a, b: b, c: c, constant: constant, source: source))
    return here - 1
  }

  /// Lets the jump at an index lead to the next instruction.
  mutating func land(_ jump: Int) { program.instructions[jump].constant = Int64(here) }

  mutating func at(_ range: SourceRange) { source = UInt32(clamping: range.start) }

  // MARK: Pieces

  /// Those that name a moment may yet come true, and are left out of the bounds of a proposal.
  /// Gives where they begin.
  private mutating func lowerBounds(untimedOnly: Bool = false) -> Int {
    let entry = here
    let starts = program.terms.starts(from: program.firstTerm)
    for (place, term) in contract.terms.enumerated() {
      let index = contract.groups.count + place
      requireFields(
        of: term.type, at: starts[index], about: index + 1, untimedOnly: untimedOnly)
      if untimedOnly, term.bound?.namesMoment == true { continue }
      require(term.bound, .badArgument, about: index + 1)
    }
    emit(.stop)
    return entry
  }

  /// What names a moment may yet come true: it is tested when the last party signs.
  private mutating func lowerProposal() {
    let fields = contract.records.flatMap(\.fields)
    let isSame = (contract.terms + fields).allSatisfy { $0.bound?.namesMoment != true }
    releaseRegisters()
    program.proposalEntry = isSame ? program.boundsEntry : lowerBounds(untimedOnly: true)
  }

  mutating func require(
    _ condition: Expression?, _ reason: Reason, about: Int = 0, element: Int = 0
  ) {
    guard let condition else { return }
    scratch {
      let (register, _) = $0.lower(condition: condition)
      $0.emit(.require, a: register, b: element, c: Int(reason.rawValue), constant: Int64(about))
    }
  }

  mutating func require(_ register: Int, _ cause: Refusal.Cause) {
    emit(.require, a: register, c: Int(Reason.arithmetic.rawValue), constant: cause.rawValue)
  }

  private mutating func lowerInitials() {
    program.initialEntry = here
    for (index, variable) in contract.variables.enumerated() {
      releaseRegisters()
      let type = scope[variable.name.text].map(Scope.type) ?? .unknown
      emit(.copy, a: self.variable(index), b: lower(variable.initial, as: type))
    }
    for accrual in contract.accruals {
      emit(.dayOf, a: (register(of: accrual.name.text) ?? 0) + 2, b: Program.begun)
    }
    emit(.stop)
  }

  private typealias Pieces = (act: Program.Act?, deadline: Program.Deadline?)

  private mutating func lower(_ clause: ClauseSyntax) -> Pieces {
    at(clause.range)
    switch clause.trigger {
    case .right(let act), .fact(let act):
      return (lower(act, clause.outcome), nil)
    case .duty(let act, let within, let failing):
      let right = lower(act, clause.outcome)
      let deadline = lower(.after(within), failing)
      return (right, deadline)
    case .deadline(let deadline):
      return (nil, lower(deadline, clause.outcome))
    }
  }

  private mutating func lower(_ act: ActSyntax, _ outcome: Outcome) -> Program.Act {
    let outer = scope
    let window = act.window.map { lower($0) }
    let all = contract.known(in: act)
    scope = scope.adding(all)
    defer { scope = outer }
    let parameters = act.parameters.map(slot)
    let known = all.map(slot)
    releaseRegisters(arguments: known)
    let conditionEntry = here
    let starts = parameters.starts(from: program.firstArgument)
    for (index, parameter) in act.parameters.enumerated() {
      requireFields(of: parameter.type, at: starts[index], about: index + 1)
      require(parameter.bound, .badArgument, about: index + 1)
    }
    // An approval that is not the last is bound by the bounds, and not yet by the guard.
    let isJoint = act.actors.needed > 1
    if isJoint { emit(.stop) }
    let guardEntry = isJoint ? here : nil
    require(act.condition, .guardFailed)
    emit(.stop)
    releaseRegisters(arguments: known)
    let bodyEntry = here
    lower(outcome)
    return .init(
      name: act.name.text, actors: actors(act), parameters: parameters, window: window,
      conditionEntry: conditionEntry, guardEntry: guardEntry,
      bodyEntry: bodyEntry)
  }

  private mutating func lower(
    _ deadline: DeadlineSyntax, _ outcome: Outcome
  ) -> Program.Deadline {
    releaseRegisters()
    let dueEntry = here
    let due = lowerDue(deadline)
    var schedule: Program.Schedule?
    if case .every(let syntax) = deadline { schedule = lower(syntax) }
    emit(.stop)
    releaseRegisters()
    let bodyEntry = here
    drawnOn = outcome.sources
    lower(outcome)
    drawnOn = []
    return .init(
      dueEntry: dueEntry, dueRegister: due, bodyEntry: bodyEntry, schedule: schedule,
      fills: ownPots(filledIn: outcome))
  }

  private mutating func lowerDue(_ deadline: DeadlineSyntax) -> Int {
    switch deadline {
    case .on(let moment): return widened(lower(moment))
    case .every(let schedule): return widened(lower(schedule.until))
    case .onEndOf(let day):
      let register = freshRegister()
      emit(.endOfDay, a: register, b: lower(day).register)
      return register
    case .after(let duration):
      let register = freshRegister()
      emitDue(register, after: duration)
      return register
    }
  }

  private mutating func lower(_ outcome: Outcome) {
    lower(outcome.statements)
    if outcome.target == nil { emit(.stop) } else { lower(arrow: outcome.target) }
  }

  mutating func lower(arrow target: Name?) {
    guard let target, let phase = scope.phases[target.text] else { return }
    emit(.enter, constant: Int64(phase))
  }
}
