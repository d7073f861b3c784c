import QiValues

extension Program {
  /// A program that could run longer is refused before it is published.
  public static let mostSteps = 10_000_000

  /// A receipt has room for 65,535 postings and as many notes.
  public static let mostEffects = 65_000

  /// No run takes more steps than this. What looks through a list counts for its length.
  public var longestRun: Int { longestStretch(steps) }

  /// No run makes more postings and notes together than this.
  public var mostEffects: Int { longestStretch(effects) }

  /// The most of what instructions count for: the longest stretch that no jump leads out of, each
  /// instruction as often as the loops around it have rounds. An end that a jump passes over does
  /// not end the stretch.
  private func longestStretch(_ weight: (Instruction) -> Int) -> Int {
    var longest = 0
    var current = 0
    var furthest = 0
    /// Loops around the instruction: where they end, and the rounds of them and those around them.
    var loops: [(end: Int, rounds: Int)] = []
    for (index, instruction) in instructions.enumerated() {
      while let inner = loops.last, inner.end <= index { loops.removeLast() }
      current = sum(current, product(loops.last?.rounds ?? 1, weight(instruction)))
      longest = max(longest, current)
      switch instruction.operation {
      case .loop:
        let end = Int(instruction.constant)
        loops.append((end, product(loops.last?.rounds ?? 1, Int(instruction.c) + 1)))
        furthest = max(furthest, end)
      case .jump, .jumpUnless, .jumpIf, .attempt:
        furthest = max(furthest, Int(instruction.constant))
      case .stop, .enter:
        if furthest <= index { current = 0 }
      default: break
      }
    }
    return longest
  }

  /// Roughly, in steps of the simplest kind.
  private func steps(of instruction: Instruction) -> Int {
    switch instruction.operation {
    // All registers are copied.
    case .attempt: 1 + registerCount / 8
    case .contains, .keys: Elements(constant: instruction.constant).max
    case .entry, .total, .clear, .setEntry, .setNumber, .removeEntry: Int(instruction.constant)
    case .proportion: 20 * Elements(constant: instruction.constant).max
    // One owner that leaves costs no more than the draw it stands before.
    case .setAside where instruction.b > 0: 1
    case .heldForAll, .setAside: pots[Int(instruction.constant)].mostHolds
    case .pay, .payAll:
      1 + owners(at: Places(constant: instruction.constant).source(0))
        + owners(at: Places(constant: instruction.constant).target(0))
    case .split:
      splits[Int(instruction.constant)].places.reduce(1) { $0 + owners(at: $1) }
    // Each brings its result to lowest terms.
    case .widen, .addFractions, .subtractFractions, .multiplyFractions, .divideFractions,
      .equalFractions, .lessFractions, .round, .accrue, .digest:
      50
    // Day by day, over a year of holidays at most.
    case .addWorkingDays: 400 + 2 * Int(instruction.constant.magnitude)
    case .toWorkingDay: 400
    case .moveDate, .dueAfter: 400 + 2 * Int(Duration.Unit.workingDays.longest)
    // Powers of many words.
    case .level: 50_000
    default: 1
    }
  }

  /// How many are looked through for who has money in a pot of many.
  private func owners(at place: Place) -> Int {
    if case .hold(let pot, _) = place { pots[pot].mostHolds } else { 0 }
  }

  /// A payment is a pair of postings; a split at most one for each source and each share. What is
  /// set aside before one, or before a loop of them, is a pair in place of what that then draws.
  private func effects(of instruction: Instruction) -> Int {
    switch instruction.operation {
    case .pay, .payAll: 2
    // A loop sets aside what it does not draw on then.
    case .setAside: instruction.b > 0 ? 2 : 0
    case .note: 1
    case .split:
      2 * splits[Int(instruction.constant)].places.count
        + 2 * splits[Int(instruction.constant)].mostMembers
    case .enter:
      // An end releases every hold.
      phases[Int(instruction.constant)].isEnd ? 2 * pots.reduce(0) { $0 + $1.mostHolds } : 0
    default: 0
    }
  }

  // Of numbers that fit 32 bits, as their result does.

  private func sum(_ a: Int, _ b: Int) -> Int { min(a + b, Int(Int32.max)) }

  private func product(_ a: Int, _ b: Int) -> Int {
    min(a * b, Int(Int32.max))
  }
}
