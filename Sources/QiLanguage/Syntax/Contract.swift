public import QiDiagnostics

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
    public let name: Name
    public let owner: Name
  }

  public struct Variable: Sendable {
    public let name: Name
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

  /// The `///` lines before it, joined by line breaks.
  public let notice: String
  public let name: Name
  public let parties: [Name]
  public let oracles: [Name]
  public let terms: [Parameter]
  public let pots: [Pot]
  public let variables: [Variable]
  /// The start first, whatever its place in the source, then the others as written.
  public let phases: [Phase]
  /// Clauses of a phase behind its own, in this order.
  public let shared: [Shared]
  public let ends: [Name]
}

extension ContractSyntax {
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
}

/// A term or an argument: a name, its type, and what must be true of it.
public struct Parameter: Sendable {
  public let name: Name
  public let type: TypeSyntax
  public let bound: Expression?
}

public struct TypeSyntax: Sendable {
  public let type: ValueKind
  public let range: SourceRange
}

/// The types an author can name.
public enum ValueKind: Int64, CaseIterable, Sendable {
  case money = 1
  case integer = 2
  case date = 4
  case time = 5
  case boolean = 7
}
