import QiBytecode
import QiLedger
import QiValues

/// Values of any type as registers have them, and back.
extension Books {
  /// Terms or arguments as slots. Refuses with `bad-argument` and its place, from 1, behind
  /// `offset` others: one of another type, a list too long, one with a member or a key twice, a
  /// party that is no wallet.
  mutating func slots(
    of values: [Value], as slots: [Program.Slot], after offset: Int = 0
  ) throws(Refusal) -> [Int64] {
    guard values.count == slots.count else { throw Refusal(.badArgument) }
    var registers: [Int64] = []
    for (index, value) in values.enumerated() {
      do throws(Unfit) { try append(value, as: slots[index].type, to: &registers) } catch {
        var refusal = Refusal(
          .badArgument, (.argument, .integer(Int64(offset + index + 1))))
        if let element = error.element {
          refusal.facts.append((.element, .integer(Int64(element + 1))))
        }
        throw refusal
      }
    }
    return registers
  }

  /// A value that cannot stand where it should; in a list, the first such element, from 0.
  private struct Unfit: Error { var element: Int? }

  private mutating func append(
    _ value: Value, as type: SlotType, to registers: inout [Int64]
  ) throws(Unfit) {
    switch (type, value) {
    case (.scalar(.text), .text(let text)):
      registers.append(number(of: text))
    case (.scalar(.digest), .digest(let digest)):
      registers.append(number(of: digest))
    case (.choice(let names), .choice(let name)):
      // Byte by byte, as with any name.
      guard names.contains(where: { $0.utf8.elementsEqual(name.utf8) }) else { throw Unfit() }
      registers.append(number(of: name))
    case (.scalar(let wanted), _):
      guard value.type == wanted, let slot = value.slot, isSound(value) else { throw Unfit() }
      registers.append(slot)
    case (.record(let record), .record(let fields)) where fields.count == record.fields.count:
      for (field, slot) in zip(fields, record.fields) {
        try append(field, as: slot.type, to: &registers)
      }
    case (.list(let element, let max), .list(let values)):
      try append(values, as: element, max, to: &registers)
    case (.set(let element, let max), .list(let values)):
      try append(values, as: .scalar(element), max, isSet: true, to: &registers)
    default: throw Unfit()
    }
  }

  private mutating func append(
    _ values: [Value], as element: SlotType, _ max: Int, isSet: Bool = false,
    to registers: inout [Int64]
  ) throws(Unfit) {
    guard values.count <= max else { throw Unfit(element: max) }
    registers.append(Int64(values.count))
    var keys: Set<[Int64]> = []
    for (index, value) in values.enumerated() {
      let start = registers.count
      do throws(Unfit) { try append(value, as: element, to: &registers) } catch {
        throw Unfit(element: index)
      }
      let key = key(of: registers[start...], element, isSet: isSet)
      if !key.isEmpty, !keys.insert(key).inserted { throw Unfit(element: index) }
    }
    let room = (max - values.count) * element.width
    registers.append(contentsOf: repeatElement(0, count: room))
  }

  /// What no other element may share; empty where anything may. A party is its holder.
  private func key(of element: ArraySlice<Int64>, _ type: SlotType, isSet: Bool) -> [Int64] {
    guard case .record(let record) = type else { return isSet ? Array(element) : [] }
    return record.key.map { place in
      let slot = element[element.startIndex + place]
      guard case .scalar(.party) = record.fields[place].type else { return slot }
      let holder = ledger.actor(ActorNumber(UInt64(bitPattern: slot)))?.holder
      return holder.map { Int64(bitPattern: $0.number) } ?? slot
    }
  }

  /// A party is somebody with a wallet.
  private func isSound(_ value: Value) -> Bool {
    guard case .party(let actor) = value else { return true }
    return ledger.actor(actor)?.isWallet ?? false
  }

  // MARK: Back

  /// What stands in registers from `start` on.
  func value(of type: SlotType, in registers: [Int64], at start: Int) -> Value {
    switch type {
    case .scalar(let type): value(registers[start], type)
    case .choice: value(registers[start], .choice)
    case .record(let record): .record(values(of: record.fields, in: registers, at: start))
    case .list(let element, _):
      .list(
        (0..<Int(registers[start])).map {
          value(of: element, in: registers, at: start + 1 + $0 * element.width)
        })
    case .set(let element, let max):
      value(of: .list(of: .scalar(element), max: max), in: registers, at: start)
    case .book(let value, let key, let max):
      self.value(of: .list(of: .entry(of: value, by: key), max: max), in: registers, at: start)
    }
  }

  func values(of slots: [Program.Slot], in registers: [Int64], at start: Int) -> [Value] {
    zip(slots, slots.starts(from: start)).map { slot, start in
      value(of: slot.type, in: registers, at: start)
    }
  }
}

extension SlotType {
  /// An entry of a book, as the chain has it: its key, and what stands under it.
  fileprivate static func entry(of value: ValueType, by key: ValueType) -> SlotType {
    let fields = [
      Program.Slot(name: "key", type: .scalar(key)),
      Program.Slot(name: "value", type: .scalar(value)),
    ]
    return .record(.init(name: "", fields: fields, key: [0]))
  }
}
