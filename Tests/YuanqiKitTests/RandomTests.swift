import Testing
import YuanqiKit

@Suite struct RandomTests {
  /// Debug and optimised builds, on any machine, must meet these.
  @Test(
    arguments: [
      (1, "71b70fac26a5a4480d289a2c471cc4a58d189e95c0f34645276e26ec552dacc7"),
      (2, "85d184fe1a9818bd7a04f9bd6fac812eb58e6ce21c400c14dbe20d176fc95ff6"),
      (3, "c53257a5057473bfe0a617f82f1ee1828a59b5b1e157fda7502ce6c5c3bc574b"),
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
