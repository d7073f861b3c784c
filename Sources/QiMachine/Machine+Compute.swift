import QiBytecode
import QiValues

extension Machine {
  /// The operations that read and write registers and nothing else.
  static func compute(_ i: Instruction, _ frame: inout [Int64]) throws(Refusal) {
    // The only one whose `c` is no register.
    if i.operation == .require {
      if frame[Int(i.a)] == 0 { throw refusal(i, frame) }
      return
    }
    let (b, c) = (frame[Int(i.b)], frame[Int(i.c)])
    let result: Int64
    switch i.operation {
    case .load: result = i.constant
    case .copy: result = b
    case .add: result = try exact(b.addingReportingOverflow(c))
    case .subtract: result = try exact(b.subtractingReportingOverflow(c))
    case .multiply: result = try exact(b.multipliedReportingOverflow(by: c))
    case .least: result = min(b, c)
    case .greatest: result = max(b, c)
    case .share: result = try Rate(millionths: i.constant).share(of: Money(fen: b)).fen
    case .negate: result = try exact(Int64(0).subtractingReportingOverflow(b))
    case .equal: result = b == c ? 1 : 0
    case .notEqual: result = b != c ? 1 : 0
    case .less: result = b < c ? 1 : 0
    case .lessOrEqual: result = b <= c ? 1 : 0
    case .not: result = 1 - b
    case .days30E:
      guard let first = Day(number: b), let last = Day(number: c) else {
        throw Refusal(arithmetic: .calendar)
      }
      result = DayCount.thirtyE360.days(from: first, to: last)
    case .sameUnit:
      try requireSameUnit(b, c)
      return
    default: result = try moved(i, b)
    }
    frame[Int(i.a)] = result
  }

  /// Dates and times. What leaves the calendar is `arithmetic`.
  private static func moved(_ i: Instruction, _ b: Int64) throws(Refusal) -> Int64 {
    let k = i.constant
    let result: Int64? =
      switch i.operation {
      case .dateAddDays: Day(number: b)?.adding(days: k).map { Int64($0.number) }
      case .dateAddMonths: Day(number: b)?.adding(months: k).map { Int64($0.number) }
      case .timeAddSeconds: Instant(seconds: b)?.adding(Duration(k, .seconds))?.seconds
      case .timeAddDays: Instant(seconds: b)?.adding(Duration(k, .days))?.seconds
      case .timeAddMonths: Instant(seconds: b)?.adding(Duration(k, .months))?.seconds
      case .startOfDay: Day(number: b).map { Instant(startOf: $0).seconds }
      case .endOfDay: Day(number: b)?.adding(days: 1).map { Instant(startOf: $0).seconds }
      case .dayOf: Instant(seconds: b).map { Int64($0.day.number) }
      default: nil
      }
    guard let result else { throw Refusal(arithmetic: .calendar) }
    return result
  }

  private static func requireSameUnit(_ b: Int64, _ c: Int64) throws(Refusal) {
    guard let one = Value(slot: b, type: .duration), let other = Value(slot: c, type: .duration),
      b & 7 != c & 7
    else { return }
    throw Refusal(.arithmetic, (.duration, one), (.otherDuration, other))
  }

  static func exact(_ result: (Int64, overflow: Bool)) throws(Refusal) -> Int64 {
    if result.overflow { throw Refusal(.arithmetic) }
    return result.0
  }

  private static func refusal(_ i: Instruction, _ frame: [Int64]) -> Refusal {
    let reason = Reason(rawValue: i.c) ?? .guardFailed
    guard i.constant > 0 else { return Refusal(reason) }
    if reason == .arithmetic { return Refusal(reason, (.cause, .integer(i.constant))) }
    var refusal = Refusal(reason, (.argument, .integer(i.constant)))
    if i.b > 0 { refusal.facts.append((.element, .integer(frame[Int(i.b)] + 1))) }
    return refusal
  }
}
