import QiBytecode
import QiMachine
public import QiValues

/// Something a clause looked at or decided, as it was at that moment.
public enum Observed: Hashable, Sendable {
  /// A condition, or a part of one that others join, with what it looked at.
  case tested(Spelled, holds: Bool, values: [NamedValue], condition: Int)
  /// A variable, an entry of a book, or a name given by `let`.
  case named(NamedValue)
  /// What stood in a `try` was refused, and undone.
  case undone(Reason)
  /// What somebody had in a pot of many, frozen until then, is unclaimed by it before time draws on
  /// it: told always.
  case setAside(Money, of: ActorNumber, until: Instant)
  /// A clause set off by time was refused for that, so that its contract is halted: told always.
  case halted(Refusal)
}

/// A value with the words of the contract for it.
public struct NamedValue: Hashable, Sendable {
  public let text: Spelled
  public let value: Value
}

extension Books {
  mutating func observe(_ observation: Observation, _ frame: [Int64]) {
    func value(_ type: ValueType, _ register: Int) -> Value {
      self.value(frame[register], type)
    }
    let values = observation.operands.map {
      NamedValue(text: $0.text, value: value($0.type, $0.register))
    }
    switch observation.kind {
    case .looked: looked += values
    case .tested:
      let values = values + looked
      looked = []
      observed.append(
        .tested(
          observation.text, holds: frame[observation.register] != 0, values: values,
          condition: observation.condition))
    case .named:
      let value = value(observation.type, observation.register)
      observed.append(.named(NamedValue(text: observation.text, value: value)))
    }
  }

  mutating func observe(undone refusal: Refusal) {
    looked = []
    observed.append(.undone(refusal.reason))
  }

  /// Nothing stays set aside by a clause that is undone.
  mutating func observe(halting refusal: Refusal) {
    observed.removeAll { if case .setAside = $0 { true } else { false } }
    observed.append(.halted(refusal))
  }

  /// The refusal with what the condition that did not hold looked at; none failed where one could
  /// not be worked out. The run is repeated for it: only who was refused has to wait.
  mutating func explained(
    _ refusal: Refusal, _ program: Program, from entry: Int, frame: [Int64]
  ) -> Refusal {
    guard [.guardFailed, .badArgument].contains(refusal.reason) else { return refusal }
    let (wasObserving, before) = (observes, observed)
    observes = true
    observed = []
    looked = []
    var frame = frame
    _ = try? Machine.run(program, from: entry, frame: &frame, settlement: &self)
    var refusal = refusal
    refusal.facts += observed.lastCondition.prefix(Books.mostValues).map { named in
      (.value, .record([.text(named.text.en), named.value]))
    }
    (observes, observed) = (wasObserving, before)
    return refusal
  }

  /// A receipt has room for 255 facts; a reader for fewer.
  private static let mostValues = 16
}

extension [Observed] {
  /// What the last condition tested looked at, each once. In a list it is tested anew for every
  /// element: its first part, which is always tested, begins the last round.
  fileprivate var lastCondition: [NamedValue] {
    guard case .tested(_, _, _, let last)? = last else { return [] }
    var values: [NamedValue] = []
    var first: Spelled?
    for case .tested(let text, _, let looked, last) in self {
      if first == nil { first = text }
      if text == first { values = [] }
      for value in looked where !values.contains(where: { $0.text == value.text }) {
        values.append(value)
      }
    }
    return values
  }
}
