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
      let contract = self.contract(contract)
      let holds = platform.hasBegun(contract) && platform.phase(of: contract) == phase.text
      compare(holds, Wording(phase: phase.text), contract, expectation)
    case .hasNotBegun(let contract):
      let contract = self.contract(contract)
      compare(!platform.hasBegun(contract), .notBegun, contract, expectation)
    case .potHas(let contract, let pot, let key, let sum):
      compare(sum, held(in: pot, of: self.contract(contract), by: key), expectation, nil)
    case .valueIs(let contract, let member, let key, let value):
      check(contract, member, key, value, expectation)
    }
  }

  private func held(in pot: Name, of contract: ContractNumber, by owner: GivenValue?) -> Money {
    guard let owner else {
      return platform.pots(of: contract).first { $0.name == pot.text }?.held ?? .zero
    }
    let key = owner.value(as: .scalar(.party), actor: actor)
    guard case .money(let held)? = platform.value(pot.text, of: contract, at: key) else {
      return .zero
    }
    return held
  }

  private func check(
    _ contract: Name, _ member: Name, _ key: GivenValue?, _ value: GivenValue,
    _ expectation: Expectation
  ) {
    let number = self.contract(contract)
    let type = platform.template(of: number)?.program.slot(named: member.text)?.type
    let key = key?.value(as: type?.key, actor: actor)
    let expected = value.value(as: key == nil ? type : type?.kept, actor: actor)
    let actual = platform.value(member.text, of: number, at: key)
    if actual?.isSame(as: expected) == true {
      lastHeld = (expectation.range, platform.height)
    } else {
      fail(
        expectation.range, expected: platform.wordsWhole(expected),
        actual: actual.map(platform.wordsWhole) ?? Wording("?"))
    }
  }

  private func compare(
    _ holds: Bool, _ expected: Wording, _ contract: ContractNumber, _ expectation: Expectation
  ) {
    if holds {
      lastHeld = (expectation.range, platform.height)
      return
    }
    let phase = Wording(phase: platform.phase(of: contract) ?? "?")
    fail(
      expectation.range, expected: expected,
      actual: platform.hasBegun(contract) ? phase : .notBegun)
  }

  private func compare(
    _ expected: Money, _ actual: Money, _ expectation: Expectation, _ wallet: Name?
  ) {
    if expected == actual {
      lastHeld = (expectation.range, platform.height)
      return
    }
    fail(
      expectation.range, expected: Wording("\(expected)"), actual: Wording("\(actual)"),
      // Both are zero or more: the difference fits.
      difference: Money(fen: actual.fen - expected.fen), wallet: wallet)
  }

  func fail(_ range: SourceRange, expected: Wording, _ refused: Refused) {
    let code = refused.refusal.reason.code
    let sentence = RefusalWording(platform).sentence(refused.refusal, refused.doing)
    fail(
      range, expected: expected,
      actual: Wording(en: "refused: \(code): \(sentence.en)", zh: "被拒：\(code)：\(sentence.zh)"))
  }

  /// What fails again in a later round of `repeat` is counted, not listed again.
  func fail(
    _ range: SourceRange, expected: Wording, actual: Wording, difference: Money? = nil,
    wallet: Name? = nil
  ) {
    if let known = failureIndex[range] {
      failures[known].times += 1
      return
    }
    failureIndex[range] = failures.count
    record(
      range, expected, actual, difference,
      movements: wallet.map { [($0.text, journalist.lastMovements(of: actor($0)))] } ?? [])
  }

  func record(
    _ range: SourceRange, _ expected: Wording, _ actual: Wording, _ difference: Money? = nil,
    movements: [(wallet: String, movements: [Movement])]
  ) {
    failures.append(
      ScenarioFailure(
        range: range, expected: expected, actual: actual, difference: difference,
        movements: movements, lastHeld: lastHeld, round: round))
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

extension Program {
  fileprivate func slot(named name: String) -> Slot? {
    (terms + variables).first { $0.name == name }
  }
}

extension SlotType {
  /// Of a book, the type of its keys and that of what stands under them.
  fileprivate var key: SlotType? {
    if case .book(_, let key, _) = self { .scalar(key) } else { nil }
  }

  fileprivate var kept: SlotType? {
    if case .book(let value, _, _) = self { .scalar(value) } else { nil }
  }
}
