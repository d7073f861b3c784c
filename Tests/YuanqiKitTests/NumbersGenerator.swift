/// A contract that rounds, with random expressions wherever one may stand; everything follows from
/// the seed. Each is of the type its place wants, and most are fractions.
struct NumbersGenerator {
  private var random: SplitMix
  /// Names of money, and of integers, that may be used.
  private var money = ["sum", "other"]
  private var integers = ["n", "k"]

  init(seed: UInt64) { random = SplitMix(state: seed) }

  mutating func contract() -> String {
    let rounding = pick(["half up", "half even", "down", "up"])
    let (most, least) = (sum(), sum())
    let outside = """
      qi 1
      contract Numbers {
        parties a, b
        terms {
          sum: money, other: money, r: rate, q: rate, late: rate a day, n: integer, k: integer
          d: date, e: date
        }
        rounding \(rounding)
        mandate cap from a: up to max(\(sum()), ¥0.01) every day until e
        holds pot owned by a
        holds stakes by party max 3
        book counts: integer by integer max 6
        book sums: money by integer max 6
        accrual due at r 30E/360
        property "most": a loses at most \(most)
        property "least": b receives at least \(least) once in Open
        var most = \(most)
        var least = \(least)
        var count: integer = \(whole(depth: 1))
        var seal = sm3(\(sum(depth: 1)), ¥1)

      """
    let timed = schedule()
    money.append("part")
    integers.append("key")
    return outside + "  start Open {\n" + acts() + timed + "  }\n  end Over\n}\n"
  }

  private mutating func schedule() -> String {
    """
        every month on day \(pick(["k / 2", "n / 3 + 1", "31 * 97%", "61 / 4"])) until e {
          try { pay \(sum()) from pot to b } else { count += 1 }
        }
        after 1 year { pay all from pot to a } -> Over

    """
  }

  private mutating func acts() -> String {
    let acts = [
      ("a may load", "pay \(sum()) from a to pot, pay \(sum(depth: 1)) from a to stakes[b]"),
      ("b may take", "pay \(sum()) from a to b under cap"),
      (
        "a may divide",
        """
        split \(sum()) from (pot, then a) {
          30% at most \(sum()) to b
          20% { 50% at most \(sum(depth: 1)) to b, remainder to stakes[a] }
          remainder to pot
        }
        """
      ),
      ("b may share", "split \(sum()) from pot by stakes { remainder to b }"),
      (
        "a may enter",
        """
        counts[\(whole())] = \(whole())
        sums[\(whole(depth: 1))] += \(sum())
        counts[key / 2] -= \(whole(depth: 1))
        """
      ),
      (
        "b may name",
        """
        let one = \(sum())
        let two = one + \(sum())
        note "{one} {two} {most} {least}"
        """
      ),
      (
        "b may count_up",
        """
        count += \(whole())
        seal = sm3(\(sum()), seal)
        if count / 2 > key { seal = sha256(\(sum(depth: 1))) } else { sums[key] = \(sum()) }
        """
      ),
      (
        "a may settle",
        """
        accrue due on \(sum(depth: 1)) until by_day
        try { pay settled due from a to b } else { note "{due}" }
        """
      ),
    ]
    return acts.map { act, statements in
      let bound = random.below(3) == 0 ? " where \(condition())" : ""
      let guarded = random.below(3) == 0 ? " when \(condition()) or key / 2 in counts" : ""
      let parameters = "(part: money\(bound), key: integer, by_day: date)"
      return "    \(act)\(parameters)\(guarded) {\n\(statements)\n}\n"
    }.joined()
  }

  // MARK: Expressions

  /// Money, or a fraction of it.
  private mutating func sum(depth: Int = 3) -> String {
    if depth == 0 {
      return random.below(4) > 0 ? pick(money) : pick(["¥0.01", "¥99.99", "¥3", "¥1,000"])
    }
    let inner = depth - 1
    switch random.below(14) {
    case 0, 1: return "(\(sum(depth: inner)) + \(sum(depth: inner)))"
    case 2: return "(\(sum(depth: inner)) - \(sum(depth: inner)))"
    case 3, 4: return "\(sum(depth: inner)) * \(number(depth: inner))"
    case 5: return "\(number(depth: inner)) * (\(sum(depth: inner)))"
    case 6, 7: return "(\(sum(depth: inner)) / \(number(depth: inner)))"
    case 8:
      return "\(pick(["min", "max"]))(\(sum(depth: inner)), \(sum(depth: inner)), \(sum(depth: 0)))"
    case 9:
      let count = pick(["actual/365", "actual/360", "30E/360"])
      return "interest(\(sum(depth: inner)), \(rate()), \(day()), \(day()), \(count))"
    case 10: return "level(\(sum(depth: inner)), \(pick(["r", "q", "6%"])), \(whole(depth: inner)))"
    case 11: return "(\(sum(depth: inner)) * late * days(\(day()), \(day())))"
    case 12:
      return "(\(sum(depth: inner)) rounding \(pick(["half up", "half even", "down", "up"])))"
    default: return "(-(\(sum(depth: inner))) + ¥0.01)"
    }
  }

  /// An integer, or a fraction where an integer is wanted.
  private mutating func whole(depth: Int = 2) -> String {
    switch random.below(depth == 0 ? 2 : 6) {
    case 0: return pick(integers)
    case 1: return pick(["12", "7", "2", "1"])
    case 2: return "(\(pick(integers)) / \(pick(["2", "3", "4", "5"])))"
    case 3: return "(\(pick(integers)) * \(number(depth: depth - 1)))"
    case 4: return "(\(sum(depth: depth - 1)) / \(sum(depth: 0)))"
    default: return "(days(\(day()), \(day())) / \(number(depth: depth - 1)))"
    }
  }

  private mutating func number(depth: Int) -> String {
    switch random.below(depth == 0 ? 3 : 7) {
    case 0: return pick(["r", "q", "3.5%", "150%", "0.0001%"])
    case 1: return pick(integers)
    case 2: return pick(["2", "3", "7", "12"])
    case 3: return "(\(number(depth: depth - 1)) * \(number(depth: depth - 1)))"
    case 4: return "(1 + \(pick(["r", "q", "0.35%"])))"
    case 5: return "(\(number(depth: depth - 1)) / \(number(depth: depth - 1)))"
    default: return "(\(sum(depth: depth - 1)) / \(sum(depth: 0)))"
    }
  }

  private mutating func rate() -> String {
    pick(["r", "q", "r * 150%", "(q / 12)", "(r + q) / 7", "4.35%", "(r - q * 2)"])
  }

  private mutating func day() -> String {
    pick(["d", "e", "2026-01-31", "2028-02-29", "d + 1 month", "e - 10 days"])
  }

  private mutating func condition() -> String {
    let signs = ["<", "<=", ">", ">=", "==", "!="]
    switch random.below(4) {
    case 0: return "\(number(depth: 2)) * 100% / 3 \(pick(signs)) \(number(depth: 2))"
    case 1: return "\(sum(depth: 2)) \(pick(signs)) \(sum(depth: 2)) < \(sum(depth: 1))"
    default: return "\(sum(depth: 2)) \(pick(signs)) \(sum(depth: 2))"
    }
  }

  private mutating func pick(_ texts: [String]) -> String { random.pick(texts) ?? "" }
}
