import QiBytecode
import QiValues

/// A register and what is in it, which is no fraction.
typealias Lowered = (register: Int, type: QiType)

extension Lowering {
  /// Where a name's value stands, of a pot of many who has money in it; nil for a pot of one owner,
  /// which has to be asked.
  func register(of name: String) -> Int? {
    switch scope[name] {
    case .party(let index): Program.firstSlot + index
    case .oracle(let index): Program.firstSlot + contract.parties.count + index
    case .group(let index, _): program.terms.starts(from: program.firstTerm)[index]
    case .term(let index, _):
      program.terms.starts(from: program.firstTerm)[contract.groups.count + index]
    case .variable(let index, _): variable(index)
    case .book(let index, _): variable(contract.variables.count + index)
    case .accrual(let index):
      variable(contract.variables.count + contract.books.count + 3 * index)
    case .pots(let number, _):
      variable(program.variables.count - contract.numberedPots.count + number)
    case .argument(let index, _): arguments.starts(from: program.firstArgument)[index]
    case .local(let register, _): register
    case .element, .pot, .mandate, nil: nil
    }
  }

  /// A whole value, as the contract rounds it where it is a fraction.
  mutating func lower(_ expression: Expression) -> Lowered { whole(lower(exact: expression)) }

  /// What is not rounded yet: for what goes on to compute or to compare with it.
  mutating func lower(exact expression: Expression) -> Exact {
    at(expression.range)
    switch expression.form {
    case .negate(let inside): return lower(negated: inside)
    case .arithmetic(let operation, let a, let b): return lower(operation, a, b)
    case .interest(let values, let count): return lower(interest: values, count)
    default:
      let value = lower(expression.form)
      note(expression, value)
      return Exact(value)
    }
  }

  private mutating func lower(_ form: Expression.Form) -> Lowered {
    switch form {
    case .literal(.text(let text)): return lower(text: text)
    case .literal(let value):
      let register = freshRegister()
      emit(.load, a: register, constant: value.slot ?? 0)
      return (register, QiType(value))
    case .name(let name): return lower(name: name)
    case .presence(let inside, let isThere): return lower(presence: inside, isThere)
    case .ambient(.now): return (Program.now, .time)
    case .ambient(.begun): return (Program.begun, .time)
    case .ambient(.today): return (emitFresh(.dayOf, b: Program.now), .date)
    case .whole(let inside, let rounding): return lower(inside, rounded: rounding)
    case .not(let inside):
      let operand = lower(inside)
      return (emitFresh(.not, b: operand.register), .boolean)
    case .level(let values): return lower(level: values, contract.rounding ?? .halfUp)
    case .comparison(let operands, let operators):
      return (lower(comparison: operands, operators), .boolean)
    case .field(let base, let field): return lower(field: field, of: base)
    case .entry(let book, let key): return lower(entryOf: book, key)
    case .total(let book): return lower(totalOf: book)
    case .membership(let value, let collection): return lower(membership: value, in: collection)
    case .call(let function, let values): return lower(function, values)
    case .kind(let wallet): return lower(kindOf: wallet)
    case .balance(let wallet):
      return (emitFresh(.balance, b: lower(name: wallet.text).register), .money)
    case .moved(let date, let step):
      let register = freshRegister()
      emit(.toWorkingDay, a: register, b: lower(date).register, constant: step == .next ? 1 : -1)
      return (register, .date)
    case .digest(let rule, let values): return lower(rule, of: values)
    case .logic(let operation, let a, let b):
      return lower(operation, { $0.lower(a) }, { $0.lower(b) })
    case .negate(let inside): return whole(lower(negated: inside))
    case .arithmetic(let operation, let a, let b): return whole(lower(operation, a, b))
    case .interest(let values, let count): return whole(lower(interest: values, count))
    }
  }

  /// Of variables, and of the books behind them.
  func variable(_ index: Int) -> Int {
    program.variables.starts(from: program.firstVariable)[index]
  }

