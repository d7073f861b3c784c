import QiDiagnostics
import QiLanguage
import QiValues
import YuanqiKit

extension ScenarioRunner {
  /// Fails the step under way for each invariant and each property of the contract it breaks. One
  /// that stays broken is one failure, where it broke first.
  func checkPromises(of contract: ContractNumber) {
    for broken in platform.brokenPromises(of: contract) {
      guard known[contract, default: []].insert(broken.promise).inserted else { continue }
      record(
        step, text(of: broken.promise, in: contract), found(broken, in: contract),
        movements: movements(of: broken, in: contract))
    }
  }

  /// Of the parties' wallets where an invariant broke; a property is about what the contract moved.
  private func movements(
    of broken: BrokenPromise, in contract: ContractNumber
  ) -> [(wallet: String, movements: [Movement])] {
    if case .property = broken.promise {
      return [(name(of: contract), journalist.lastMovements(of: contract))]
    }
    return platform.parties(of: contract).map {
      (platform.name(of: $0) ?? "?", journalist.lastMovements(of: $0))
    }
  }

  private func property(_ broken: BrokenPromise, of contract: ContractNumber) -> Program.Property? {
    guard case .property(let place) = broken.promise else { return nil }
    return platform.template(of: contract)?.program.properties[place]
  }

  /// As it is written, with its place.
  private func text(of promise: BrokenPromise.Promise, in contract: ContractNumber) -> Wording {
    let name = name(of: contract)
    let template = platform.template(of: contract)?.name ?? ""
    let syntax = templates[template]?.contract
    let (place, range, kind) =
      switch promise {
      case .invariant(let place):
        (place, syntax?.invariants[place].range, Wording(en: "invariant", zh: "恒有"))
      case .property(let place):
        (place, syntax?.properties[place].range, Wording(en: "property", zh: "性质"))
      }
    guard let source = sources[template], let range else {
      return Wording(
        en: "\(name): \(kind.en) \(place + 1) of \(template)",
        zh: "\(name)：\(template) 的第 \(place + 1) 项“\(kind.zh)”")
    }
    let words = source.text(range).split { $0.isWhitespace }.joined(separator: " ")
    let file = source.name.split(separator: "/").last.map(String.init) ?? source.name
    let line = "\(file.shown):\(source.line(at: range.start))"
    return Wording(en: "\(name): \(words)   (\(line))", zh: "\(name)：\(words)   （\(line)）")
  }

  /// What came of it, the values that decided it, and when.
  private func found(_ broken: BrokenPromise, in contract: ContractNumber) -> Wording {
    var parts = outcome(broken, contract).map { [$0] } ?? []
    if broken.overflows { parts.append(Wording(en: "beyond what can be counted", zh: "数值越界")) }
    let values = broken.values.map { Wording("\($0.name) = ") + platform.words($0.value) }
    if !values.isEmpty { parts.append(.joined(values)) }
    let (en, zh) = (parts.map(\.en).joined(separator: ": "), parts.map(\.zh).joined(separator: "："))
    return Wording(
      en: "\(en)   (block \(platform.height), \(platform.now))",
      zh: "\(zh)   （区块 \(platform.height)，\(platform.now)）")
  }

  /// Of a property: what there is, and what should be at most or at least.
  private func outcome(_ broken: BrokenPromise, _ contract: ContractNumber) -> Wording? {
    guard let property = property(broken, of: contract), let expected = broken.expected else {
      return nil
    }
    let who = property.party.flatMap { platform.name(of: platform.parties(of: contract)[$0]) } ?? ""
    let actual = broken.actual.map { "\($0)" } ?? ""
    switch property.promise {
    case .loses:
      return Wording(
        en: "\(who) lost \(actual), and may lose \(expected)",
        zh: "\(who)损失 \(actual)，至多 \(expected)")
    case .receives:
      return Wording(
        en: "\(who) received \(actual), and should have \(expected)",
        zh: "\(who)收到 \(actual)，应至少 \(expected)")
    case .endsWithin:
      let ended =
        actual.isEmpty
        ? Wording(en: "not ended", zh: "尚未结束")
        : Wording(en: "ended at \(actual)", zh: "结束于 \(actual)")
      return ended + Wording(en: ", the last moment was \(expected)", zh: "，最晚应于 \(expected)")
    }
  }
}

extension Program.Property {
  /// Whom it is about, by place; nobody where it is about the end.
  fileprivate var party: Int? {
    switch promise {
    case .loses(let party), .receives(let party, _): party
    case .endsWithin: nil
    }
  }
}
