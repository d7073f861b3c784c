import QiDiagnostics
import QiValues

/// Whoever has a wallet may use up the room of a book, or of a pot of many, where nothing asks who
/// it is and entering costs nothing to speak of.
extension Checker {
  mutating func checkStrangers(_ act: ActSyntax, _ statements: [Statement]) {
    let bounds = act.parameters.compactMap(\.bound) + [act.condition].compactMap(\.self)
    let asked = bounds.flatMap(\.conjuncts)
    if asked.contains(where: \.admitsActor) { return }
    // What stands in a block of its own may not be done.
    if statements.contains(where: { costsActor($0, act.parameters, asked) }) { return }
    let given = Set(act.parameters.map(\.name.text) + [actorName])
    var warned: Set<String> = []
    for (place, key) in statements.flatMap(\.andInner).compactMap(\.entered)
    where key.names.contains(where: { given.contains($0.text) }) {
      if warned.insert(place.text).inserted { report(.strangersBook(place)) }
    }
  }

  /// Whether it takes from the actor a sum that the contract sets, or has a least value for.
  private func costsActor(
    _ statement: Statement, _ parameters: [Parameter], _ asked: [Expression]
  ) -> Bool {
    guard case .pay(.exactly(let sum), let source, _) = statement.form,
      source.place.name.text == actorName, !sum.isZero
    else { return false }
    return parameters.map(\.name.text).allSatisfy { name in
      !sum.names.contains { $0.text == name } || asked.contains { $0.bounds(name) }
    }
  }
}

private let actorName = Keyword.actor.word(in: .en)

extension Expression {
  /// What all has to hold for it to hold.
  fileprivate var conjuncts: [Expression] {
    if case .logic(.and, let a, let b) = form { return a.conjuncts + b.conjuncts }
    return [self]
  }

  private var isActor: Bool {
    if case .name(actorName) = form { true } else { false }
  }

  /// `actor in LIST`, `kind of actor == …`: what a stranger does not pass.
  fileprivate var admitsActor: Bool {
    switch form {
    case .membership(let value, _): value.isActor
    case .comparison(let operands, let operators):
      operators == [.equal]
        && operands.contains {
          if case .kind(let wallet) = $0.form { wallet.isActor } else { $0.isActor }
        }
    default: false
    }
  }

  fileprivate var isZero: Bool {
    if case .literal(.money(let money)) = form { money.fen == 0 } else { false }
  }

  /// Whether it is a comparison by which the name is not below something other than zero.
  fileprivate func bounds(_ name: String) -> Bool {
    guard case .comparison(let operands, let operators) = form else { return false }
    func isName(_ operand: Expression) -> Bool {
      if case .name(name) = operand.form { true } else { false }
    }
    for (index, comparison) in operators.enumerated() {
      let (left, right) = (operands[index], operands[index + 1])
      switch comparison {
      case .greater, .greaterOrEqual: if isName(left), !right.isZero { return true }
      case .less, .lessOrEqual: if isName(right), !left.isZero { return true }
      case .equal: if isName(left) || isName(right) { return true }
      case .notEqual: break
      }
    }
    return false
  }
}

extension Statement {
  /// The book that gets an entry, or the pot of many that somebody enters, and under which key.
  fileprivate var entered: (Name, key: Expression)? {
    switch form {
    case .assignEntry(let book, let key, let assignment, _) where assignment != .subtract:
      return (book, key)
    case .pay(_, let source, let target):
      // Who hands a place on within a pot takes up no other.
      guard case .key(let key)? = target.part, source.place.name.text != target.name.text else {
        return nil
      }
      return (target.name, key)
    default: return nil
    }
  }
}