  mutating func lower(name: String) -> Lowered {
    let type = scope[name].map(Scope.type) ?? .unknown
    if let register = register(of: name) { return (register, type) }
    let register = freshRegister()
    if case .pot(let pot) = scope[name] { emit(.held, a: register, constant: Int64(pot)) }
    return (register, type)
  }

  private mutating func emitFresh(_ operation: Operation, b: Int, c: Int = 0) -> Int {
    let register = freshRegister()
    emit(operation, a: register, b: b, c: c)
    return register
  }

  // MARK: Dates and times

  /// A date as the time of its 00:00; a time as it is.
  mutating func widened(_ value: Lowered) -> Int { converted(value, to: .time) }

  /// As a value of that type: a date widens to a time, a bare name is one of those to choose from.
  mutating func lower(_ expression: Expression, as type: QiType) -> Int {
    if case .choice(let names) = type, scope.chosen(expression, from: names) != nil {
      return lower(chosen: expression)
    }
    return converted(lower(expression), to: type)
  }

  private mutating func lower(chosen expression: Expression) -> Int {
    guard case .name(let name) = expression.form else { return freshRegister() }
    return lower(text: name).register
  }

  private mutating func lower(_ operands: [Expression], at place: Int) -> Exact {
    guard let names = operands.chosen(at: place, in: scope) else {
      return lower(exact: operands[place])
    }
    return Exact((lower(chosen: operands[place]), .choice(names)))
  }

  private mutating func lower(presence inside: Expression, _ isThere: Bool) -> Lowered {
    let result = freshRegister()
    let who = lower(inside).register
    let nobody = freshRegister()
    emit(.load, a: nobody)
    emit(isThere ? .notEqual : .equal, a: result, b: who, c: nobody)
    return (result, .boolean)
  }

  mutating func converted(_ value: Lowered, to type: QiType) -> Int {
    guard value.type == .date, type == .time else { return value.register }
    return emitFresh(.startOfDay, b: value.register)
  }

  /// A date or time moved by a duration.
  mutating func emitMove(
    _ result: Int, from start: Int, isDate: Bool, _ duration: Expression, sign: Int64
  ) {
    guard case .literal(.duration(let length)) = duration.form else {
      let length = lower(duration).register
      return emitMove(result, from: start, isDate: isDate, by: length, sign: sign)
    }
    let operation: Operation =
      switch (length.unit, isDate) {
      case (.months, true): .dateAddMonths
      case (.months, false): .timeAddMonths
      case (.days, true): .dateAddDays
      case (.days, false): .timeAddDays
      case (.seconds, _): .timeAddSeconds
      case (.workingDays, _): .addWorkingDays
      }
    emit(operation, a: result, b: start, constant: sign * length.count)
  }

  /// When a duration is over that began as the phase was entered.
  mutating func emitDue(_ result: Int, after duration: Expression) {
    if case .literal(.duration(let length)) = duration.form, length.unit != .workingDays {
      return emitMove(result, from: Program.entered, isDate: false, duration, sign: 1)
    }
    emit(.dueAfter, a: result, b: Program.entered, c: lower(duration).register, constant: 1)
  }

  /// By what stands in a register.
  private mutating func emitMove(
    _ result: Int, from start: Int, isDate: Bool, by length: Int, sign: Int64
  ) {
    emit(isDate ? .moveDate : .moveTime, a: result, b: start, c: length, constant: sign)
  }

  // MARK: Arithmetic and comparison

  private mutating func lower(
    _ operation: Expression.Arithmetic, _ a: Expression, _ b: Expression
  ) -> Exact {
    let result = freshRegister()
    if case .literal(.duration) = a.form {
      let moved = lower(b)
      emitMove(result, from: moved.register, isDate: moved.type == .date, a, sign: 1)
      return Exact((result, moved.type))
    }
    let left = lower(exact: a)
    if case .duration = left.type {
      let (length, moved) = (whole(left), lower(b))
      emitMove(
        result, from: moved.register, isDate: moved.type == .date, by: length.register, sign: 1)
      return Exact((result, moved.type))
    }
    if left.type == .date || left.type == .time {
      return Exact((result, emitArithmetic(operation, into: result, whole(left), b)))
    }
    let right = lower(exact: b)
    let type = QiType.result(operation, left.type, right.type) ?? .unknown
    if type.isFraction { return lowerFractions(operation, left, right, type) }
    emitWhole(operation, into: result, whole(left), whole(right))
    return Exact((result, type))
  }

