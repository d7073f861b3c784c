import QiBytecode
import QiValues

extension Lowering {
  mutating func lower(_ statements: [Statement]) {
    let outer = scope
    scratch { lowering in
      for statement in statements {
        lowering.at(statement.range)
        lowering.setAside(before: statement)
        if case .name(let name, let value) = statement.form {
          lowering.lower(name, value)
        } else {
          lowering.scratch { $0.lower(statement.form) }
        }
      }
    }
    scope = outer
  }

  /// The value is copied: what it was read from may change, the name keeps what it was then.
  private mutating func lower(_ name: Name, _ value: Expression) {
    let register = freshRegister()
    var type = QiType.unknown
    scratch {
      let lowered = $0.lower(value)
      $0.emit(.copy, a: register, b: lowered.register)
      type = lowered.type
    }
    _ = scope.declare(name, .local(register, type))
    observe(named: Spelled(en: name.text, zh: name.text), (register, type))
  }

  private mutating func lower(_ statement: Statement.Form) {
    switch statement {
    case .pay(let sum, let source, let target): lowerPayment(sum, source, target)
    case .split(let split): lower(split)
    case .accrue(let name, let principal, let day): lowerAccrue(name, principal, day)
    case .assign(let name, let assignment, let value): lowerAssignment(name, assignment, value)
    // It outlives its statement, so that the block lowers it.
    case .name: break
    case .choice(let condition, let outcome, let otherwise):
      lowerChoice(condition, outcome, otherwise)
    case .attempt(let body, let otherwise): lowerAttempt(body, otherwise)
    case .loop(let loop): lower(loop)
    case .assignEntry(let book, let key, let assignment, let value):
      lower(assign: book, key, assignment, value)
    case .remove(let book, let key): lower(remove: book, key)
    case .clear(let book): lower(clear: book)
    case .note(let pieces):
      let note = pieces.map { lower($0) }
      emit(.note, constant: Int64(program.notes.count))
      program.notes.append(note)
    }
  }

  private mutating func lowerPayment(
    _ sum: Statement.Sum, _ source: SourceSyntax, _ target: PlaceSyntax
  ) {
    let (source, to) = (lower(source), lower(target))
    let from = source.place
    let places = Places(from, to, under: source.mandate).constant
    switch sum {
    case .all: emit(.payAll, b: from.operand, c: to.operand, constant: places)
    case .exactly(let expression):
      let (register, _) = lower(expression)
      emit(.pay, a: register, b: from.operand, c: to.operand, constant: places)
    case .settled(let name):
      let (register, accrual) = (freshRegister(), lower(name: name.text))
      emit(.copy, a: register, b: accrual.register)
      emit(.load, a: accrual.register)
      emit(.pay, a: register, b: from.operand, c: to.operand, constant: places)
      observe(named: Spelled(en: name.text, zh: name.text), accrual)
    }
  }

  private mutating func lowerAccrue(_ name: Name, _ principal: Expression, _ day: Expression) {
    guard case .accrual(let index) = scope[name.text] else { return }
    let accrual = contract.accruals[index]
    let given = freshRegisters(3)
    for (place, value) in [principal, accrual.rate, day].enumerated() {
      scratch { $0.emit(.copy, a: given + place, b: $0.lower(value).register) }
    }
    let grown = lower(name: name.text)
    emit(.accrue, a: grown.register, b: given, constant: accrual.count?.rawValue ?? 0)
    observe(named: Spelled(en: name.text, zh: name.text), grown)
  }

  mutating func lower(_ place: PlaceSyntax) -> Program.Place {
    switch (place.part, scope[place.name.text]) {
    case (.field(let field)?, _): .party(lower(field: field, of: place.name).register)
    case (.key(let key)?, .pots(let pot, _)): .hold(pot: pot, owner: lower(key).register)
    case (_, .pot(let pot)): .pot(pot)
    default: .party(register(of: place.name.text) ?? Program.firstSlot)
    }
  }

  private mutating func lowerAssignment(
    _ name: Name, _ assignment: Statement.Assignment, _ value: Expression
  ) {
    guard case .variable(let index, let type) = scope[name.text] else { return }
    let variable = self.variable(index)
    switch assignment {
    case .set: emit(.copy, a: variable, b: lower(value, as: type))
    case .add, .subtract:
      let operation: Expression.Arithmetic = assignment == .add ? .add : .subtract
      emitArithmetic(operation, into: variable, (variable, type), value)
    }
    observe(named: Spelled(en: name.text, zh: name.text), (variable, type))
  }

  private mutating func lowerChoice(
    _ condition: Expression, _ outcome: Outcome, _ otherwise: Outcome?
  ) {
    var skip = 0
    scratch {
      let (register, _) = $0.lower(condition: condition)
      skip = $0.emit(.jumpUnless, a: register)
    }
    lower(branch: outcome)
    guard let otherwise else { return land(skip) }
    let over = outcome.target == nil ? emit(.jump) : nil
    land(skip)
    lower(branch: otherwise)
    if let over { land(over) }
  }

  /// Ends the clause only where it has an arrow.
  private mutating func lower(branch outcome: Outcome) {
    lower(outcome.statements)
    lower(arrow: outcome.target)
  }

  private mutating func lowerAttempt(_ body: [Statement], _ otherwise: [Statement]) {
    let attempt = emit(.attempt)
    lower(body)
    emit(.attemptEnds)
    let over = emit(.jump)
    land(attempt)
    lower(otherwise)
    land(over)
  }

  private mutating func lower(_ piece: Statement.NotePiece) -> Program.NotePiece {
    switch piece {
    case .text(let text): return .text(text)
    case .value(let name):
      let (register, type) = lower(name: name.text)
      return .value(register: register, type: type.valueType ?? .integer)
    }
  }
}
