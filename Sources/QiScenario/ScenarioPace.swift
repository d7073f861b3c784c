import QiDiagnostics
import QiLanguage
import QiValues

/// How long a scenario is and where its clock goes. Neither depends on what happens in it, so both
/// are known before it is played.
struct ScenarioPace {
  /// Steps a scenario may play, repetitions counted.
  static let maximumSteps: Int64 = 2_000_000

  private(set) var diagnostics: [Diagnostic] = []
  private var now: Instant

  init(_ scenario: ScenarioSyntax) {
    now = scenario.begin
    let steps = scenario.steps.reduce(0) { ScenarioPace.sum($0, ScenarioPace.count($1)) }
    guard steps <= ScenarioPace.maximumSteps else {
      let longest = scenario.steps.max { ScenarioPace.count($0) < ScenarioPace.count($1) }
      diagnostics.append(.tooManySteps(at: longest?.range ?? scenario.range))
      return
    }
    do throws(Stop) {
      for move in scenario.steps.compactMap(ClockPath.init) { try follow(move) }
    } catch { diagnostics.append(error.diagnostic) }
  }

  private struct Stop: Error { let diagnostic: Diagnostic }

  private mutating func follow(_ path: ClockPath) throws(Stop) {
    switch path {
    case .move(let move, let range):
      do throws(ClockFault) { now = try move.target(from: now) } catch {
        throw Stop(diagnostic: error.diagnostic(now: now, at: range))
      }
    case .repeated(let count, let inner):
      for _ in 0..<count { for path in inner { try follow(path) } }
    }
  }

  // MARK: Counting

  private static func count(_ step: ScenarioStep) -> Int64 {
    switch step.form {
    case .reject(_, let inner): Int64(max(1, inner.count))
    case .repeated(let times, let inner):
      product(times, max(1, inner.reduce(0) { sum($0, count($1)) }))
    default: 1
    }
  }

  private static func sum(_ a: Int64, _ b: Int64) -> Int64 {
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? .max : sum
  }

  private static func product(_ a: Int64, _ b: Int64) -> Int64 {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? .max : product
  }
}

/// The steps that move the clock, without all others.
private indirect enum ClockPath {
  case move(ClockMove, SourceRange)
  case repeated(Int64, [ClockPath])

  init?(_ step: ScenarioStep) {
    switch step.form {
    case .clock(let move): self = .move(move, step.range)
    case .repeated(let count, let inner):
      let paths = inner.compactMap(ClockPath.init)
      guard !paths.isEmpty else { return nil }
      self = .repeated(count, paths)
    default: return nil
    }
  }
}

enum ClockFault: Error {
  case backwards, tooFar

  func diagnostic(now: Instant, at range: SourceRange) -> Diagnostic {
    switch self {
    case .backwards: .clockBackwards(now: now, at: range)
    case .tooFar: .clockTooFar(at: range)
    }
  }
}

extension ClockMove {
  func target(from now: Instant) throws(ClockFault) -> Instant {
    let target: Instant? =
      switch self {
      case .to(let instant): instant
      case .by(let duration): now.adding(duration)
      }
    guard let target else { throw .tooFar }
    guard target >= now else { throw .backwards }
    return target
  }
}
