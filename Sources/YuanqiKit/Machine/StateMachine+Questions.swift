import QiBytecode
import QiValues

extension StateMachine {
  /// Whether it has begun and not ended.
  func isUnderWay(_ instance: Instance) -> Bool {
    let phases = program(of: instance).phases
    return phases.indices.contains(instance.phase) && !phases[instance.phase].isEnd
  }

  /// Whether a wallet has money in a pot of the instance.
  func hasHold(_ wallet: ActorNumber, in instance: Instance) -> Bool {
    program(of: instance).pots.enumerated().contains { index, pot in
      instance.holds(of: pot, index).contains { $0.owner == wallet }
    }
  }

  /// A term, a variable, a book, or a pot of many, which is a book of its owners' money.
  func value(_ name: String, of instance: Instance, at key: Value?) -> Value? {
    let program = program(of: instance)
    if let pot = program.pots.firstIndex(where: { $0.name == name }) {
      return held(in: pot, of: instance, at: key)
    }
    let slots = program.terms + program.variables
    guard let place = slots.firstIndex(where: { $0.name == name }) else { return nil }
    let type = slots[place].type
    let start = slots.starts(from: program.firstTerm - Program.firstSlot)[place]
    let value = books.value(of: type, in: instance.slots, at: start)
    guard let key else { return value }
    guard case .book(let kept, _, _) = type, case .list(let entries) = value else { return nil }
    for case .record(let entry) in entries where entry.first?.isSame(as: key) == true {
      return entry.last
    }
    return [.money, .integer].contains(kept) ? Value(slot: 0, type: kept) : .nobody
  }

  private func held(in pot: Int, of instance: Instance, at key: Value?) -> Value? {
    guard case .each = program(of: instance).pots[pot].owner else { return nil }
    let holds = holds(in: pot, of: instance)
    guard let key else {
      return .list(holds.map { .record([.party($0.owner), .money($0.held)]) })
    }
    return .money(holds.first { key.isSame(as: .party($0.owner)) }?.held ?? .zero)
  }
}
