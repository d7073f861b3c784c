import QiBytecode
import QiDiagnostics
import QiValues

/// Records, lists and books.
extension Lowering {
  // MARK: Expressions

  mutating func lower(field: Name, of base: Name) -> Lowered {
    guard let symbol = scope[base.text],
      let (place, type) = Scope.type(of: symbol).field(field.text)
    else { return (freshRegister(), .unknown) }
    if case .element(let list, let index, let record) = symbol {
      return (lower(part: place, of: record, in: list, at: index), type)
    }
    return ((register(of: base.text) ?? 0) + place, type)
  }

  private mutating func lower(part: Int, of element: QiType, in list: Int, at place: Int) -> Int {
    let register = freshRegister()
    let elements = Elements(stride: element.slot?.width ?? 1, offset: part, max: 1)
    emit(.element, a: register, b: place, c: list, constant: elements.constant)
    return register
  }

  mutating func lower(entryOf book: Name, _ key: Expression) -> Lowered {
    if case .pots(let pot, _) = scope[book.text] {
      let owner = lower(key).register
      setAside(before: key, of: book, pot, for: owner)
      return lower(heldIn: pot, for: owner)
    }
    let (base, type) = lower(name: book.text)
    guard case .book(let value, let keyType, let max) = type else { return (base, .unknown) }
    let place = lower(key, as: keyType)
    let entry = Expression(form: .entry(book, key), range: book.range)
    return (lower(entry, of: base, value, under: place, max: max), value)
  }

  /// A number that is not there is zero; anything else makes a comparison false, and is refused
  /// outside one.
  private mutating func lower(
    _ entry: Expression, of book: Int, _ value: QiType, under key: Int, max: Int
  ) -> Int {
    let result = freshRegister()
    if !value.readsZero {
      let elements = Elements(stride: 2, max: max)
      emit(.contains, a: result, b: key, c: book, constant: elements.constant)
      if absences == nil {
        require(result, .absent)
      } else {
        let there = emit(.jumpIf, a: result)
        noteAbsent(entry)
        let skip = emit(.jump)
        absences?.append(skip)
        land(there)
        looksPerhaps = true
      }
    }
    emit(.entry, a: result, b: key, c: book, constant: Int64(max))
    return result
  }

  private mutating func lower(heldIn pot: Int, for owner: Int) -> Lowered {
    let result = freshRegister()
    emit(.heldFor, a: result, b: owner, constant: Int64(pot))
    return (result, .money)
  }

  mutating func lower(totalOf book: Name) -> Lowered {
    let (base, type) = lower(name: book.text)
    if case .pots(let pot, _) = scope[book.text] {
      let result = freshRegister()
      emit(.heldForAll, a: result, c: base, constant: Int64(pot))
      return (result, .money)
    }
    guard case .book(let value, _, let max) = type else { return (base, .unknown) }
    let result = freshRegister()
    emit(.total, a: result, c: base, constant: Int64(max))
    return (result, value)
  }

  mutating func lower(membership value: Expression, in collection: Name) -> Lowered {
    let (base, type) = lower(name: collection.text)
    let (stride, member, max): (Int, QiType, Int) =
      switch type {
      case .book(_, let key, let max): (2, key, max)
      case .pots(let max): (1, .party, max)
      case .list(let member, let max), .set(let member, let max): (1, member, max)
      default: (1, .unknown, 1)
      }
    let elements = Elements(stride: stride, max: max)
    let result = comparing { lowering, result in
      let wanted = lowering.lower(value, as: member)
      lowering.emit(.contains, a: result, b: wanted, c: base, constant: elements.constant)
    }
    return (result, .boolean)
  }

  mutating func lower(kindOf wallet: Expression) -> Lowered {
    let result = freshRegister()
    emit(.kind, a: result, b: lower(wallet).register)
    return (result, .text)
  }

  mutating func lower(text: String) -> Lowered {
    let register = freshRegister()
    emit(.text, a: register, constant: Int64(program.texts.count))
    program.texts.append(text)
    return (register, .text)
  }

  // MARK: Statements

  mutating func lower(
    assign book: Name, _ key: Expression, _ assignment: Statement.Assignment, _ value: Expression
  ) {
    let (base, type) = lower(name: book.text)
    guard case .book(let kept, let keyType, let max) = type else { return }
    let under = lower(key, as: keyType)
    let entry = Expression(form: .entry(book, key), range: book.range)
    let register: Int
    if assignment == .set {
      register = lower(value, as: kept)
    } else {
      register = lower(entry, of: base, kept, under: under, max: max)
      emitArithmetic(assignment == .add ? .add : .subtract, into: register, (register, kept), value)
    }
    let set: Operation = kept.readsZero ? .setNumber : .setEntry
    emit(set, a: base, b: under, c: register, constant: Int64(max))
    observe(named: entry.spelled, (register, kept))
  }

