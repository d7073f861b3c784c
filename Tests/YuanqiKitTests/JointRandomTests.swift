import Testing

@testable import YuanqiKit

@Suite struct JointRandomTests {
  private func play(_ seed: UInt64, steps: Int) throws -> [String: Int] {
    var town = try JointTown(seed: seed)
    for _ in 0..<steps { try town.step() }
    try town.fitting.check()
    return town.outcomes
  }

  @Test func approvalsAreThoseOpen() throws {
    var seen: [String: Int] = [:]
    for seed in 0..<12 as Range<UInt64> {
      seen.merge(try play(seed, steps: 120)) { $0 + $1 }
    }
    // What never comes up is not tested by running at random.
    for outcome in [
      "approved", "done", "duplicate", "guard-failed", "bad-argument", "not-authorised",
      "too-early", "too-late",
    ] {
      #expect(seen[outcome, default: 0] > 2, "\(outcome): \(seen)")
    }
  }

  @Test(.enabled(if: isLong), arguments: 100..<150 as Range<UInt64>)
  func overManySteps(seed: UInt64) throws { _ = try play(seed, steps: 2_000) }
}
