import QiBytecode
import QiCrypto
import QiValues

/// One contract that was signed: its terms, its variables, and where it stands.
struct Instance {
  let number: UInt64
  /// From 1.
  let template: UInt64
  /// Then the oracles.
  let parties: [ActorNumber]
  /// Parties, oracles, terms, variables, as the machine's frame has them.
  var slots: [Int64]
  /// The hold of pot 0; the others follow.
  let firstHold: Int
  let begun: Instant
  /// Index of the phase; the number of phases where it is `Halted`.
  var phase = 0
  var entered: Instant
  /// How often a phase was entered.
  var stay: UInt32 = 0
  /// Clauses performed in this stay that left the contract in its phase: a set of bits.
  var spent: UInt64 = 0
  /// Of joint acts that wait for more signatures, in order of clause and role.
  var approvals: [OpenApproval] = []

  /// A frame for a run at that moment, with room for the arguments.
  func frame(for program: Program, at now: Instant, arguments: [Int64] = []) -> [Int64] {
    var frame = [Int64](repeating: 0, count: program.registerCount)
    frame[Program.now] = now.seconds
    frame[Program.begun] = begun.seconds
    frame[Program.entered] = entered.seconds
    for (index, slot) in slots.enumerated() { frame[Program.firstSlot + index] = slot }
    for (index, slot) in arguments.enumerated() { frame[program.firstArgument + index] = slot }
    return frame
  }

  /// Takes the variables over from a frame a clause has run on.
  mutating func keepVariables(of frame: [Int64], _ program: Program) {
    let first = program.firstVariable
    for index in program.variables.indices {
      slots[first - Program.firstSlot + index] = frame[first + index]
    }
  }

  // MARK: State row

  static let rowSize = 64

  /// docs/chain-format.md §8.
  func write(to writer: inout ByteWriter, _ program: Program, using sm3: inout SM3) {
    writer.write(template)
    writer.write(UInt32(phase + 1))
    writer.write(stay)
    writer.write(begun.seconds)
    writer.write(entered.seconds)
    writer.write(sm3.digest(.instanceValues, valueBytes(program)))
  }

  func valueBytes(_ program: Program) -> [UInt8] {
    var writer = ByteWriter(reserving: 256)
    writer.write(UInt16(parties.count))
    for party in parties { writer.write(party.number) }
    writer.write(values: values(of: program.terms, from: program.firstTerm))
    writer.write(values: values(of: program.variables, from: program.firstVariable))
    writer.write(spent)
    writeApprovals(to: &writer)
    return writer.bytes
  }

  func values(of slots: [Program.Slot], from register: Int) -> [Value] {
    slots.enumerated().map { index, slot in
      let bits = self.slots[register - Program.firstSlot + index]
      // What no value of the type can be never got into a slot; as a number it is still exact.
      return Value(slot: bits, type: slot.type) ?? .integer(bits)
    }
  }
}
