extension Program {
  /// No run takes more steps than this: jumps only go forward, so it is the length of the longest
  /// stretch between two ends.
  public var longestRun: Int {
    var longest = 0
    var current = 0
    for instruction in instructions {
      current += 1
      longest = max(longest, current)
      if instruction.operation == .stop || instruction.operation == .enter { current = 0 }
    }
    return longest
  }
}