  /// What is no fraction; a date or a time is moved by a duration.
  @discardableResult
  mutating func emitArithmetic(
    _ operation: Expression.Arithmetic, into result: Int, _ left: Lowered, _ b: Expression
  ) -> QiType {
    if left.type == .date || left.type == .time {
      emitMove(
        result, from: left.register, isDate: left.type == .date, b,
        sign: operation == .subtract ? -1 : 1)
      return left.type
    }
    let right = lower(b)
    emitWhole(operation, into: result, left, right)
    return QiType.result(operation, left.type, right.type) ?? .unknown
  }

  /// A quotient is always a fraction.
  private mutating func emitWhole(
    _ operation: Expression.Arithmetic, into result: Int, _ left: Lowered, _ right: Lowered
  ) {
    let code: Operation =
      switch operation {
      case .add: .add
      case .subtract: .subtract
      case .multiply, .divide: .multiply
      }
    emit(code, a: result, b: left.register, c: right.register)
  }

  /// Each operand once; the first comparison that fails decides.
  private mutating func lower(
    comparison operands: [Expression], _ operators: [Expression.Comparison]
  ) -> Int {
    comparing { lowering, result in
      var left = lowering.lower(operands, at: 0)
      var skips: [Int] = []
      for (index, comparison) in operators.enumerated() {
        if index > 0 {
          skips.append(lowering.emit(.jumpUnless, a: result))
          lowering.looksPerhaps = true
        }
        let right = lowering.lower(operands, at: index + 1)
        lowering.emitComparison(comparison, into: result, left, right)
        left = right
      }
      for skip in skips { lowering.land(skip) }
    }
  }

  /// What comes to an entry that is not there does not hold.
  mutating func comparing(_ body: (inout Lowering, Int) -> Void) -> Int {
    let result = freshRegister()
    let outer = absences
    absences = []
    body(&self, result)
    let skips = absences ?? []
    absences = outer
    if skips.isEmpty { return result }
    let over = emit(.jump)
    for skip in skips { land(skip) }
    emit(.load, a: result)
    land(over)
    return result
  }

  /// Durations whose units are not both known have to be of one.
  mutating func emitUnits(_ left: Lowered, _ right: Lowered) {
    guard case .duration = left.type, [left.type, right.type].contains(.duration(nil)) else {
      return
    }
    emit(.sameUnit, b: left.register, c: right.register)
  }

  private mutating func emitComparison(
    _ comparison: Expression.Comparison, into result: Int, _ left: Exact, _ right: Exact
  ) {
    if left.type.isFraction || right.type.isFraction {
      return emitComparisonOfFractions(comparison, into: result, left, right)
    }
    emitComparison(comparison, into: result, whole(left), whole(right))
  }

  private mutating func emitComparison(
    _ comparison: Expression.Comparison, into result: Int, _ left: Lowered, _ right: Lowered
  ) {
    emitUnits(left, right)
    let mixed = left.type != right.type
    let a = mixed ? widened(left) : left.register
    let b = mixed ? widened(right) : right.register
    switch comparison {
    case .equal: emit(.equal, a: result, b: a, c: b)
    case .notEqual: emit(.notEqual, a: result, b: a, c: b)
    case .less: emit(.less, a: result, b: a, c: b)
    case .lessOrEqual: emit(.lessOrEqual, a: result, b: a, c: b)
    case .greater: emit(.less, a: result, b: b, c: a)
    case .greaterOrEqual: emit(.lessOrEqual, a: result, b: b, c: a)
    }
  }
}
