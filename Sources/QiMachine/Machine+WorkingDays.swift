import QiBytecode
import QiValues

/// The operations that may ask the calendar of working days.
extension Machine {
  /// What leaves the calendar of 1970 … 9999 is `arithmetic`.
  static func move<S: Settlement>(
    _ i: Instruction, _ frame: inout [Int64], _ settlement: S
  ) throws(Refusal) {
    guard let now = Instant(seconds: frame[Program.now]) else { throw Refusal(.arithmetic) }
    let start = frame[Int(i.b)]
    let calendar = WorkingCalendar { settlement.isWorkingDay($0, at: now) }
    let moved: Int64
    switch i.operation {
    case .addWorkingDays: moved = try calendar.day(i.constant, from: start)
    case .toWorkingDay: moved = try calendar.nearest(to: start, step: i.constant)
    default: moved = try calendar.moved(i, start, by: frame[Int(i.c)])
    }
    frame[Int(i.a)] = moved
  }
}

private struct WorkingCalendar {
  let isWorkingDay: (Day) -> Bool

  /// The day so many working days on, or back.
  func day(_ count: Int64, from start: Int64) throws(Refusal) -> Int64 {
    let step: Int64 = count < 0 ? -1 : 1
    var day = try self.day(start)
    for _ in 0..<count.magnitude {
      repeat { day = try self.day(Int64(day.number) + step) } while !isWorkingDay(day)
    }
    return Int64(day.number)
  }

  func nearest(to start: Int64, step: Int64) throws(Refusal) -> Int64 {
    var day = try day(start)
    while !isWorkingDay(day) { day = try self.day(Int64(day.number) + step) }
    return Int64(day.number)
  }

  private func day(_ number: Int64) throws(Refusal) -> Day {
    guard let day = Day(number: number) else { throw Refusal(arithmetic: .calendar) }
    return day
  }

  /// By a duration whose unit was not known before.
  func moved(_ i: Instruction, _ b: Int64, by slot: Int64) throws(Refusal) -> Int64 {
    guard case .duration(let length)? = Value(slot: slot, type: .duration) else {
      throw Refusal(.arithmetic)
    }
    let duration = Duration(i.constant * length.count, length.unit)
    let unfit = (fact: Refusal.Fact.duration, value: Value.duration(length))
    if i.operation == .moveDate {
      if duration.unit == .workingDays { return try day(duration.count, from: b) }
      let start = try day(b)
      if duration.unit == .seconds { throw Refusal(.arithmetic, unfit, (.moment, .date(start))) }
      guard let moved = start.adding(duration) else { throw Refusal(arithmetic: .calendar) }
      return Int64(moved.number)
    }
    guard let start = Instant(seconds: b) else { throw Refusal(arithmetic: .calendar) }
    guard duration.unit == .workingDays else {
      guard let moved = start.adding(duration) else { throw Refusal(arithmetic: .calendar) }
      return moved.seconds
    }
    // Days are counted whole: the last of them is over at 24:00.
    guard i.operation == .dueAfter else {
      throw Refusal(.arithmetic, unfit, (.moment, .time(start)))
    }
    let last = try day(duration.count, from: Int64(start.day.number))
    return Instant(startOf: try day(last + 1)).seconds
  }
}
