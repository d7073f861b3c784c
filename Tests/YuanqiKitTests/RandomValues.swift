import YuanqiKit

/// Values that a contract may take or refuse: often near its own figures, sometimes far out.
struct RandomValues {
  /// Constants of the contract, whatever they stand for there.
  private let constants: [Int64]
  private let texts: [String]

  init(_ program: Program) {
    let loads = program.instructions.filter { $0.operation == .load }
    constants = Set(loads.map(\.constant)).sorted()
    texts = program.texts + ["一", "", "e\u{301}"]
  }

  /// A value of a type. `known` is what stands there at that moment: terms, what pots hold, who
  /// has a wallet.
  func value(
    of type: SlotType, near known: [Value], now: Instant, from random: inout SplitMix
  ) -> Value {
    func element(_ type: SlotType) -> Value {
      value(of: type, near: known, now: now, from: &random)
    }
    switch type {
    case .scalar(let type): return scalar(of: type, near: known, now: now, from: &random)
    case .record(let record): return .record(record.fields.map { element($0.type) })
    case .list(let of, let max):
      var keys: Set<[Value]> = []
      let values = (0..<count(upTo: max, from: &random)).map { _ in element(of) }
      if random.below(9) == 0 { return .list(values) }
      return .list(values.filter { key($0, of).isEmpty || keys.insert(key($0, of)).inserted })
    case .set(let of, let max):
      let values = (0..<count(upTo: max, from: &random)).map { _ in element(.scalar(of)) }
      if random.below(9) == 0 { return .list(values) }
      return .list(Set(values).sorted { "\($0)" < "\($1)" })
    case .choice(let names): return .choice(random.pick(names + texts) ?? "")
    case .book: return .list([])
    }
  }

  /// Some elements mostly; none, as many as there may be, or one more now and then.
  private func count(upTo max: Int, from random: inout SplitMix) -> Int {
    switch random.below(16) {
    case 0: 0
    case 1: min(max, 40)
    case 2: min(max, 40) + 1
    default: min(max, 1 + random.below(4))
    }
  }

  private func key(_ value: Value, _ type: SlotType) -> [Value] {
    guard case .record(let fields) = value, case .record(let record) = type else { return [] }
    return record.key.map { fields[$0] }
  }

  private func scalar(
    of type: ValueType, near known: [Value], now: Instant, from random: inout SplitMix
  ) -> Value {
    let near = known.flatMap(\.scalars).filter { $0.type == type }
    let figures = near.compactMap(\.slot)
    switch type {
    case .money: return .money(Money(fen: number(near: figures, upTo: 1_000_000, from: &random)))
    case .integer: return .integer(number(near: figures, upTo: 40, from: &random))
    case .rate: return .rate(Rate(millionths: number(near: figures, upTo: 250_000, from: &random)))
    case .dailyRate:
      return .dailyRate(Rate(millionths: number(near: figures, upTo: 2_000, from: &random)))
    case .date: return .date(moment(near: now, from: &random).day)
    case .time: return .time(moment(near: now, from: &random))
    case .boolean: return .boolean(random.below(2) == 0)
    case .text:
      if random.below(2) == 0, let text = random.pick(near) { return text }
      return .text(random.pick(texts) ?? "")
    case .party:
      if random.below(30) > 0, let party = random.pick(near) { return party }
      return .party(ActorNumber(UInt64(random.below(12))))
    case .duration:
      if random.below(3) == 0, let duration = random.pick(near) { return duration }
      let units: [Duration.Unit] = [.seconds, .days, .days, .months]
      return .duration(Duration(Int64(random.below(40)) - 1, random.pick(units) ?? .days))
    case .digest: return digest(near: known, from: &random)
    case .choice, .nobody, .list, .record: return .list([])
    }
  }

  /// One that is there, or of a text and whoever has a wallet.
  private func digest(near known: [Value], from random: inout SplitMix) -> Value {
    let there = known.flatMap(\.scalars).filter { $0.type == .digest }
    if random.below(3) == 0, let digest = random.pick(there) { return digest }
    let parts = [random.pick(known) ?? .integer(1), .text(random.pick(texts) ?? "")]
    return .digest(DigestRule.sm3.digest(of: random.below(2) == 0 ? parts : [parts[1]]))
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

extension Value {
  /// Itself, or those it is made of.
  fileprivate var scalars: [Value] {
    switch self {
    case .list(let parts), .record(let parts): parts.flatMap(\.scalars)
    default: [self]
    }
  }
}
