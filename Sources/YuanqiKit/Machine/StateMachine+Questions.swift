import QiBytecode
import QiValues

extension StateMachine {
  /// A term, a variable, or a book.
  func value(_ name: String, of instance: Instance, at key: Value?) -> Value? {
    let program = program(of: instance)
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
}
