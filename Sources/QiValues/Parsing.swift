extension Day: LosslessStringConvertible {
  /// Nil unless it is written as `2026-03-01` and the calendar has it.
  public init?(_ description: String) {
    guard let numbers = numbers(in: description, widths: [4, 2, 2], separator: "-") else {
      return nil
    }
    self.init(year: numbers[0], month: numbers[1], day: numbers[2])
  }
}

extension Instant: LosslessStringConvertible {
  /// In UTC+8: `2026-03-01`, which is its 00:00, `2026-03-01 09:30` or `2026-03-01 09:30:15`.
  public init?(_ description: String) {
    let parts = description.split(separator: " ", omittingEmptySubsequences: false)
    guard let first = parts.first, let day = Day(String(first)), parts.count <= 2 else {
      return nil
    }
    guard parts.count == 2 else {
      self.init(startOf: day)
      return
    }
    let clock = String(parts[1])
    guard
      let numbers = numbers(in: clock, widths: [2, 2], separator: ":")
        ?? numbers(in: clock, widths: [2, 2, 2], separator: ":")
    else { return nil }
    self.init(
      day: day, hour: numbers[0], minute: numbers[1], second: numbers.count == 3 ? numbers[2] : 0)
  }
}

/// As many numbers as widths, each of just so many ASCII digits.
private func numbers(in text: String, widths: [Int], separator: Character) -> [Int]? {
  let parts = text.split(separator: separator, omittingEmptySubsequences: false)
  guard parts.count == widths.count else { return nil }
  var numbers: [Int] = []
  for (part, width) in zip(parts, widths) {
    guard part.utf8.count == width, part.utf8.allSatisfy({ 48...57 ~= $0 }),
      let number = Int(part)
    else { return nil }
    numbers.append(number)
  }
  return numbers
}
