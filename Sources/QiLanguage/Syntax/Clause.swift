public import QiDiagnostics

/// Who or what sets something off, and what then happens.
public struct ClauseSyntax: Sendable {
  public enum Trigger: Sendable {
    /// `P may act(…) when guard`.
    case right(ActSyntax)
    /// `O states fact(…) when guard`.
    case fact(ActSyntax)
    /// `P must act(…) within D when guard … , failing which …`.
    case duty(ActSyntax, within: Expression, failing: Outcome)
    case deadline(DeadlineSyntax)
  }

  public let trigger: Trigger
  public let outcome: Outcome
  public let range: SourceRange
}

/// `{ statements } -> Phase`; either may be missing.
public struct Outcome: Sendable {
  public let statements: [Statement]
  public let target: Name?
}

public struct ActSyntax: Sendable {
  public let actors: ActorsSyntax
  public let name: Name
  public let parameters: [Parameter]
  public let window: WindowSyntax?
  public let condition: Expression?
}

public enum DeadlineSyntax: Sendable {
  /// At a date's 00:00, or at a time.
  case on(Expression)
  /// At a date's 24:00.
  case onEndOf(Expression)
  /// So long after the phase was entered.
  case after(Expression)
  /// Again and again, till a date's 00:00 or a time.
  case every(ScheduleSyntax)
}

/// Where money comes from or goes to: a pot, a party, `w.worker`, or `stakes[p]`.
public struct PlaceSyntax: Sendable {
  public enum Part: Sendable {
    case field(Name)
    /// Whose hold of a pot of many.
    case key(Expression)
  }

  public let name: Name
  public let part: Part?
}

public struct Statement: Sendable {
  public indirect enum Form: Sendable {
    case pay(Sum, source: SourceSyntax, target: PlaceSyntax)
    case assign(Name, Assignment, Expression)
    /// The second is done where the first would be refused, which is then undone whole.
    case attempt([Statement], otherwise: [Statement])
    case note([NotePiece])
    /// `if CONDITION { … } -> A else { … } -> B`; an arrow ends the clause there.
    case choice(Expression, Outcome, otherwise: Outcome?)
    case split(SplitSyntax)
    /// `let x = value`: a name for a value, to the end of its block.
    case name(Name, Expression)
    /// `for each x in LIST { … }`, `for each k, v in BOOK { … }`.
    case loop(Loop)
    /// `B[k] = v`, and with `+=` and `-=`.
    case assignEntry(Name, key: Expression, Assignment, Expression)
    /// `remove B[k]`.
    case remove(Name, key: Expression)
    /// `accrue due on outstanding until today`.
    case accrue(Name, on: Expression, until: Expression)
    /// `clear B`.
    case clear(Name)
  }

  public struct Loop: Sendable {
    public let element: Name
    /// What stands under the key, in a book.
    public let value: Name?
    public let collection: Name
    public let body: [Statement]
  }

  public enum Sum: Sendable {
    case all(SourceRange)
    case exactly(Expression)
    /// The whole fen of an accrual.
    case settled(Name)
  }

  public enum Assignment: Int64, Sendable {
    case set = 1
    case add, subtract
  }

  public enum NotePiece: Sendable {
    case text(String)
    case value(Name)
  }

  public let form: Form
  public let range: SourceRange
}
