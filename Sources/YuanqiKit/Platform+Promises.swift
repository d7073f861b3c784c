import QiBytecode
import QiLedger
import QiMachine
public import QiValues

/// An invariant or a property that does not hold, with what decided it.
public struct BrokenPromise: Hashable, Sendable {
  /// By its place among the contract's invariants, or properties, in the order of the source, from
  /// 0.
  public enum Promise: Hashable, Sendable {
    case invariant(Int)
    case property(Int)
  }

  public let promise: Promise
  /// Whether its arithmetic left its range, so that it is neither true nor false.
  public let overflows: Bool
  /// What an invariant looked at, as it is written, with its value now; of a property, and of what
  /// overflows, each name in it: a party is its wallet, a pot what it holds, by owner where it is
  /// of many.
  public let values: [(name: String, value: Value)]
  /// Of a property: what its party lost or received and what it should have at most or at least, or
  /// when the life ended and when it should have; nil of one that has not ended.
  public var actual: Value?
  public var expected: Value?

  public static func == (a: BrokenPromise, b: BrokenPromise) -> Bool {
    a.promise == b.promise && a.overflows == b.overflows && a.actual == b.actual
      && a.expected == b.expected
      && a.values.elementsEqual(b.values) { $0.name == $1.name && $0.value == $1.value }
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(promise) }
}

extension Platform {
  /// Those of a contract's invariants that bind in the phase it is in, and of its properties, that
  /// do not hold. Nothing is ever refused for one: ask after each act and each deadline, as
  /// scenarios do. Empty for a contract that is not there or has not begun; in `Halted` no
  /// invariant binds. Of a life that a freeze touched no property is tested.
  public func brokenPromises(of contract: ContractNumber) -> [BrokenPromise] {
    guard let instance = machine.instance(contract.number), !instance.isProposed else { return [] }
    let program = machine.program(of: instance)
    machine.books.look(at: instance, now: now)
    // No clause looks at them: they are no part of the next receipt.
    let wasObserving = observes
    observes = false
    defer { observes = wasObserving }
    let invariants = program.invariants.enumerated().compactMap { place, invariant in
      broken(invariant, place, instance, program)
    }
    let properties = program.properties.enumerated().compactMap { place, property in
      broken(property, place, instance, program)
    }
    return invariants + properties
  }

  private func broken(
    _ invariant: Program.Invariant, _ place: Int, _ instance: Instance, _ program: Program
  ) -> BrokenPromise? {
    guard program.phases.indices.contains(instance.phase),
      invariant.phases.isEmpty || invariant.phases.contains(instance.phase)
    else { return nil }
    var frame = instance.frame(for: program, at: now)
    guard let refusal = run(program, from: invariant.entry, &frame) else { return nil }
    let overflows = refusal.reason == .arithmetic
    let explained = machine.books.explained(
      refusal, program, from: invariant.entry, frame: instance.frame(for: program, at: now))
    return BrokenPromise(
      promise: .invariant(place), overflows: overflows,
      values: overflows
        ? values(of: invariant.names, in: instance, program) : explained.lookedAt)
  }

  private func broken(
    _ property: Program.Property, _ place: Int, _ instance: Instance, _ program: Program
  ) -> BrokenPromise? {
    guard let life = lives[instance.number], !life.isTouched else { return nil }
    if case .receives(_, let phase) = property.promise, phase != instance.phase { return nil }
    var frame = instance.frame(for: program, at: now)
    let overflows = run(program, from: property.entry, &frame) != nil
    let limit = frame[property.register]
    var found = BrokenPromise(
      promise: .property(place), overflows: overflows,
      values: values(of: property.names, in: instance, program))
    if overflows { return found }
    switch property.promise {
    case .loses(let party):
      found.actual = .money(Money(fen: life.lost[party]))
      found.expected = .money(Money(fen: limit))
      return life.lost[party] > limit ? found : nil
    case .receives(let party, _):
      found.actual = .money(Money(fen: life.received[party]))
      found.expected = .money(Money(fen: limit))
      return life.received[party] < limit ? found : nil
    case .endsWithin:
      let hasEnded = !machine.isUnderWay(instance)
      found.actual = hasEnded ? .time(instance.entered) : nil
      found.expected = Instant(seconds: limit).map(Value.time)
      return (hasEnded ? instance.entered : now).seconds > limit ? found : nil
    }
  }

  private func run(_ program: Program, from entry: Int, _ frame: inout [Int64]) -> Refusal? {
    do throws(Refusal) {
      _ = try Machine.run(program, from: entry, frame: &frame, settlement: &machine.books)
      return nil
    } catch { return error }
  }

  private func values(
    of names: [String], in instance: Instance, _ program: Program
  ) -> [(name: String, value: Value)] {
    names.compactMap { name in
      value(of: name, in: instance, program).map { (name: name, value: $0) }
    }
  }

  private func value(
    of name: String, in instance: Instance, _ program: Program
  ) -> Value? {
    if let party = program.parties.firstIndex(of: name) { return .party(instance.parties[party]) }
    if let value = machine.value(name, of: instance, at: nil) { return value }
    let pot = program.pots.firstIndex { $0.name == name }
    return pot.map { .money(machine.held(in: $0, of: instance)) }
  }
}

extension Refusal {
  /// What the condition that did not hold looked at.
  fileprivate var lookedAt: [(name: String, value: Value)] {
    facts.compactMap { fact in
      guard fact.fact == .value, case .record(let parts) = fact.value, parts.count == 2,
        case .text(let name) = parts[0]
      else { return nil }
      return (name, parts[1])
    }
  }
}
