public import QiDiagnostics
public import QiValues

/// A word the author chose. Equal by its text; letters, digits, `_` and unified Han only, so that
/// comparing texts compares bytes.
public struct Name: Hashable, Sendable {
  public let text: String
  public let range: SourceRange

  public static func == (a: Name, b: Name) -> Bool { a.text == b.text }

  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

/// One contract as written: names unresolved, types unchecked.
public struct ContractSyntax: Sendable {
  public struct Pot: Sendable {
    public enum Owner: Sendable {
      case party(Name)
      /// `by party max N`: a hold for each of many, who owns it.
      case each(max: Int64)
    }

    public let name: Name
    public let owner: Owner
    /// May hold money from the start: what the contract that is replaced held under this name.
    public var isCarriedOver = false

    var isOfMany: Bool { if case .each = owner { true } else { false } }
  }

  /// `each subsidiary max 50`: a role of many, all of whom sign.
  public struct Group: Sendable {
    public let name: Name
    public let max: Int64
  }

  public struct Variable: Sendable {
    public let name: Name
    /// Where one is written; else that of what it begins with.
    public let type: TypeSyntax?
    public let initial: Expression
  }

  public struct Phase: Sendable {
    public let name: Name
    public let clauses: [ClauseSyntax]
  }

  /// `in A, B { … }`: clauses of several phases.
  public struct Shared: Sendable {
    public let phases: [Name]
    public let clauses: [ClauseSyntax]
  }

  /// `accrual due at yearly actual/360`; without a day count where the rate is one a day.
  public struct Accrual: Sendable {
    public let name: Name
    public let rate: Expression
    public let count: DayCount?
  }

  /// `invariant [in A, B]: CONDITION`.
  public struct Invariant: Sendable {
    /// Ends may be among them; all phases and ends where there is none.
    public let phases: [Name]
    public let condition: Expression
    public let range: SourceRange
  }

  /// The `///` lines before it, joined by line breaks.
  public let notice: String
  public let name: Name
  public let parties: [Name]
  public let groups: [Group]
  public let oracles: [Name]
  /// How what need not come out whole becomes so where its expression does not say.
  public let rounding: Rounding?
  public let terms: [Parameter]
  public let pots: [Pot]
  public let variables: [Variable]
  public let books: [BookSyntax]
  public let accruals: [Accrual]
  /// The start first, whatever its place in the source, then the others as written.
  public let phases: [Phase]
  /// Clauses of a phase behind its own, in this order.
  public let shared: [Shared]
  public let ends: [Name]
  public let invariants: [Invariant]
  public let mandates: [MandateSyntax]
  public let properties: [PropertySyntax]
  /// Those its types name, in the order of the source.
  public var records: [RecordSyntax]
}

extension ContractSyntax {
  func isGroup(_ name: Name) -> Bool { groups.contains { $0.name == name } }

  /// In the order of their numbers: those of one owner, then those of many.
  var numberedPots: [Pot] { pots.filter { !$0.isOfMany } + pots.filter(\.isOfMany) }

  /// Every clause once, however many phases it belongs to.
  var everyClause: [ClauseSyntax] { phases.flatMap(\.clauses) + shared.flatMap(\.clauses) }

  /// For each phase the shared blocks that name it, by their place.
  var sharedByPhase: [[Int]] {
    var places: [String: [Int]] = [:]
    for (place, block) in shared.enumerated() {
      for phase in block.phases { places[phase.text, default: []].append(place) }
    }
    return phases.map { places[$0.name.text] ?? [] }
  }

  /// Of the phase at that place: its own, then those it shares with others.
  func clauses(of place: Int) -> [ClauseSyntax] {
    phases[place].clauses + sharedByPhase[place].flatMap { shared[$0].clauses }
  }
}

extension ContractSyntax {
  /// Of terms, and of the arguments of acts.
  var everyParameter: [Parameter] {
    terms + everyClause.compactMap(\.act).flatMap(\.parameters)
  }
}
