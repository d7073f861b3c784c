import QiDiagnostics
import QiLanguage
import QiValues
import YuanqiKit

extension ScenarioRunner {
  func check(_ expectation: Expectation) {
    if isOutOfReach([expectation.claim.usedName]) { return }
    expectations += 1
    switch expectation.claim {
    case .has(let wallet, let sum):
      compare(sum, platform.balance(of: actor(wallet)), expectation, wallet)
    case .hasUnclaimed(let wallet, let sum):
      compare(sum, platform.unclaimed(of: actor(wallet)), expectation, wallet)
    case .holds(let contract, let sum):
      compare(sum, platform.held(by: self.contract(contract)), expectation, nil)
    case .isIn(let contract, let phase):
      let actual = platform.phase(of: self.contract(contract)) ?? "?"
      if actual == phase.text {
        lastHeld = (expectation.range, platform.height)
      } else {
        fail(expectation.range, expected: Wording(phase.text), actual: Wording(actual))
      }
    }
  }

  private func compare(
    _ expected: Money, _ actual: Money, _ expectation: Expectation, _ wallet: Name?
  ) {
    if expected == actual {
      lastHeld = (expectation.range, platform.height)
      return
    }
    fail(
      expectation.range, expected: Wording("\(expected)"),
      actual: Wording("\(actual)") + difference(expected, actual), wallet: wallet)
  }

  private func difference(_ expected: Money, _ actual: Money) -> Wording {
    // Both are zero or more: the difference fits.
    let difference = Money(fen: actual.fen - expected.fen)
    let magnitude = Money(fen: abs(difference.fen))
    return difference < .zero
      ? Wording(en: "   (\(magnitude) less)", zh: "   （少 \(magnitude)）")
      : Wording(en: "   (\(magnitude) more)", zh: "   （多 \(magnitude)）")
  }

  func fail(_ range: SourceRange, expected: Wording, _ refused: Refused) {
    let code = refused.refusal.reason.code
    let sentence = RefusalWording(platform: platform).sentence(refused.refusal, refused.doing)
    fail(
      range, expected: expected,
      actual: Wording(en: "refused: \(code): \(sentence.en)", zh: "被拒：\(code)：\(sentence.zh)"))
  }

  /// What fails again in a later round of `repeat` is counted, not listed again.
  func fail(
    _ range: SourceRange, expected: Wording, actual: Wording, wallet: Name? = nil
  ) {
    if let known = failureIndex[range] {
      failures[known].times += 1
      return
    }
    failureIndex[range] = failures.count
    record(range, expected, actual, wallets: wallet.map { [($0.text, actor($0))] } ?? [])
  }

  func record(
    _ range: SourceRange, _ expected: Wording, _ actual: Wording,
    wallets: [(name: String, actor: ActorNumber)]
  ) {
    failures.append(
      ScenarioFailure(
        range: range, expected: expected, actual: actual,
        movements: wallets.map { ($0.name, journalist.lastMovements(of: $0.actor)) },
        lastHeld: lastHeld, round: round))
  }

  // MARK: What was never opened

  /// Whether a step has to be passed over because it uses something whose opening was refused: one
  /// mistake gives one failure, which counts what it took along.
  func isOutOfReach(_ names: [String], opening opened: String? = nil) -> Bool {
    guard let cause = names.lazy.compactMap({ self.missing[$0] }).first else { return false }
    failures[cause].skipped += 1
    if let opened { missing[opened] = cause }
    return true
  }

  /// Remembers what a failed step should have opened.
  func noteMissing(_ step: ScenarioStep) {
    guard let name = step.openedName, names[name] == nil else { return }
    missing[name] = failureIndex[step.range]
  }
}
