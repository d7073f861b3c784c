public import QiDiagnostics
public import QiLanguage
public import QiLedger

/// Calendars of working days, read from Qi text: each day stands with its source in a file.
public enum WorkingDays {
  /// The calendars that come with the platform, oldest first: `Rules/working-days.qi`.
  public static var standard: [WorkingCalendar] {
    let source = SourceFile(name: "working-days.qi", bytes: PackageResources.working_days_qi)
    let (tree, diagnostics) = parse(source)
    return diagnostics.isEmpty ? tree.calendars.compactMap(WorkingCalendar.init) : []
  }
}

extension WorkingCalendar {
  /// Nil where the text had a mistake, which the parser has reported.
  public init?(_ syntax: CalendarSyntax) {
    let rows = syntax.rows.map { Row($0.day, isWorked: $0.isWorked) }
    guard let calendar = try? WorkingCalendar(syntax.year, from: syntax.from, rows) else {
      return nil
    }
    self = calendar
  }
}
