import QiDiagnostics
import QiLanguage
import QiValues
import YuanqiKit

extension ScenarioRunner {
  /// Fails the step under way for each invariant of the contract it breaks. One that stays broken
  /// is one failure, where it broke first.
  func checkInvariants(of contract: ContractNumber) {
    for invariant in platform.brokenInvariants(of: contract) {
      guard broken[contract, default: []].insert(invariant.place).inserted else { continue }
      let wallets = platform.parties(of: contract).map { (platform.name(of: $0) ?? "?", $0) }
      record(step, text(of: invariant, in: contract), found(invariant), wallets: wallets)
    }
  }

  /// As it is written, with its place.
  private func text(of invariant: BrokenInvariant, in contract: ContractNumber) -> Wording {
    let name = name(of: contract)
    let template = platform.template(of: contract)?.name ?? ""
    guard let source = sources[template],
      let range = templates[template]?.contract.invariants[invariant.place].range
    else {
      let number = invariant.place + 1
      return Wording(
        en: "\(name): invariant \(number) of \(template)",
        zh: "\(name)：\(template) 的第 \(number) 项“恒有”")
    }
    let words = source.text(range).split { $0.isWhitespace }.joined(separator: " ")
    let file = source.name.split(separator: "/").last.map(String.init) ?? source.name
    let place = "\(file.shown):\(source.line(at: range.start))"
    return Wording(en: "\(name): \(words)   (\(place))", zh: "\(name)：\(words)   （\(place)）")
  }

  private func found(_ invariant: BrokenInvariant) -> Wording {
    let values = invariant.values.map { "\($0.name) = \(shown($0.value))" }
    let (en, zh) =
      invariant.overflows
      ? ("beyond what can be counted: ", "数值越界：") : ("", "")
    let time = platform.now
    return Wording(
      en: "\(en)\(values.joined(separator: ", "))   (block \(platform.height), \(time))",
      zh: "\(zh)\(values.joined(separator: "，"))   （区块 \(platform.height)，\(time)）")
  }

  private func shown(_ value: Value) -> String {
    if case .party(let party) = value { return platform.name(of: party) ?? "?" }
    return value.description
  }
}
