extension TreeNode {
  init(_ schedule: ScheduleSyntax) {
    self = .construct(
      .schedule,
      [
        TreeNode(schedule.days), .integer(Int64(schedule.secondOfDay)), TreeNode(schedule.until),
      ])
  }

  private init(_ days: ScheduleSyntax.Days) {
    switch days {
    case .everyDay: self = .construct(.everyDay, [])
    case .weekday(let day): self = .construct(.weekday, [.integer(Int64(day))])
    case .dayOfMonth(let day, let step):
      self = .construct(.dayOfMonth, [.integer(step), TreeNode(day)])
    case .dayOfYear(let day):
      self = .construct(.dayOfYear, [.integer(Int64(day.month)), .integer(Int64(day.day))])
    }
  }

  // MARK: Reading

  func schedule() throws(MisshapenTree) -> ScheduleSyntax {
    let parts = try parts(of: .schedule, 3)
    return ScheduleSyntax(
      days: try parts[0].days(), secondOfDay: try parts[1].number(in: 0...86_399),
      until: try parts[2].expression())
  }

  private func days() throws(MisshapenTree) -> ScheduleSyntax.Days {
    guard case .construct(let construct, let parts) = self else { throw MisshapenTree() }
    switch (construct, parts.count) {
    case (.everyDay, 0): return .everyDay
    case (.weekday, 1): return .weekday(try parts[0].number(in: 1...7))
    case (.dayOfMonth, 2):
      let step = try parts[0].number(in: 1...Int(Parser.longestStep))
      return .dayOfMonth(try parts[1].expression(), every: Int64(step))
    case (.dayOfYear, 2):
      let (month, day) = (try parts[0].number(in: 1...12), try parts[1].number(in: 1...31))
      guard let day = DayOfYear(month: month, day: day) else { throw MisshapenTree() }
      return .dayOfYear(day)
    default: throw MisshapenTree()
    }
  }

  private func number(in range: ClosedRange<Int>) throws(MisshapenTree) -> Int {
    guard let number = Int(exactly: try number()), range ~= number else { throw MisshapenTree() }
    return number
  }
}
