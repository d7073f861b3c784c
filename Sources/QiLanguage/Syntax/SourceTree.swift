public import QiDiagnostics
public import QiValues

/// Everything one file holds, in the order written.
public struct SourceTree: Sendable {
  public var records: [RecordSyntax] = []
  public var contracts: [ContractSyntax] = []
  public var scenarios: [ScenarioSyntax] = []
  public var limits: [LimitsSyntax] = []
  public var calendars: [CalendarSyntax] = []
  /// How deep blocks and parentheses are nested, and the most values one expression has.
  var deepest = 0
  var mostOperands = 0

  public var isEmpty: Bool {
    records.isEmpty && contracts.isEmpty && scenarios.isEmpty && limits.isEmpty
      && calendars.isEmpty
  }

  /// Where the first table stands, of limits or of a calendar, which hold in the scenarios of their
  /// own file.
  public var firstTable: SourceRange? {
    (limits.map(\.range) + calendars.map(\.range)).min { $0.start < $1.start }
  }
}

/// The days of a year that are not what the week says, known from a day on, each with its source.
public struct CalendarSyntax: Sendable {
  public struct Row: Sendable {
    public let day: Day
    /// A weekend day that is worked; otherwise a holiday.
    public let isWorked: Bool
    public let name: String
    public let standing: LimitsSyntax.Standing
    public let source: String
    /// Of the day.
    public let range: SourceRange
  }

  public let year: Int
  public let from: Day
  public let rows: [Row]
  public let range: SourceRange
}

/// A table of wallet limits in force from a day, each figure with its source.
public struct LimitsSyntax: Sendable {
  public enum WalletKind: Hashable, Sendable {
    case personal(level: UInt8)
    case corporate
  }

  public enum Cap: Int, Sendable {
    case balance = 1
    case payment, perDay, perYear
  }

  /// How well a figure is known.
  public enum Standing: Sendable { case confirmed, weak, unconfirmed }

  public struct Row: Sendable {
    public let wallet: WalletKind
    public let cap: Cap
    /// Nil: no limit.
    public let sum: Money?
    public let standing: Standing
    public let source: String
    public let range: SourceRange
  }

  public let from: Day
  public let rows: [Row]
  public let range: SourceRange
}
