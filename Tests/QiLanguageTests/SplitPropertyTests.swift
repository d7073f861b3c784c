import QiBytecode
import QiMachine
import QiValues
import Testing

@testable import QiLanguage

/// Splits made at random, nested as it happens, against a second way to work them out.
struct SplitPropertyTests {
  /// One level: a part of it, in millionths, with its cap and who has it; last the remainder.
  private indirect enum Share {
    case leaf(Int)
    case level([(millionths: Int64, cap: Int64?, share: Share)], rest: Share)
  }

  private struct Maker {
    var random: Seeded
    var leaves = 0

    mutating func share(depth: Int) -> Share {
      guard depth > 0, random.below(3) > 0, leaves < 40 else {
        leaves += 1
        return .leaf(random.below(6))
      }
      var left: Int64 = 1_000_000
      var parts: [(millionths: Int64, cap: Int64?, share: Share)] = []
      for _ in 0..<random.below(4) {
        let part = random.below(5) == 0 ? left : Int64(random.below(Int(left) + 1))
        left -= part
        let cap = random.below(3) == 0 ? Int64(random.below(2_000)) : nil
        parts.append((part, cap, share(depth: depth - 1)))
      }
      return .level(parts, rest: share(depth: depth - 1))
    }

    mutating func sum() -> Int64 {
      switch random.below(4) {
      case 0: Int64(random.below(20))
      case 1: Int64.max - Int64(random.below(1_000))
      default: Int64(random.below(1 << (4 + random.below(50))))
      }
    }
  }

  private static let places = ["a", "b", "c", "p", "q", "r"]

  private func text(_ share: Share) -> String {
    guard case .level(let parts, let rest) = share else { return "" }
    let lines = parts.map { part in
      let decimals = String(10_000 + part.millionths % 10_000).dropFirst()
      let cap = part.cap.map { " at most ¥\($0 / 100).\(String(100 + $0 % 100).dropFirst())" } ?? ""
      return "\(part.millionths / 10_000).\(decimals)%\(cap) \(target(part.share))"
    }
    let last =
      if case .leaf(let place) = rest {
        "remainder to \(Self.places[place])"
      } else { "remainder \(text(rest))" }
    return "{\n" + (lines + [last]).joined(separator: "\n") + "\n}"
  }

  private func target(_ share: Share) -> String {
    if case .leaf(let place) = share { "to \(Self.places[place])" } else { text(share) }
  }

  /// Fen by fen of the definition: the largest whole number whose millionfold is at most the exact
  /// part, found by halving; nothing is divided.
  private func share(_ sum: Int64, _ share: Share, _ found: inout [Int64]) {
    switch share {
    case .leaf(let place): found[place] += sum
    case .level(let parts, let rest):
      var left = sum
      for part in parts {
        let exact = Int128(sum) * Int128(part.millionths)
        var (low, high) = (Int128(0), Int128(sum) + 1)
        while high - low > 1 {
          let middle = low + (high - low) / 2
          if middle * 1_000_000 <= exact { low = middle } else { high = middle }
        }
        let fen = min(Int64(low), part.cap ?? .max)
        #expect(fen >= 0 && Int128(fen) * 1_000_000 <= exact)
        left -= fen
        self.share(fen, part.share, &found)
      }
      #expect(left >= 0)
      self.share(left, rest, &found)
    }
  }

  /// Takes splits, and adds up what each place is given.
  private struct Counter: Settlement {
    var given: [Place: Int64] = [:]
    var sources: [Place] = []
    var held = Money.zero

    mutating func settle(_ effect: Effect) throws(Refusal) {
      guard case .split(let parts, let sources) = effect else { throw Refusal(.badArgument) }
      self.sources = sources.map(\.place)
      for part in parts {
        #expect(part.amount >= .zero)
        given[part.target, default: 0] += part.amount.fen
      }
    }

    func held(in place: Place) -> Money { held }
    func mark() {}
    func undo(to mark: Void) {}
  }

  private func run(_ share: Share, sum: Int64, isAll: Bool) throws -> Counter {
    let head = isAll ? "split p" : "split sum from (p, then a)"
    let program = try template(
      """
      qi 1
      contract Sample {
        parties a, b, c
        terms { sum: money }
        holds p owned by a
        holds q owned by b
        holds r owned by c
        start S {
          a may go { \(head) \(text(share)) }
          after 1 day {
            pay all from p to a, pay all from q to a, pay all from r to a, note "{sum}"
          } -> E
        }
        end E
      }
      """
    ).program
    let clause = try #require(program.phases.first?.clauses.first?.act)
    var frame = [Int64](repeating: 0, count: program.registerCount)
    frame[program.firstTerm] = sum
    for party in 0..<3 { frame[Program.firstSlot + party] = Int64(party + 10) }
    var counter = Counter(held: Money(fen: sum))
    _ = try Machine.run(program, from: clause.bodyEntry, frame: &frame, settlement: &counter)
    return counter
  }

  @Test(arguments: 1...(isLong ? 3_000 : 150) as ClosedRange<UInt64>)
  func everyFenHasAnOwner(seed: UInt64) throws {
    var maker = Maker(random: Seeded(state: seed))
    var share = maker.share(depth: 5)
    if case .leaf = share { share = .level([(150_000, nil, .leaf(1))], rest: share) }
    let sum = maker.sum()
    var expected = [Int64](repeating: 0, count: 6)
    self.share(sum, share, &expected)
    #expect(expected.reduce(0, +) == sum)
    let isAll = maker.random.below(2) == 0
    let found = try run(share, sum: sum, isAll: isAll)
    let places: [Place] =
      (0..<3).map { .party(ActorNumber(UInt64($0 + 10))) }
      + (0..<3).map { .pot($0) }
    #expect(places.map { found.given[$0] ?? 0 } == expected, "seed \(seed): \(text(share))")
    #expect(found.sources == (isAll ? [.pot(0)] : [.pot(0), places[0]]))
  }
}
