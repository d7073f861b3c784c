public import QiValues

/// The days of one year on which people do not work though it is a weekday, or work though it is a
/// weekend, as one publication has them (docs/chain-format.md §15). All others are what the week
/// says.
public struct WorkingCalendar: Hashable, Sendable {
  public struct Row: Hashable, Sendable {
    public let day: Day
    /// A weekend day that is worked; otherwise a holiday.
    public let isWorked: Bool

    public init(_ day: Day, isWorked: Bool) {
      self.day = day
      self.isWorked = isWorked
    }
  }

  public let year: Int
  /// When it is known: from then on it is what is counted by.
  public let firstDay: Day
  /// Ascending, no day twice.
  public let rows: [Row]

  /// Rows may come in any order. Refuses with `bad-argument` a day of another year, one given
  /// twice, and a weekday that is said to be worked.
  public init(_ year: Int, from firstDay: Day, _ rows: [Row]) throws(Refusal) {
    let sorted = rows.sorted { $0.day < $1.day }
    let isSound = sorted.allSatisfy {
      $0.day.components.year == year && (!$0.isWorked || $0.day.isWeekend)
    }
    guard isSound, zip(sorted, sorted.dropFirst()).allSatisfy({ $0.day < $1.day }) else {
      throw Refusal(.badArgument)
    }
    self.year = year
    self.firstDay = firstDay
    self.rows = sorted
  }

  func isWorkingDay(_ day: Day) -> Bool {
    rows.first { $0.day == day }?.isWorked ?? !day.isWeekend
  }
}

extension WorkingCalendar {
  /// The request of a `publishCalendar`: docs/chain-format.md §15.
  public var bytes: [UInt8] {
    var writer = ByteWriter(reserving: 8 + 5 * rows.count)
    writer.write(UInt16(year))
    writer.write(firstDay.number)
    writer.write(UInt16(rows.count))  // at most the days of a year
    for row in rows {
      writer.write(row.day.number)
      writer.write(UInt8(row.isWorked ? 1 : 0))
    }
    return writer.bytes
  }

  /// Accepts what `bytes` gives and nothing else.
  public init(bytes: [UInt8]) throws(MalformedBytes) {
    var reader = ByteReader(bytes)
    let year = Int(try reader.read(UInt16.self))
    let firstDay = try WorkingCalendar.readDay(&reader)
    var rows: [Row] = []
    for _ in 0..<(try reader.read(UInt16.self)) {
      let day = try WorkingCalendar.readDay(&reader)
      let isWorked = try reader.read(UInt8.self)
      guard isWorked <= 1, rows.last.map({ $0.day < day }) ?? true else { throw reader.malformed }
      rows.append(Row(day, isWorked: isWorked == 1))
    }
    try reader.finish()
    do { self = try WorkingCalendar(year, from: firstDay, rows) } catch { throw reader.malformed }
    // A year without a day in it says nothing wrong of any.
    guard 1970...9999 ~= year else { throw reader.malformed }
  }

  private static func readDay(_ reader: inout ByteReader) throws(MalformedBytes) -> Day {
    guard let day = Day(number: Int64(try reader.read(Int32.self))) else { throw reader.malformed }
    return day
  }
}

/// All calendars ever published, in order.
struct CalendarSchedule: Hashable, Sendable {
  /// By year. Looked up, never walked.
  private var published: [Int: [WorkingCalendar]] = [:]

  mutating func publish(_ calendar: WorkingCalendar) {
    published[calendar.year, default: []].append(calendar)
  }

  mutating func withdrawLast(of year: Int) { published[year]?.removeLast() }

  /// By the calendar of that year in force on a day: the last published of those with the latest
  /// first day not after it. Without one, Monday to Friday.
  func isWorkingDay(_ day: Day, asOf today: Day) -> Bool {
    var found: WorkingCalendar?
    for calendar in published[day.components.year] ?? [] where calendar.firstDay <= today {
      if let best = found, best.firstDay > calendar.firstDay { continue }
      found = calendar
    }
    return found?.isWorkingDay(day) ?? !day.isWeekend
  }
}
