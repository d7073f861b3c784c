import QiLanguage
import QiScenario
import YuanqiKit

/// Scenarios that need no other file, run.
extension FuzzCheck {
  /// Steps, repetitions counted: more are sound, and take long.
  private static let mostPlayed: Int64 = 100
  /// Further on schedules may have come up too often.
  private static let longestPlay: Int64 = 400 * 86_400

  func runFault(_ compilation: Compilation) throws -> String? {
    for scenario in compilation.hasErrors ? [] : compilation.tree.scenarios {
      let linked = link(scenario, in: compilation) { .unreadable(Wording($0)) }
      guard linked.canRun,
        FuzzCheck.length(of: scenario.steps, from: scenario.begin) <= FuzzCheck.mostPlayed
      else {
        continue
      }
      do throws(ScenarioRunner.Stop) {
        let runner = try ScenarioRunner.start(
          scenario, templates: linked.templates, sources: linked.sources, observes: true)
        if !(try runner.run()).trialBalance.isBalanced { return "money was made or lost" }
      } catch {
        if case .platform(let failure) = error { return "\(failure)" }
      }
    }
    return nil
  }

  /// A step that moves the clock far makes it too long.
  private static func length(of steps: [ScenarioStep], from begin: Instant) -> Int64 {
    steps.reduce(0) { sum, step in
      let own: Int64
      switch step.form {
      case .repeated(let times, let inner):
        own = min(times, mostPlayed + 1) * max(1, length(of: inner, from: begin))
      case .reject(_, let inner): own = length(of: inner, from: begin)
      case .clock(.to(let instant)):
        own = instant.seconds - begin.seconds > longestPlay ? mostPlayed + 1 : 1
      case .clock(.by(let duration)): own = duration.count > 60 ? mostPlayed + 1 : 1
      default: own = 1
      }
      return min(sum + own, 2 * mostPlayed)
    }
  }
}
