/// What the names of a contract stand for.
struct Scope {
  enum Symbol: Hashable {
    case party(Int)
    case oracle(Int)
    /// A role of many.
    case group(Int, max: Int)
    case pot(Int)
    case mandate(Int)
    /// A pot of many.
    case pots(Int, max: Int)
    case accrual(Int)
    case term(Int, QiType)
    case variable(Int, QiType)
    case argument(Int, QiType)
    case book(Int, QiType)
    /// A value named in a clause: the register it is lowered to, and 0 till then.
    case local(Int, QiType)
    /// A record of the list at the first register, at the place in the second.
    case element(list: Int, place: Int, QiType)
  }

  private(set) var known = Known()
  private var symbols: [String: (symbol: Symbol, name: Name)] = [:]
  private(set) var records: [String: QiType] = [:]
  private(set) var phases: [String: Int] = [:]
  /// Every name in the order declared, for suggestions that do not depend on chance.
  private(set) var order: [String] = []
  private(set) var phaseOrder: [String] = []

  subscript(name: String) -> Symbol? { symbols[name]?.symbol }

  /// Where a name is declared.
  func name(_ text: String) -> Name? { symbols[text]?.name }

  /// Returns the name that stood there before, if one did.
  mutating func declare(_ name: Name, _ symbol: Symbol) -> Name? {
    if let earlier = symbols[name.text] { return earlier.name }
    symbols[name.text] = (symbol, name)
    order.append(name.text)
    return nil
  }

  mutating func declarePhase(_ name: Name) -> Bool {
    guard phases[name.text] == nil else { return false }
    phases[name.text] = phaseOrder.count
    phaseOrder.append(name.text)
    return true
  }

  /// The scope of a contract whose names have been checked: the first of two equal ones counts.
  init(_ contract: ContractSyntax) {
    // What has no fields is reported where it is declared, and nowhere else.
    for record in contract.records
    where records[record.name.text] == nil && !record.fields.isEmpty {
      records[record.name.text] = .record(QiType.Record(record))
    }
    for (index, party) in contract.parties.enumerated() { _ = declare(party, .party(index)) }
    for (index, group) in contract.groups.enumerated() {
      _ = declare(group.name, .group(index, max: Int(group.max)))
    }
    for (index, oracle) in contract.oracles.enumerated() { _ = declare(oracle, .oracle(index)) }
    for (index, term) in contract.terms.enumerated() {
      _ = declare(term.name, .term(index, type(of: term.type.form)))
    }
    for (index, pot) in contract.numberedPots.enumerated() {
      switch pot.owner {
      case .party: _ = declare(pot.name, .pot(index))
      case .each(let max): _ = declare(pot.name, .pots(index, max: Int(max)))
      }
    }
    for (index, variable) in contract.variables.enumerated() {
      // What cannot be kept is reported where it is declared, and nowhere else.
      let type = variable.type.map { self.type(of: $0.form) }
      let first = typeOfInitial(variable.initial).whole.kept
      _ = declare(variable.name, .variable(index, type ?? first))
    }
    for (index, book) in contract.books.enumerated() {
      let type = QiType.book(of: QiType(book.value), by: QiType(book.key), max: Int(book.max))
      _ = declare(book.name, .book(index, type))
    }
    for (index, mandate) in contract.mandates.enumerated() {
      _ = declare(mandate.name, .mandate(index))
    }
    for (index, accrual) in contract.accruals.enumerated() {
      _ = declare(accrual.name, .accrual(index))
    }
    for phase in contract.phases { _ = declarePhase(phase.name) }
    for end in contract.ends { _ = declarePhase(end) }
  }

  /// The fields of a record, each by itself.
  init(fieldsOf record: RecordSyntax, register: (Int) -> Int = { _ in 0 }) {
    for (place, field) in record.fields.enumerated() {
      _ = declare(field.name, .local(register(place), type(of: field.type.form)))
    }
  }

  /// This scope with the arguments of one act.
  func adding(_ parameters: [Parameter]) -> Scope {
    var inner = self
    for (index, parameter) in parameters.enumerated() {
      _ = inner.declare(parameter.name, .argument(index, type(of: parameter.type.form)))
    }
    return inner
  }

  /// A record nobody declared is reported where it is named.
  func type(of form: TypeSyntax.Form) -> QiType {
    switch form {
    case .value(let kind): QiType(kind)
    case .record(let name): records[name.text] ?? .unknown
    case .choice(let names): .choice(names.map(\.text))
    case .partyOrNone: .partyOrNone
    case .list(let element, let max): .list(type(of: element), max: Int(max))
    case .set(let element, let max): .set(QiType(element), max: Int(max))
    }
  }

