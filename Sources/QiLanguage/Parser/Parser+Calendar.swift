import QiDiagnostics
import QiValues

extension Parser {
  /// `calendar 2026 from 2025-11-04 { holiday 2026-01-01 "元旦" confirmed "…" … }`.
  mutating func parseCalendar() throws(ParseStop) -> CalendarSyntax {
    let start = position
    try expect(.calendar)
    guard case .integer(let year) = token.kind, 1970...9999 ~= year else {
      throw expected(Wording(en: "a year", zh: "年份"))
    }
    advance()
    try expect(.from)
    let from = try expectDay()
    var rows: [CalendarSyntax.Row] = []
    var first: [Day: SourceRange] = [:]
    try block { parser throws(ParseStop) in
      let row = try parser.parseDay()
      if row.day.components.year != year {
        parser.report(.dayOfOtherYear(row, year))
      } else if row.isWorked, !row.day.isWeekend {
        parser.report(.workedWeekday(row))
      } else if let other = first[row.day] {
        parser.report(.dayGivenTwice(row, first: other))
      }
      first[row.day] = first[row.day] ?? row.range
      rows.append(row)
    }
    return CalendarSyntax(year: Int(year), from: from, rows: rows, range: range(from: start))
  }

  private mutating func parseDay() throws(ParseStop) -> CalendarSyntax.Row {
    let isWorked = take(.worked)
    guard isWorked || take(.holiday) else {
      throw expected(oneOf: [.holiday, .worked])
    }
    let range = token.range
    let day = try expectDay()
    let name = try expectText().text
    let (standing, source) = try parseStanding()
    return CalendarSyntax.Row(
      day: day, isWorked: isWorked, name: name, standing: standing, source: source, range: range)
  }
}

extension WorkingStep {
  var keyword: Keyword {
    switch self {
    case .next: .toNextWorkingDay
    case .previous: .toPreviousWorkingDay
    }
  }
}
