import Foundation
import Synchronization
import Testing
import YuanqiKit

@testable import QiLanguage

/// Inputs drawn by chance: whatever is read, nothing crashes, nothing hangs, and what holds of one
/// text holds of all. `make fuzz` tries a million of them, `make fuzz SEED=N` one alone.
@Suite struct FuzzTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let inputs = environment["YUANQI_FUZZ"].flatMap { UInt64($0) } ?? 60
  private static let seed = environment["YUANQI_FUZZ_SEED"].flatMap { UInt64($0) }
  private static let isLong = environment["YUANQI_FUZZ"] != nil
  private static let tasks: UInt64 = isLong ? 2 : 4
  /// After so many there is enough to be put right.
  private static let mostFaults = 20
  /// A second is too long, and is told once the answer is there; by then it will not be.
  private static let watchdog = Watchdog(limit: .seconds(30))

  @Test func whateverIsReadTheAnswerIsSound() async throws {
    let inputs = try FuzzInputs(Corpus.all().map(\.text))
    if Self.isLong { Self.watchdog.watch() }
    if let seed = Self.seed {
      let input = inputs.input(seed)
      print("seed \(seed): \(input)")
      Self.watchdog.note(seed, by: 0)
      var check = FuzzCheck()
      try Self.expect(nil, check.fault(of: input, seed: seed), seed, input)
      return
    }
    let checks = try await withThrowingTaskGroup(of: FuzzCheck.self) { group in
      for task in 0..<Self.tasks { group.addTask { try Self.run(task, inputs) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    let (read, sound, played) = checks.reduce((0, 0, 0)) {
      ($0.0 + $1.read, $0.1 + $1.sound, $0.2 + $1.played)
    }
    let summary = "of \(Self.inputs) inputs \(read) read, \(sound) sound, \(played) played"
    if !Self.isLong { return }
    print("make fuzz: \(summary)")
    #expect(min(read, sound, 2 * played) * 20 > Int(Self.inputs), "\(summary)")
  }

  private static func run(_ task: UInt64, _ inputs: FuzzInputs) throws -> FuzzCheck {
    let clock = ContinuousClock()
    let flight = try FlightRecord(task)
    let start = clock.now
    var (said, faults) = (start, 0)
    var check = FuzzCheck()
    while faults < mostFaults, let seed = claimed() {
      flight.note(seed)
      watchdog.note(seed, by: task)
      let input = inputs.input(seed)
      let before = clock.now
      let fault = try check.fault(of: input, seed: seed)
      let spent = clock.now - before
      if fault != nil { faults += 1 }
      expect(nil, fault, seed, input)
      if !isLong { continue }
      if spent > .seconds(1) { expect(nil, "it took \(spent)", seed, input) }
      if task == 0, clock.now - said > .seconds(5) {
        said = clock.now
        let minutes = (said - start) / .seconds(60)
        print("make fuzz: \(seed) of \(Self.inputs) inputs, \(Int(minutes * 60)) s")
      }
    }
    watchdog.end(task)
    return check
  }

  private static let next = Mutex<UInt64>(0)

  /// Some take longer than others: whoever is free takes the next.
  private static func claimed() -> UInt64? {
    next.withLock { next in
      if next == inputs { return nil }
      defer { next += 1 }
      return next
    }
  }

  /// A level instalment counts for many steps, and is played all the same.
  @Test func whatIsWorkedOutAtLengthIsPlayed() throws {
    let text = """
      qi 1
      contract Loan {
        parties bank, debtor
        var due = level(¥12,000, 6%, 12) rounding half up
        start Open {
          bank may work_out { due = level(due, 6%, 12) rounding half up }
          after 7 days -> Over
        }
        end Over
      }
      """
    var check = FuzzCheck()
    #expect(try check.fault(of: .source(Array(text.utf8)), seed: 0) == nil && check.played == 1)
  }

  private static func expect(_ sound: String?, _ fault: String?, _ seed: UInt64, _ input: FuzzInput)
  {
    #expect(sound == fault, "play it again: make fuzz SEED=\(seed)\n\(input)")
  }
}

/// The inputs being tried, kept in a file where one is named: what ends the process can then be
/// played again.
private struct FlightRecord {
  private let file: FileHandle?

  init(_ task: UInt64) throws {
    guard let path = ProcessInfo.processInfo.environment["YUANQI_FUZZ_FLIGHT"] else {
      file = nil
      return
    }
    let url = URL(filePath: "\(path)-\(task)")
    try Data().write(to: url)
    file = try FileHandle(forWritingTo: url)
  }

  func note(_ seed: UInt64) {
    guard let file else { return }
    let digits = String(seed)
    let line = String(repeating: " ", count: 20 - digits.count) + digits + "\n"
    do {
      try file.seek(toOffset: 0)
      try file.write(contentsOf: Data(line.utf8))
    } catch { Issue.record(error) }
  }
}
