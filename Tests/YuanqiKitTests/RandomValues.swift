import YuanqiKit

/// Values that a contract may take or refuse: often near its own figures, sometimes far out.
struct RandomValues {
  /// Constants of the program's instructions, whatever they stand for there.
  private let constants: [Int64]

  init(_ program: Program) {
    constants = Set(program.instructions.map(\.constant)).sorted()
  }

  /// A value of a type. `known` are figures of that moment: terms, what pots hold.
  func value(
    of type: ValueType, known: [Value], now: Instant, from random: inout SplitMix
  ) -> Value {
    let near = known.filter { $0.type == type }.compactMap(\.slot)
    switch type {
    case .money: return .money(Money(fen: number(near: near, upTo: 1_000_000, from: &random)))
    case .integer: return .integer(number(near: near, upTo: 40, from: &random))
    case .date: return .date(moment(near: now, from: &random).day)
    case .time: return .time(moment(near: now, from: &random))
    case .duration: return .duration(Duration(Int64(random.below(40)), .days))
    case .boolean: return .boolean(random.below(2) == 0)
    case .text: return .text(random.below(2) == 0 ? "一" : "text \(random.below(9))")
    case .digest: return .digest(.zero)
    case .party: return .party(ActorNumber(UInt64(random.below(9))))
    }
  }

  /// Mostly from 0 to `most`; else near a figure or a constant; now and then out of any bounds.
  private func number(near figures: [Int64], upTo most: Int, from random: inout SplitMix) -> Int64 {
    switch random.below(12) {
    case 0: return [Int64.max, -Int64.max, -1, 0, 1 << 40][random.below(5)]
    case 1, 2: return random.pick(figures) ?? 0
    case 3: return (random.pick(figures) ?? 2) / Int64(1 + random.below(9))
    case 4, 5: return (random.pick(constants) ?? 0) &+ Int64(random.below(3) - 1)
    case 6, 7: return Int64(random.below(13))
    default: return Int64(random.below(most))
    }
  }

  /// Within two months after now mostly, sometimes up to four years later or a day before.
  private func moment(near now: Instant, from random: inout SplitMix) -> Instant {
    let days = [1, 3, 12, 60, 60, 400, 1_500][random.below(7)]
    let seconds = Int64(random.below(days * 86_400)) - Int64(random.below(2) * 86_400)
    return now.adding(seconds: seconds) ?? now
  }
}

extension SplitMix {
  /// Nil where there is nothing to pick from.
  mutating func pick<Element>(_ elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[below(elements.count)]
  }
}
