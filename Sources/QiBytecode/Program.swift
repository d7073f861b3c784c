public import QiValues

/// A contract lowered: one flat list of instructions, and where each of its pieces begins.
///
/// A run works on a frame of 64-bit registers, laid out in this order:
///
///     0       now, seconds
///     1       begun, seconds
///     2       entered, seconds
///     3…      parties, oracles, terms, variables, books, owners: the slots an instance keeps
///     …       the arguments of the clause, then scratch
public struct Program: Sendable {
  public static let now = 0
  public static let begun = 1
  public static let entered = 2
  public static let firstSlot = 3

  public var name: String
  public var parties: [String] = []
  public var oracles: [String] = []
  /// Roles of many: who fills them stands in as many lists, the first of the terms.
  public var groups: [String] = []
  public var terms: [Slot] = []
  /// Variables, then books, then who has money in pots of many.
  public var variables: [Slot] = []
  public var pots: [Pot] = []
  /// Ends come last.
  public var phases: [Phase] = []
  public var instructions: [Instruction] = []
  public var notes: [[NotePiece]] = []
  /// Texts that instructions name by their place.
  public var texts: [String] = []
  /// What runs can tell, named by their place.
  public var observations: [Observation] = []
  public var splits: [Split] = []
  /// Digests that instructions name by their place.
  public var digests: [Digested] = []
  public var invariants: [Invariant] = []
  public var mandates: [Mandate] = []
  public var properties: [Property] = []
  /// Tests one term after the other; refuses with `bad-argument`.
  public var boundsEntry = 0
  /// Tests only bounds that name no moment: those of a proposal.
  public var proposalEntry = 0
  /// Sets the variables to what they begin with.
  public var initialEntry = 0
  /// Clauses that time sets off again and again, those of several phases once.
  public var scheduleCount = 0
  public var registerCount = Program.firstSlot

  public init(name: String) { self.name = name }

  public var firstTerm: Int { Program.firstSlot + roleCount }
  public var firstVariable: Int { firstTerm + terms.width }
  public var firstArgument: Int { firstVariable + variables.width }
  /// Parties, oracles, terms, variables, books, and who has money in pots of many.
  public var slotCount: Int { firstArgument - Program.firstSlot }

  public struct Slot: Hashable, Sendable {
    public let name: String
    public let type: SlotType

    public init(name: String, type: SlotType) {
      self.name = name
      self.type = type
    }
  }

  /// Those of one owner come first, those of many behind them.
  public struct Pot: Sendable {
    public enum Owner: Sendable {
      /// By place among the parties.
      case role(Int)
      /// Whoever has money in it: wallets stand in the list at the register, in order of entry.
      case each(list: Int, max: Int)
    }

    public let name: String
    public let owner: Owner
    /// What a contract that is replaced holds under this name goes into it.
    public let isCarriedOver: Bool

    public init(name: String, owner: Owner, isCarriedOver: Bool = false) {
      self.name = name
      self.owner = owner
      self.isCarriedOver = isCarriedOver
    }

    /// How many holds it can have.
    public var mostHolds: Int { if case .each(_, let max) = owner { max } else { 1 } }
  }

  public struct Phase: Sendable {
    public let name: String
    public let isEnd: Bool
    public let clauses: [Clause]

    public init(name: String, isEnd: Bool, clauses: [Clause]) {
      self.name = name
      self.isEnd = isEnd
      self.clauses = clauses
    }
  }

  /// A right has an act, a deadline has a due time, a duty has both.
  public struct Clause: Sendable {
    public let number: ClauseNumber
    public let act: Act?
    public let deadline: Deadline?

    public init(number: ClauseNumber, act: Act?, deadline: Deadline?) {
      self.number = number
      self.act = act
      self.deadline = deadline
    }
  }

  public struct Act: Sendable {
    public let name: String
    public let actors: Actors
    public let parameters: [Slot]
    public let window: Window?
    /// Tests the bounds of the arguments, then the guard where that has no entry of its own.
    public let conditionEntry: Int
    /// Of a joint act: tests the guard, which counts at the last approval only.
    public let guardEntry: Int?
    public let bodyEntry: Int

    public init(
      name: String, actors: Actors, parameters: [Slot], window: Window?, conditionEntry: Int,
      guardEntry: Int?, bodyEntry: Int
    ) {
      self.name = name
      self.actors = actors
      self.parameters = parameters
      self.window = window
      self.conditionEntry = conditionEntry
      self.guardEntry = guardEntry
      self.bodyEntry = bodyEntry
    }
  }

