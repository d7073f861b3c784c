import Foundation
import QiStore
import Testing
import YuanqiKit

/// Every contract there is, played at random.
@Suite struct ContractPropertyTests {
  private static let sequences = isLong ? 3_000 : 12
  /// One of so many is kept in a file and worked out a second time.
  private static let share = isLong ? 30 : 2
  private static let tasks = 8
  private static let steps = 30
  /// What takes more than chance comes to, a lease that lasts to its end: its scenarios show it.
  private static let rare = ["Lease": ["3.3"], "Renewal": ["3.2"]]

  @Test(arguments: try contractsOfTheRepository())
  func whateverIsDoneNothingIsMadeOrLost(contract: RepositoryContract) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "yuanqi-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let coverage = try await withThrowingTaskGroup(of: PlayCoverage.self) { group in
      for task in 0..<Self.tasks {
        group.addTask { try Self.play(contract, task, in: folder) }
      }
      return try await group.reduce(into: PlayCoverage()) { $0.add($1) }
    }
    let summary = coverage.summary(of: contract.template.program)
    let missing = coverage.missing(of: contract.template.program).filter {
      Self.rare[contract.template.name]?.contains($0) != true
    }
    if isLong { print(summary) }
    let done = coverage.acts + coverage.approvals
    #expect(2 * done > Self.sequences, "little was done: \(summary)")
    #expect(missing.isEmpty || !isLong, "never reached: \(missing); \(summary)")
    if python != nil { try expectTheSecondLedgerAgrees(on: contract, in: folder) }
  }

  /// What a failure prints can be read by who wants to play it again.
  @Test func aStoryIsAScenario() throws {
    for seed in 0..<5 as Range<UInt64> {
      var play = try ContractPlay(try escrowTemplate(), seed: seed, log: MemoryLog())
      try play.play(steps: 30)
      let source = SourceFile(name: "story.qi", text: "qi 1\n" + play.story)
      let compilation = try compile(source)
      #expect(compilation.diagnostics.isEmpty && compilation.tree.scenarios.count == 1, "\(seed)")
    }
  }

  private static func play(
    _ contract: RepositoryContract, _ task: Int, in folder: URL
  ) throws -> PlayCoverage {
    var coverage = PlayCoverage()
    for sequence in stride(from: task, to: sequences, by: tasks) {
      let seed = UInt64(sequence)
      var log: any BlockLog = MemoryLog()
      let isKept = sequence % share == 0
      let file = folder.appending(path: "seed-\(seed).db").path
      if isKept { log = try SQLiteLog.create(file) }
      var play = try ContractPlay(contract.template, seed: seed, log: log)
      do { try play.play(steps: steps) } catch {
        Issue.record(error, "\(contract), seed \(seed): \(play.story)")
      }
      if let log = log as? SQLiteLog { try log.close() }
      coverage.add(play.record.coverage)
    }
    return coverage
  }

  private func expectTheSecondLedgerAgrees(
    on contract: RepositoryContract, in folder: URL
  ) throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    let result = try runPython([secondLedger] + files.map { folder.appending(path: $0).path })
    #expect(!files.isEmpty)
    if result.status == 0 { return }
    let failure = result.output.split(separator: "\n").first { !$0.contains(": all agree:") } ?? ""
    guard let seed = failure.firstMatch(of: /seed-(\d+)/).flatMap({ UInt64($0.1) }) else {
      Issue.record("\(result.output)")
      return
    }
    var again = try ContractPlay(contract.template, seed: seed, log: MemoryLog())
    try again.play(steps: Self.steps)
    Issue.record("\(failure)\(again.story)")
  }
}

/// A template with the file it stands in.
struct RepositoryContract: CustomStringConvertible, Sendable {
  let path: String
  let template: Template

  var description: String { "\(template.name) of \(path)" }
}

/// The contracts of contracts/, of Tests/Contracts and of the page about the language, each
/// template once: two spellings of a contract are one.
private func contractsOfTheRepository() throws -> [RepositoryContract] {
  var found: [RepositoryContract] = []
  for (path, source) in try contractFiles() + contractsOfThePage() {
    for template in try compile(SourceFile(name: path, text: source)).templates
    where !found.contains(where: { $0.template.identity == template.identity }) {
      found.append(RepositoryContract(path: path, template: template))
    }
  }
  return found
}

private func contractFiles() throws -> [(path: String, text: String)] {
  try ["contracts", "Tests/Contracts"].flatMap { folder in
    let walk = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
    let names = walk?.compactMap { $0 as? String }.filter { $0.hasSuffix(".qi") } ?? []
    return try names.sorted().map { ("\(folder)/\($0)", try text("\(folder)/\($0)")) }
  }
}

private func contractsOfThePage() throws -> [(path: String, text: String)] {
  let path = "docs/language.md"
  return try text(path).components(separatedBy: "```qi\n").dropFirst().map {
    (path, $0.components(separatedBy: "```")[0])
  }
}
