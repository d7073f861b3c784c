/// What the names of a contract stand for.
struct Scope {
  enum Symbol: Hashable {
    case party(Int)
    case oracle(Int)
    case pot(Int)
    case term(Int, ValueKind)
    case variable(Int, QiType)
    case argument(Int, ValueKind)
    /// A value named in a clause: the register it is lowered to, and 0 till then.
    case local(Int, QiType)
  }

  private var symbols: [String: (symbol: Symbol, name: Name)] = [:]
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
    for (index, party) in contract.parties.enumerated() { _ = declare(party, .party(index)) }
    for (index, oracle) in contract.oracles.enumerated() { _ = declare(oracle, .oracle(index)) }
    for (index, term) in contract.terms.enumerated() {
      _ = declare(term.name, .term(index, term.type.type))
    }
    for (index, pot) in contract.pots.enumerated() { _ = declare(pot.name, .pot(index)) }
    for (index, variable) in contract.variables.enumerated() {
      // What cannot be kept is reported where it is declared, and nowhere else.
      let type = typeOfInitial(variable.initial)
      _ = declare(variable.name, .variable(index, type.valueType == nil ? .unknown : type))
    }
    for phase in contract.phases { _ = declarePhase(phase.name) }
    for end in contract.ends { _ = declarePhase(end) }
  }

  /// This scope with the arguments of one act.
  func adding(_ parameters: [Parameter]) -> Scope {
    var inner = self
    for (index, parameter) in parameters.enumerated() {
      _ = inner.declare(parameter.name, .argument(index, parameter.type.type))
    }
    return inner
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
    case .not, .comparison, .logic: .boolean
    }
  }

  static func type(of symbol: Symbol) -> QiType {
    switch symbol {
    case .party: .party
    case .oracle: .oracle
    case .pot: .money
    case .term(_, let kind), .argument(_, let kind): QiType(kind)
    case .variable(_, let type), .local(_, let type): type
    }
  }
}
