extension Program {
  /// No run takes more steps than this: jumps only go forward, so it is the length of the longest
  /// stretch that no jump leads out of. An end that a jump passes over does not end the stretch.
  public var longestRun: Int {
    var longest = 0
    var current = 0
    var furthest = 0
    for (index, instruction) in instructions.enumerated() {
      current += 1
      longest = max(longest, current)
      switch instruction.operation {
      case .jump, .jumpUnless, .jumpIf, .attempt:
        furthest = max(furthest, Int(instruction.constant))
      case .stop, .enter:
        if furthest <= index { current = 0 }
      default: break
      }
    }
    return longest
  }
}
