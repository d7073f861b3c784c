import QiDiagnostics
import QiLanguage
import QiValues
import YuanqiKit

extension ScenarioRunner {
  func check(_ expectation: Expectation, in step: ScenarioStep) {
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
        lastHeld = (step.range, platform.height)
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

  func fail(
    _ range: SourceRange, expected: Wording, refused: Refusal, _ contract: ContractNumber?
  ) {
    let sentence = RefusalWording(platform: platform).sentence(refused, of: contract)
    let code = refused.reason.code
    fail(
      range, expected: expected,
      actual: Wording(en: "refused: \(code): \(sentence.en)", zh: "被拒：\(code)：\(sentence.zh)"))
  }

  func fail(
    _ range: SourceRange, expected: Wording, actual: Wording, wallet: Name? = nil
  ) {
    let movements = wallet.map { [($0.text, journalist.lastMovements(of: actor($0)))] } ?? []
    failures.append(
      ScenarioFailure(
        range: range, expected: expected, actual: actual, movements: movements,
        lastHeld: lastHeld))
  }
}
