public import QiDiagnostics

/// A term, an argument or a field of a record: a name, its type, and what must be true of it.
public struct Parameter: Sendable {
  public let name: Name
  public let type: TypeSyntax
  public let bound: Expression?
}

/// A type as written.
public struct TypeSyntax: Sendable {
  public indirect enum Form: Hashable, Sendable {
    case value(ValueKind)
    /// Of the record of that name.
    case record(Name)
    /// `one of (A, B)`.
    case choice([Name])
    /// `party or none`, of variables.
    case partyOrNone
    case list(of: Form, max: Int64)
    case set(of: ValueKind, max: Int64)
  }

  public let form: Form
  public let range: SourceRange
}

/// The types an author can name.
public enum ValueKind: Int64, CaseIterable, Sendable {
  case money = 1
  case integer = 2
  // Before `rate`, which begins its keyword.
  case dailyRate = 15
  case rate = 3
  case date = 4
  case time = 5
  case duration = 6
  case boolean = 7
  case text = 8
  case digest = 9
  case party = 10
}

/// `record Wage { worker: party, amount: money where ¥0 < amount, key worker }`.
public struct RecordSyntax: Sendable {
  public let name: Name
  public let fields: [Parameter]
  /// Fields that no two records of one list share.
  public let key: [Name]
}

/// `book wages: money by party max 200`.
public struct BookSyntax: Sendable {
  public let name: Name
  public let value: ValueKind
  public let key: ValueKind
  public let max: Int64
}

extension TypeSyntax.Form {
  /// The record it is of, or a list of.
  var record: Name? {
    switch self {
    case .record(let name): name
    case .list(let element, _): element.record
    case .value, .set, .choice, .partyOrNone: nil
    }
  }
}
