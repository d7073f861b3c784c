import QiBytecode
import QiCrypto
import QiMachine
import QiValues

/// One contract, proposed or signed by all: its terms, its variables, and where it stands.
struct Instance {
  let number: UInt64
  /// From 1.
  let template: UInt64
  /// Then the oracles.
  let parties: [ActorNumber]
  /// Parties, oracles, terms, variables, as the machine's frame has them.
  var slots: [Int64]
  /// The hold of pot 0; the others follow. There are none before it has begun.
  var firstHold = 0
  /// When the last party signed; until then, when it was proposed.
  var begun: Instant
  /// Index of the phase; the number of phases where it is `Halted`.
  var phase = Instance.proposed
  var entered: Instant
  /// How often a phase was entered.
  var stay: UInt32 = 0
  /// Clauses performed in this stay that left the contract in its phase: a set of bits.
  var spent: UInt64 = 0
  /// Duties of this stay, done or not, by the places of their clauses, and when they are due: no
  /// part of the state, as it follows from what the phase was entered with.
  var duties: [(clause: Int, due: Instant)] = []
  /// Parties whose signatures stand under what is proposed: a set of bits. Of no meaning once it
  /// has begun, as all have signed then.
  var signed: UInt64 = 0

  /// The instance it is to take the place of; of no meaning once it has begun.
  var replaces: UInt64?

  /// No phase: not every party has signed.
  static let proposed = -1
  var isProposed: Bool { phase == Instance.proposed }
  /// When each schedule of the contract last fired; none before it has begun.
  var fired: [Instant?] = []
  /// In order of the contract; none before it has begun.
  var mandates: [GrantedMandate] = []
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
    for register in program.firstVariable..<program.firstArgument {
      slots[register - Program.firstSlot] = frame[register]
    }
  }

  // MARK: Roles

  /// Who fills the roles of many, group by group.
  func members(_ program: Program) -> [ActorNumber] {
    program.groups.indices.flatMap { members(of: $0, program) }
  }

  /// Of one group.
  func members(of group: Int, _ program: Program) -> [ActorNumber] {
    owners(in: program.terms.starts(from: program.firstTerm)[group])
  }

  /// Those who sign: the parties, then the members of groups.
  func signatories(_ program: Program) -> [ActorNumber] {
    parties.prefix(program.parties.count) + members(program)
  }

  /// Who may set an act off, by role: members are numbered behind parties and oracles.
  /// Of what a variable says the role is 0, and there is nobody where that is nobody.
  func eligible(
    for actors: Program.Actors, _ program: Program
  ) -> [(role: Int, wallet: ActorNumber)] {
    if let variable = actors.variable {
      let slot = slots[variable - Program.firstSlot]
      return slot == 0 ? [] : [(0, ActorNumber(UInt64(bitPattern: slot)))]
    }
    var eligible = actors.roles.map { (role: $0, wallet: parties[$0]) }
    for group in actors.groups {
      let first = (0..<group).reduce(program.roleCount) { $0 + members(of: $1, program).count }
      for (place, member) in members(of: group, program).enumerated() {
        eligible.append((first + place, member))
      }
    }
    return eligible
  }

  // MARK: Pots

  /// Each hold of a pot with its owner.
  func holds(of pot: Program.Pot, _ number: Int) -> [(place: Place, owner: ActorNumber)] {
    switch pot.owner {
    case .role(let role): [(.pot(number), parties[role])]
    case .each(let list, _):
      owners(in: list).map { (.hold(pot: number, of: $0), $0) }
    }
  }

  /// Who stands in the list at that register.
  private func owners(in list: Int) -> [ActorNumber] {
    let first = list - Program.firstSlot
    return slots[first + 1..<first + 1 + Int(slots[first])].map {
      ActorNumber(UInt64(bitPattern: $0))
    }
  }

  mutating func setOwners(_ owners: [ActorNumber], in list: Int, _ max: Int) {
    let first = list - Program.firstSlot
    slots[first] = Int64(owners.count)
    for place in 0..<max {
      let owner = place < owners.count ? owners[place].number : 0
      slots[first + 1 + place] = Int64(bitPattern: owner)
    }
  }

  // MARK: State row

  static let rowSize = 64

  /// docs/chain-format.md §8.
  func write(
    to writer: inout ByteWriter, _ program: Program, _ books: borrowing Books, using sm3: inout SM3
  ) {
    writer.write(template)
    writer.write(UInt32(phase + 1))
    writer.write(stay)
    writer.write(begun.seconds)
    writer.write(entered.seconds)
    writer.write(sm3.digest(.instanceValues, valueBytes(program, books)))
  }

  func valueBytes(_ program: Program, _ books: borrowing Books) -> [UInt8] {
    var writer = ByteWriter(reserving: 256)
    writer.write(raw: agreedBytes(program, books))
    let variables = isProposed ? [] : program.variables
    writer.write(values: values(of: variables, program.firstVariable, books))
    writer.write(isProposed ? signed : spent)
    if isProposed, let replaces { writer.write(replaces) }
    for moment in fired { writer.write(moment?.seconds ?? Int64.min) }
    for mandate in mandates { mandate.write(to: &writer) }
    writeApprovals(to: &writer)
    return writer.bytes
  }

  /// Parties and terms: what each party signs.
  func agreedBytes(_ program: Program, _ books: borrowing Books) -> [UInt8] {
    var writer = ByteWriter(reserving: 256)
    writer.write(UInt16(parties.count))
    for party in parties { writer.write(party.number) }
    writer.write(values: values(of: program.terms, program.firstTerm, books))
    return writer.bytes
  }

  private func values(
    of slots: [Program.Slot], _ register: Int, _ books: borrowing Books
  ) -> [Value] {
    books.values(of: slots, in: self.slots, at: register - Program.firstSlot)
  }
}
