import QiBytecode
import QiValues

/// The operations that ask the calendar.
extension Machine {
  /// What leaves the calendar of 1970 … 9999 is `arithmetic`.
  static func moveByWork<S: Settlement>(
    _ i: Instruction, _ frame: inout [Int64], _ settlement: S
  ) throws(Refusal) {
    guard let now = Instant(seconds: frame[Program.now]), let start = Day(number: frame[Int(i.b)])
    else { throw Refusal(.arithmetic) }
    let step: Int64 = i.constant < 0 ? -1 : 1
    var (day, left) = (start, i.constant.magnitude)
    func goOn() throws(Refusal) {
      guard let next = day.adding(days: step) else { throw Refusal(.arithmetic) }
      day = next
    }
    if i.operation == .toWorkingDay {
      while !settlement.isWorkingDay(day, at: now) { try goOn() }
    } else {
      while left > 0 {
        try goOn()
        if settlement.isWorkingDay(day, at: now) { left -= 1 }
      }
    }
    frame[Int(i.a)] = Int64(day.number)
  }
}
