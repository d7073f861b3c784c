import Testing
import YuanqiKit

@Suite struct RandomTests {
  /// Debug and optimised builds, on any machine, must meet these.
  @Test(
    arguments: [
      (1, "d8c2518397e9148314498b8848790f477a430cf69e2f0bc68d705198c8699c07"),
      (2, "5c8204b14ab0c25b2e2e06f709eb04f69df7770d197c37b26b82e6266bb7f19f"),
      (3, "f2dc4734685b6922a7d0d3039c2151d791975935a7e557cbe54e7240d864b77d"),
    ] as [(UInt64, String)])
  func aSeedLeadsToOneState(seed: UInt64, stateRoot: String) throws {
    let run = try TownRun(seed: seed, steps: 400)
    #expect(run.stateRoot == stateRoot, "seed \(seed)")
    #expect(try TownRun(seed: seed, steps: 400) == run, "seed \(seed)")
  }

  @Test(.enabled(if: isLong), arguments: 100..<300 as Range<UInt64>)
  func nothingIsMadeOrLost(seed: UInt64) throws {
    _ = try TownRun(seed: seed, steps: 3_000, checkEvery: 100)
  }

  /// What never runs is not tested by running at random.
  @Test func everyClauseHasItsTurn() throws {
    let runs = try (100..<106).map { try TownRun(seed: $0, steps: 300) }
    let clauses = try escrowTemplate().program.phases.flatMap(\.clauses)
    let ran = runs.reduce(into: Set<ClauseNumber>()) { $0.formUnion($1.clauses) }
    #expect(ran == Set(clauses.map(\.number)))
  }

  /// Platforms share nothing, so many at a time give what one gives.
  @Test func twentyAtOnceDoNotDisturbEachOther() async throws {
    let alone = try TownRun(seed: 7, steps: 150)
    let runs = try await withThrowingTaskGroup(of: TownRun.self) { group in
      for _ in 0..<20 { group.addTask { try TownRun(seed: 7, steps: 150) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(runs == [TownRun](repeating: alone, count: 20))
  }
}