  /// Variables begin with literals and terms; their type is that of what they begin with.
  private func typeOfInitial(_ expression: Expression) -> QiType {
    switch expression.form {
    case .literal(let value): QiType(value)
    case .name(let name): self[name].map(Scope.type) ?? .unknown
    case .negate(let inner): typeOfInitial(inner)
    case .arithmetic(let operation, let a, let b):
      QiType.result(operation, typeOfInitial(a), typeOfInitial(b)) ?? .unknown
    case .ambient(let ambient): ambient == .today ? .date : .time
    case .not, .comparison, .logic, .membership, .presence: .boolean
    case .kind: .text
    case .digest: .digest
    case .call(.days, _): .integer
    case .whole(let inside, _): typeOfInitial(inside).whole
    case .interest: .fraction(ofMoney: true)
    case .level: .money
    case .moved: .date
    case .call(_, let values): QiType.extreme(of: values.map { typeOfInitial($0).whole })
    case .field(let base, let field):
      self[base.text].map(Scope.type)?.field(field.text)?.type ?? .unknown
    // Books are empty before the contract has begun.
    case .entry, .total: .unknown
    case .balance: .money
    }
  }

  static func type(of symbol: Symbol) -> QiType {
    switch symbol {
    case .party: .party
    case .oracle: .oracle
    case .group(_, let max): .list(.party, max: max)
    case .pot, .accrual: .money
    case .mandate: .mandate
    case .pots(_, let max): .pots(max: max)
    case .term(_, let type), .argument(_, let type), .book(_, let type), .variable(_, let type),
      .local(_, let type), .element(_, _, let type):
      type
    }
  }
}

extension QiType.Record {
  fileprivate init(_ record: RecordSyntax) {
    name = record.name.text
    fields = record.fields.map { field in
      let type: QiType =
        switch field.type.form {
        case .value(let kind): QiType(kind)
        case .choice(let names): .choice(names.map(\.text))
        default: .unknown
        }
      return .init(name: field.name.text, type: type)
    }
    key = record.key.compactMap { name in
      record.fields.firstIndex { $0.name.text == name.text }
    }
  }
}

extension QiType {
  /// Of a variable that begins so: a duration may take on another unit.
  fileprivate var kept: QiType {
    if case .duration = self { return .duration(nil) }
    return valueType == nil ? .unknown : self
  }

  /// A field of a record, and its place; nil where there is none of that name.
  func field(_ name: String) -> (place: Int, type: QiType)? {
    guard case .record(let record) = self,
      let place = record.fields.firstIndex(where: { $0.name == name })
    else { return nil }
    return (place, record.fields[place].type)
  }
}

// MARK: Who is somebody, and what a name is chosen from

extension Scope {
  /// Of variables, at one point of a clause.
  struct Known {
    /// Those that are somebody.
    var somebody: Set<String> = []
    /// The one that is who acts, until it is given another value.
    var acting: String?

    /// Where two paths meet.
    func or(_ other: Known) -> Known {
      Known(
        somebody: somebody.intersection(other.somebody),
        acting: acting == other.acting ? acting : nil)
    }
  }

  func knowing(_ names: Set<String>) -> Scope {
    var inner = self
    inner.know(names)
    return inner
  }

  func knowing(_ known: Known) -> Scope {
    var inner = self
    inner.known = known
    return inner
  }

  /// In a clause of whoever the variable is.
  func acting(_ name: Name) -> Scope {
    var inner = knowing([name.text])
    inner.known.acting = name.text
    return inner
  }

  mutating func know(_ names: Set<String>) {
    if !names.isEmpty { known.somebody.formUnion(names) }
  }

  /// Another value may stand there now.
  mutating func forget(_ names: Set<String>) {
    known.somebody.subtract(names)
    if let name = known.acting, names.contains(name) { known.acting = nil }
  }

  /// The names a value is one of; nil for any other value.
  func choices(of expression: Expression) -> [String]? {
    let type: QiType? =
      switch expression.form {
      case .name(let name): self[name].map(Scope.type)
      case .field(let base, let field):
        self[base.text].map(Scope.type)?.field(field.text)?.type
      default: nil
      }
    if case .choice(let names)? = type { return names }
    return nil
  }

  /// The names a bare name is chosen from, where it stands beside a value that is one of them, or
  /// such a value is wanted: it then means that name, whatever else is called so.
  func chosen(_ expression: Expression, from names: [String]?) -> [String]? {
    guard case .name = expression.form, choices(of: expression) == nil else { return nil }
    return names
  }
}

extension [Expression] {
  /// What the operand at a place is chosen from, if from anything.
  func chosen(at place: Int, in scope: Scope) -> [String]? {
    let beside = [place - 1, place + 1].filter(indices.contains)
    let names = beside.lazy.compactMap { scope.choices(of: self[$0]) }.first
    return scope.chosen(self[place], from: names)
  }
}

extension [Statement] {
  /// Variables given a value somewhere in them.
  var assigned: Set<String> {
    reduce(into: []) { names, statement in
      switch statement.form {
      case .assign(let name, _, _): names.insert(name.text)
      case .attempt(let body, let otherwise):
        names.formUnion(body.assigned.union(otherwise.assigned))
      case .choice(_, let outcome, let otherwise):
        names.formUnion(outcome.statements.assigned)
        names.formUnion(otherwise?.statements.assigned ?? [])
      case .loop(let loop): names.formUnion(loop.body.assigned)
      default: break
      }
    }
  }
}