  public struct Deadline: Sendable {
    /// Leaves the due time, in seconds, in the register; of a schedule the time it ends.
    public let dueEntry: Int
    public let dueRegister: Int
    public let bodyEntry: Int
    public let schedule: Schedule?
    /// The pots of one owner its body both fills and draws on, by number.
    public let fills: [Int]

    public init(
      dueEntry: Int, dueRegister: Int, bodyEntry: Int, schedule: Schedule?, fills: [Int]
    ) {
      self.dueEntry = dueEntry
      self.dueRegister = dueRegister
      self.bodyEntry = bodyEntry
      self.schedule = schedule
      self.fills = fills
    }
  }

  /// When a clause is set off again and again.
  public struct Schedule: Sendable {
    /// Among the schedules of the contract, from 0.
    public let place: Int
    private let recurrence: Recurrence
    /// Where the entry of the deadline leaves the day of the month, if it goes by one.
    private let dayRegister: Int?

    public init(place: Int, recurrence: Recurrence, dayRegister: Int?) {
      self.place = place
      self.recurrence = recurrence
      self.dayRegister = dayRegister
    }

    public func recurrence(in frame: [Int64]) -> Recurrence {
      guard let dayRegister, case .dayOfMonth(_, let step) = recurrence.days else {
        return recurrence
      }
      return Recurrence(
        .dayOfMonth(Int(frame[dayRegister]), every: step), secondOfDay: recurrence.secondOfDay)
    }
  }

  public enum NotePiece: Sendable {
    case text(String)
    case value(register: Int, type: ValueType)
  }

  /// Where money is: a party by its register, a pot by its number, or the hold in a pot of many of
  /// who stands in the register.
  public enum Place: Hashable, Sendable {
    case party(Int)
    case pot(Int)
    case hold(pot: Int, owner: Int)
  }

  /// Where money comes from, and the mandate it is taken under, by its place among the contract's.
  public struct Source: Sendable {
    public let place: Place
    public let mandate: Int?

    public init(_ place: Place, under mandate: Int?) {
      self.place = place
      self.mandate = mandate
    }
  }

  /// What may be taken from a party that does not act.
  public struct Mandate: Sendable {
    /// By the place among the parties, or among the roles of many, of whom each grants.
    public enum Granter: Sendable {
      case role(Int)
      case each(group: Int)
    }

    public let name: String
    public let granter: Granter
    public let period: Period
    /// Leaves in the registers how much, in each period, and until when, in seconds.
    public let entry: Int
    public let mostRegister: Int
    public let untilRegister: Int

    public init(
      name: String, granter: Granter, period: Period, entry: Int, mostRegister: Int,
      untilRegister: Int
    ) {
      self.name = name
      self.granter = granter
      self.period = period
      self.entry = entry
      self.mostRegister = mostRegister
      self.untilRegister = untilRegister
    }
  }

  /// Who has what of money shared out; the amounts stand in registers, none below zero. Those who
  /// have it by a book come first: parties and amounts in a list of pairs.
  public struct Split: Sendable {
    public let sources: [Source]
    public let shares: [(target: Place, register: Int)]

    public let members: Int?
    public let mostMembers: Int

    var places: [Place] { sources.map(\.place) + shares.map(\.target) }

    public init(
      sources: [Source], members: Int? = nil, mostMembers: Int = 0,
      shares: [(target: Place, register: Int)]
    ) {
      self.sources = sources
      self.members = members
      self.mostMembers = mostMembers
      self.shares = shares
    }
  }

  /// What is digested, in order.
  public struct Digested: Sendable {
    public let rule: DigestRule
    public let values: [(register: Int, type: ValueType)]

    public init(rule: DigestRule, values: [(register: Int, type: ValueType)]) {
      self.rule = rule
      self.values = values
    }
  }

  /// What holds whenever no clause is running.
  public struct Invariant: Sendable {
    /// Refuses where it is broken.
    public let entry: Int
    /// By index; all phases and ends where there is none.
    public let phases: [Int]
    /// Each name in it once, in order.
    public let names: [String]

    public init(entry: Int, phases: [Int], names: [String]) {
      self.entry = entry
      self.phases = phases
      self.names = names
    }
  }

  /// What whole lives keep to.
  public struct Property: Sendable {
    /// Parties and phases by their places.
    public enum Promise: Hashable, Sendable {
      case loses(party: Int)
      case receives(party: Int, phase: Int)
      case endsWithin
    }

    public let promise: Promise
    /// Leaves in the register how much at most, or at least, in fen; or the last moment in seconds.
    public let entry: Int
    public let register: Int
    /// Each name in it once, in order.
    public let names: [String]

    public init(promise: Promise, entry: Int, register: Int, names: [String]) {
      self.promise = promise
      self.entry = entry
      self.register = register
      self.names = names
    }
  }
}
