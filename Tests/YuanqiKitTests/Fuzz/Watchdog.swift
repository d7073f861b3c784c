import Foundation
import Synchronization
import Testing

/// Ends the process where an input gets no answer: a loop without an end would never come back to
/// be timed.
final class Watchdog: Sendable {
  private let limit: Duration
  /// What each task is trying, and since when.
  private let tried = Mutex<[UInt64: (seed: UInt64, since: ContinuousClock.Instant)]>([:])

  init(limit: Duration) { self.limit = limit }

  func note(_ seed: UInt64, by task: UInt64) {
    tried.withLock { $0[task] = (seed, .now) }
  }

  /// That task tries nothing more.
  func end(_ task: UInt64) { tried.withLock { $0[task] = nil } }

  /// What has been tried for too long at that moment.
  func stuck(at now: ContinuousClock.Instant) -> UInt64? {
    tried.withLock { tried in
      tried.values.filter { now - $0.since > limit }.map(\.seed).min()
    }
  }

  /// From a thread of its own, as a loop without an end keeps the one it is on.
  func watch() {
    Thread.detachNewThread { [self] in
      while true {
        Thread.sleep(forTimeInterval: 1)
        guard let seed = stuck(at: .now) else { continue }
        let text = "make fuzz: no answer in \(limit): make fuzz SEED=\(seed)\n"
        FileHandle.standardError.write(Data(text.utf8))
        exit(1)
      }
    }
  }
}

@Suite struct WatchdogTests {
  @Test func whatGetsNoAnswerIsNamed() {
    let dog = Watchdog(limit: .seconds(30))
    let start = ContinuousClock.now
    dog.note(7, by: 0)
    dog.note(8, by: 1)
    #expect(dog.stuck(at: start + .seconds(20)) == nil)
    #expect(dog.stuck(at: start + .seconds(60)) == 7)
    dog.end(0)
    #expect(dog.stuck(at: start + .seconds(60)) == 8)
  }
}
