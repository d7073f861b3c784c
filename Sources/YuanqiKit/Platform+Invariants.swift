import QiBytecode
import QiMachine
public import QiValues

/// An invariant that does not hold, with what decided it.
public struct BrokenInvariant: Hashable, Sendable {
  /// Its place among the contract's invariants, in the order of the source, from 0.
  public let place: Int
  /// Whether its arithmetic left its range, so that it is neither true nor false.
  public let overflows: Bool
  /// Each name in it with its value now: a party is its wallet, a pot what it holds.
  public let values: [(name: String, value: Value)]

  public static func == (a: BrokenInvariant, b: BrokenInvariant) -> Bool {
    a.place == b.place && a.overflows == b.overflows
      && a.values.elementsEqual(b.values) { $0.name == $1.name && $0.value == $1.value }
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(place) }
}

extension Platform {
  /// Those of a contract's invariants that bind in the phase it is in and do not hold. Nothing is
  /// ever refused for one: ask after each act and each deadline, as scenarios do. Empty for a
  /// contract that is not there, and in `Halted`.
  public func brokenInvariants(of contract: ContractNumber) -> [BrokenInvariant] {
    guard let instance = machine.instance(contract.number) else { return [] }
    let program = machine.program(of: instance)
    guard program.phases.indices.contains(instance.phase) else { return [] }
    machine.books.look(at: instance)
    // No clause looks at them: they are no part of the next receipt.
    let wasObserving = observes
    observes = false
    defer { observes = wasObserving }
    var broken: [BrokenInvariant] = []
    for (place, invariant) in program.invariants.enumerated()
    where invariant.phases.isEmpty || invariant.phases.contains(instance.phase) {
      var frame = instance.frame(for: program, at: now)
      do throws(Refusal) {
        _ = try Machine.run(
          program, from: invariant.entry, frame: &frame, settlement: &machine.books)
      } catch {
        let values = invariant.names.compactMap { name in
          value(of: name, in: instance, program).map { (name: name, value: $0) }
        }
        broken.append(
          BrokenInvariant(
            place: place, overflows: error.reason == .arithmetic, values: values))
      }
    }
    return broken
  }

  private func value(
    of name: String, in instance: Instance, _ program: Program
  ) -> Value? {
    if let party = program.parties.firstIndex(of: name) { return .party(instance.parties[party]) }
    if let pot = program.pots.firstIndex(where: { $0.name == name }) {
      return .money(machine.held(in: pot, of: instance))
    }
    return machine.value(name, of: instance, at: nil)
  }
}
