import QiBytecode
import QiValues

extension Lowering {
  /// Behind the moment it ends at, which is lowered as any deadline is.
  mutating func lower(_ schedule: ScheduleSyntax) -> Program.Schedule {
    defer { program.scheduleCount += 1 }
    var dayRegister: Int?
    let days: Recurrence.Days
    switch schedule.days {
    case .everyDay: days = .everyDay
    case .weekday(let day): days = .weekday(day)
    case .dayOfYear(let day): days = .dayOfYear(month: day.month, day: day.day)
    case .dayOfMonth(let day, let step):
      let register = lower(day).register
      requireDayOfMonth(register)
      dayRegister = register
      days = .dayOfMonth(1, every: Int(step))
    }
    return Program.Schedule(
      place: program.scheduleCount,
      recurrence: Recurrence(days, secondOfDay: schedule.secondOfDay), dayRegister: dayRegister)
  }

  /// What no month has is beyond the calendar.
  private mutating func requireDayOfMonth(_ day: Int) {
    let (bound, holds) = (freshRegister(), freshRegister())
    emit(.load, a: bound, constant: 1)
    emit(.lessOrEqual, a: holds, b: bound, c: day)
    require(holds, .dayOfMonth)
    emit(.load, a: bound, constant: 31)
    emit(.lessOrEqual, a: holds, b: day, c: bound)
    require(holds, .dayOfMonth)
  }
}