  mutating func lower(remove book: Name, _ key: Expression) {
    let (base, type) = lower(name: book.text)
    guard case .book(_, let keyType, let max) = type else { return }
    let under = lower(key, as: keyType)
    emit(.removeEntry, a: base, b: under, constant: Int64(max))
  }

  mutating func lower(clear book: Name) {
    let (base, type) = lower(name: book.text)
    guard case .book(_, _, let max) = type else { return }
    emit(.clear, a: base, constant: Int64(max))
  }

  /// What there is when the loop begins is gone through, whatever the body changes: keys of a book
  /// are copied, lists cannot change.
  mutating func lower(_ loop: Statement.Loop) {
    let (base, type) = lower(name: loop.collection.text)
    switch type {
    case .list(let element, let max), .set(let element, let max):
      lowerRounds(over: base, max: max) { lowering, place in
        lowering.declare(loop.element, element, in: base, at: place)
        lowering.lower(loop.body)
      }
    case .book(let value, let key, let max):
      let keys = freshRegisters(1 + max)
      emit(.keys, a: keys, c: base, constant: Elements(stride: 2, max: max).constant)
      lowerRounds(over: keys, max: max) { lowering, place in
        lowering.declare(loop.element, key, in: keys, at: place)
        if let name = loop.value, let under = lowering.register(of: loop.element.text) {
          let key = Expression(form: .name(loop.element.text), range: loop.element.range)
          let entry = Expression(form: .entry(loop.collection, key), range: name.range)
          let register = lowering.lower(entry, of: base, value, under: under, max: max)
          _ = lowering.scope.declare(name, .local(register, value))
        }
        lowering.lower(loop.body)
      }
    case .pots(let max):
      guard case .pots(let pot, _) = scope[loop.collection.text] else { return }
      let owners = freshRegisters(1 + max)
      emit(.keys, a: owners, c: base, constant: Elements(stride: 1, max: max).constant)
      lowerRounds(over: owners, max: max) { lowering, place in
        lowering.declare(loop.element, .party, in: owners, at: place)
        if let name = loop.value, let owner = lowering.register(of: loop.element.text) {
          let (register, _) = lowering.lower(heldIn: pot, for: owner)
          _ = lowering.scope.declare(name, .local(register, .money))
        }
        lowering.lower(loop.body)
      }
    default: break
    }
  }

  /// Rounds over the list at a register; the body is given the register of the place.
  mutating func lowerRounds(
    over list: Int, max: Int, _ body: (inout Lowering, Int) -> Void
  ) {
    let outer = scope
    scratch {
      let place = $0.freshRegister()
      let count = $0.freshRegister()
      $0.emit(.copy, a: count, b: list)
      $0.emit(.load, a: place, constant: -1)
      let head = $0.emit(.loop, a: place, b: count, c: max)
      body(&$0, place)
      $0.emit(.again, constant: Int64(head))
      $0.land(head)
    }
    scope = outer
  }

  /// A record stays where it is; a value is read once a round.
  private mutating func declare(_ name: Name, _ element: QiType, in list: Int, at place: Int) {
    if case .record = element {
      _ = scope.declare(name, .element(list: list, place: place, element))
    } else {
      let register = lower(part: 0, of: element, in: list, at: place)
      _ = scope.declare(name, .local(register, element))
    }
  }

  // MARK: Bounds of fields

  /// Tests what must be true of the fields of a record, or of every record of a list.
  mutating func requireFields(
    of type: TypeSyntax, at base: Int, about: Int, untimedOnly: Bool = false
  ) {
    guard let name = type.form.record,
      let record = contract.records.first(where: { $0.name == name })
    else { return }
    let tested = record.fields.filter {
      $0.bound != nil && !(untimedOnly && $0.bound?.namesMoment == true)
    }
    guard !tested.isEmpty else { return }
    if case .list(_, let max) = type.form {
      lowerRounds(over: base, max: Int(max)) { lowering, place in
        let type = lowering.scope.type(of: .record(name))
        lowering.scope = Scope(fieldsOf: record) { field in
          lowering.lower(part: field, of: type, in: base, at: place)
        }
        lowering.requireBounds(of: tested, about: about, element: place)
      }
    } else {
      let outer = scope
      scope = Scope(fieldsOf: record) { base + $0 }
      requireBounds(of: tested, about: about, element: 0)
      scope = outer
    }
  }

  private mutating func requireBounds(of fields: [Parameter], about: Int, element: Int) {
    for field in fields {
      require(field.bound, .badArgument, about: about, element: element)
    }
  }
}
