import Foundation
import QiStore
import Testing

@testable import YuanqiKit

/// Random expressions under a contract's rounding, in every place an expression may stand: played
/// at random, and worked out a second time by Tests/Independent/ledger.py.
@Suite(.enabled(if: python != nil)) struct RandomNumbersTests {
  private static let contracts: UInt64 = isLong ? 400 : 12

  @Test func everyPlaceRoundsAlike() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "yuanqi-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var begun: UInt64 = 0
    for seed in 0..<Self.contracts {
      var generator = NumbersGenerator(seed: seed)
      let source = generator.contract()
      let template = try template(source, seed)
      let log = try SQLiteLog.create(folder.appending(path: "seed-\(seed).db").path)
      var play = try ContractPlay(template, seed: seed, log: log)
      try play.play(steps: 40)
      if let deal = play.deal, play.platform.hasBegun(deal) {
        begun += 1
        expectPromises(of: deal, play.platform, "seed \(seed): \(source)")
      }
      try log.close()
    }
    #expect(2 * begun > Self.contracts)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    let result = try runPython([secondLedger] + files.map { folder.appending(path: $0).path })
    let failures = result.output.split(separator: "\n").filter { !$0.contains(": all agree:") }
    #expect(result.status == 0, "\(failures.prefix(5).joined(separator: "\n"))")
  }

  private func template(_ source: String, _ seed: UInt64) throws -> Template {
    do throws(PlatformFailure) { return try Template(source) } catch {
      if case .source(_, let found) = error {
        for mistake in found where mistake.severity == .error {
          Issue.record("seed \(seed): \(mistake.code) \(mistake.message.en): \(source)")
        }
      }
      throw error
    }
  }

  /// What is promised stands in no block: the same expression is kept in a variable that no clause
  /// writes, which does.
  private func expectPromises(of deal: ContractNumber, _ platform: Platform, _ source: String) {
    for broken in platform.brokenPromises(of: deal) {
      guard case .property(let place) = broken.promise else { continue }
      let kept = platform.value(place == 0 ? "most" : "least", of: deal)
      #expect(broken.expected.map { "\($0)" } == kept.map { "\($0)" }, "\(source)")
    }
  }
}
