import QiDiagnostics
import QiValues

/// Whoever has a wallet may use up the room of a book, or of a pot of many, where nothing asks who
/// it is and entering costs nothing to speak of.
extension Checker {
  mutating func checkStrangers(_ act: ActSyntax, _ statements: [Statement]) {
    let bounds = act.parameters.compactMap(\.bound) + [act.condition].compactMap(\.self)
    let asked = bounds.flatMap(\.conjuncts)
    var chosen = Set(act.parameters.map(\.name.text))
    if asked.contains(where: { $0.ties(actorName, toOtherThan: chosen) }) { return }
    // What stands in a block of its own may not be done.
    let small = statements.deriving(
      from: chosen.filter { name in !asked.contains { $0.bounds(name) } })
    if statements.contains(where: { $0.costsActor(otherThan: small) }) { return }
    for name in act.parameters.map(\.name.text)
    where asked.contains(where: { $0.ties(name, toOtherThan: chosen) }) {
      chosen.remove(name)
    }
    let inner = statements.flatMap(\.andInner)
    let free = inner.deriving(from: chosen.union([actorName]))
    var warned: Set<String> = []
    for (place, key) in inner.compactMap(\.entered) where key.names(anyOf: free) {
      if warned.insert(place.text).inserted { report(.strangersBook(place)) }
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

  fileprivate func names(anyOf names: Set<String>) -> Bool {
    self.names.contains { names.contains($0.text) }
  }

  private func isName(_ name: String) -> Bool {
    if case .name(name) = form { true } else { false }
  }

  /// `NAME in LIST`, `NAME == p`, `kind of NAME == …`: what not every wallet passes. What whoever
  /// acts may choose, as an argument, ties nothing.
  fileprivate func ties(_ name: String, toOtherThan chosen: Set<String>) -> Bool {
    switch form {
    case .membership(let value, let list):
      return value.isName(name) && !chosen.contains(list.text)
    case .comparison(let operands, [.equal]):
      let others = operands.filter { operand in
        if case .kind(let wallet) = operand.form { return !wallet.isName(name) }
        return !operand.isName(name)
      }
      return others.count == 1 && !others[0].names(anyOf: chosen)
    default: return false
    }
  }

  fileprivate var isZero: Bool {
    if case .literal(.money(let money)) = form { money.fen == 0 } else { false }
  }

  /// Whether it is a comparison by which the name is not below something other than zero.
  fileprivate func bounds(_ name: String) -> Bool {
    guard case .comparison(let operands, let operators) = form else { return false }
    for (index, comparison) in operators.enumerated() {
      let (left, right) = (operands[index], operands[index + 1])
      switch comparison {
      case .greater, .greaterOrEqual: if left.isName(name), !right.isZero { return true }
      case .less, .lessOrEqual: if right.isName(name), !left.isZero { return true }
      case .equal: if left.isName(name) || right.isName(name) { return true }
      case .notEqual: break
      }
    }
    return false
  }
}

extension [Statement] {
  /// Names worked out from any of these, behind `let` and in variables.
  fileprivate func deriving(from names: Set<String>) -> Set<String> {
    reduce(into: names) { names, statement in
      switch statement.form {
      case .name(let name, let value), .assign(let name, _, let value):
        if value.names(anyOf: names) { names.insert(name.text) }
      default: break
      }
    }
  }
}

extension Statement {
  /// Whether it takes from the actor a sum that names none of these: the contract sets it, or has a
  /// least value for it.
  fileprivate func costsActor(otherThan small: Set<String>) -> Bool {
    guard case .pay(.exactly(let sum), let source, _) = form else { return false }
    return source.place.name.text == actorName && !sum.isZero && !sum.names(anyOf: small)
  }

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
