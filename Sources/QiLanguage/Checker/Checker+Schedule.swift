import QiDiagnostics
import QiValues

extension Checker {
  mutating func check(_ schedule: ScheduleSyntax) {
    if case .dayOfMonth(let day, _) = schedule.days {
      expect(.integer, day, in: scope)
      if !day.mayBeDayOfMonth { report(.noSuchDayOfMonth(at: day.range)) }
    }
    expectMoment(schedule.until)
  }
}

extension Expression {
  /// Of what is not a literal nobody knows.
  fileprivate var mayBeDayOfMonth: Bool {
    switch form {
    case .literal(.integer(let day)): 1...31 ~= day
    case .negate(let inside): if case .literal(.integer) = inside.form { false } else { true }
    default: true
    }
  }
}

extension ClauseSyntax {
  var schedule: ScheduleSyntax? {
    if case .deadline(.every(let schedule)) = trigger { schedule } else { nil }
  }
}
