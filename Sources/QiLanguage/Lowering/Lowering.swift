import QiBytecode
import QiDiagnostics
import QiValues

/// Turns a contract that has been checked into a program.
struct Lowering {
  let contract: ContractSyntax
  var scope: Scope
  var program: Program
  private var nextRegister = 0
  private var source: UInt32 = 0

  static func lower(_ contract: ContractSyntax) -> Program {
    var lowering = Lowering(contract)
    lowering.lowerBounds()
    lowering.lowerInitials()
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
    return lowering.program
  }

  private init(_ contract: ContractSyntax) {
    self.contract = contract
    scope = Scope(contract)
    program = Program(name: contract.name.text)
    program.parties = contract.parties.map(\.text)
    program.oracles = contract.oracles.map(\.text)
    program.terms = contract.terms.map(Lowering.slot)
    program.variables = contract.variables.map { variable in
      let type = scope[variable.name.text].map(Scope.type)?.valueType
      return .init(name: variable.name.text, type: type ?? .integer)
    }
    program.pots = contract.pots.map { pot in
      let owner = contract.parties.firstIndex(of: pot.owner) ?? 0
      return .init(name: pot.name.text, owner: owner)
    }
    releaseRegisters()
  }

  private static func slot(_ parameter: Parameter) -> Program.Slot {
    .init(name: parameter.name.text, type: QiType(parameter.type.type).valueType ?? .integer)
  }

  // MARK: Emitting

  var here: Int { program.instructions.count }

  /// Scratch registers are free again; so many arguments keep theirs.
  mutating func releaseRegisters(arguments: Int = 0) {
    nextRegister = program.firstArgument + arguments
    program.registerCount = max(program.registerCount, nextRegister)
  }

  /// What the body needs besides its result is free again afterwards, so that a program's registers
  /// are bounded by its names and its longest expression.
  mutating func scratch(_ body: (inout Lowering) -> Void) {
    let before = nextRegister
    body(&self)
    nextRegister = before
  }

  mutating func freshRegister() -> Int {
    defer { nextRegister += 1 }
    program.registerCount = max(program.registerCount, nextRegister + 1)
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

  private mutating func lowerBounds() {
    program.boundsEntry = here
    for (index, term) in contract.terms.enumerated() {
      require(term.bound, .badArgument, about: index + 1)
    }
    emit(.stop)
  }

  private mutating func require(_ condition: Expression?, _ reason: Reason, about: Int = 0) {
    guard let condition else { return }
    scratch {
      let (register, _) = $0.lower(condition)
      $0.emit(.require, a: register, c: Int(reason.rawValue), constant: Int64(about))
    }
  }

  private mutating func lowerInitials() {
    program.initialEntry = here
    for (index, variable) in contract.variables.enumerated() {
      releaseRegisters()
      emit(.copy, a: program.firstVariable + index, b: lower(variable.initial).register)
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
    scope = scope.adding(act.parameters)
    defer { scope = outer }
    releaseRegisters(arguments: act.parameters.count)
    let conditionEntry = here
    for (index, parameter) in act.parameters.enumerated() {
      require(parameter.bound, .badArgument, about: index + 1)
    }
    // An approval that is not the last is bound by the bounds, and not yet by the guard.
    let isJoint = act.actors.needed > 1
    if isJoint { emit(.stop) }
    let guardEntry = isJoint ? here : nil
    require(act.condition, .guardFailed)
    emit(.stop)
    releaseRegisters(arguments: act.parameters.count)
    let bodyEntry = here
    lower(outcome)
    return .init(
      name: act.name.text, actors: actors(act), parameters: act.parameters.map(Lowering.slot),
      window: window, conditionEntry: conditionEntry, guardEntry: guardEntry,
      bodyEntry: bodyEntry)
  }

  private mutating func lower(
    _ deadline: DeadlineSyntax, _ outcome: Outcome
  ) -> Program.Deadline {
    releaseRegisters()
    let dueEntry = here
    let due = lowerDue(deadline)
    emit(.stop)
    releaseRegisters()
    let bodyEntry = here
    lower(outcome)
    return .init(dueEntry: dueEntry, dueRegister: due, bodyEntry: bodyEntry)
  }

  private mutating func lowerDue(_ deadline: DeadlineSyntax) -> Int {
    switch deadline {
    case .on(let moment): return widened(lower(moment))
    case .onEndOf(let day):
      let register = freshRegister()
      emit(.endOfDay, a: register, b: lower(day).register)
      return register
    case .after(let duration):
      let register = freshRegister()
      emitMove(register, from: Program.entered, isDate: false, duration, sign: 1)
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
