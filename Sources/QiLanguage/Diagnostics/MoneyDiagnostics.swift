import QiDiagnostics

/// What the checker says of whose money moves and where it may get stuck: Q2101 to Q2299.
extension Diagnostic {
  static let authority = Wording(
    en: "a clause may spend what the contract holds, what the acting party owns, and what was "
      + "granted as a mandate",
    zh: "一条款只能动用合约保管的钱、行动方自己的钱，以及依授权可支取的钱")

  static func allOfWallet(_ name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q2101", at: range,
      Wording(
        en: "`all` of the wallet of `\(name.text)` cannot be paid",
        zh: "不能支付“\(name.text)”钱包中的全部"),
      note: Wording(
        en: "a contract sees what it holds, not what a party owns",
        zh: "合约看得到所保管的款项，看不到当事人的余额"),
      help: Wording(en: "name a sum", zh: "请写明金额"))
  }

  static func selfPayment(_ source: Name, _ target: Name) -> Diagnostic {
    Diagnostic(
      "Q2102", at: target.range,
      Wording(
        en: "`\(target.text)` would be paid by itself", zh: "“\(target.text)”付给了自己"),
      labels: [.init(source.range, Wording(en: "from here", zh: "从这里"))],
      help: Wording(en: "name another target", zh: "请写另一个去处"))
  }

  static func negativePayment(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q2103", at: range,
      Wording(en: "a payment cannot be negative", zh: "支付的金额不能为负"),
      help: Wording(en: "swap `from` and `to`", zh: "请对调“从”与“到”"))
  }

  static func timeSpends(_ source: Name) -> Diagnostic {
    Diagnostic(
      "Q2105", at: source.range,
      Wording(
        en: "time alone sets this off, and it would spend the money of `\(source.text)`",
        zh: "这一条由时间触发，却要动用“\(source.text)”的钱"),
      here: Wording(en: "nobody acts here", zh: "这里没有人行动"),
      note: authority,
      help: Wording(
        en: "hold the money in a pot first, or take it `under` a mandate",
        zh: "请先把钱放进保管款，或“依”授权支取"))
  }

  static func noWayOut(_ phase: Name, pot: ContractSyntax.Pot) -> Diagnostic {
    Diagnostic(
      "Q2201", at: phase.range,
      Wording(
        en: "in `\(phase.text)` money may stay in `\(pot.name.text)` for ever",
        zh: "在“\(phase.text)”中，“\(pot.name.text)”里的钱可能永远出不来"),
      labels: [.init(pot.name.range, Wording(en: "this pot", zh: "这笔保管款"))],
      note: Wording(
        en: "if everybody stays silent, nothing leads on from here",
        zh: "若各方都沉默，就不会再有进展"),
      help: Wording(
        en: "add a clause that time sets off: `after 30 days { \(pot.emptied.en) } -> …`",
        zh: "请加一条由时间触发的条款：满 30 天 { \(pot.emptied.zh) } -> …"))
  }

  static func releasedAtEnd(
    _ end: Name, pot: ContractSyntax.Pot, others: Int
  ) -> Diagnostic {
    let elsewhere = Wording(
      en: "so it may at \(others) more \(others == 1 ? "arrow" : "arrows") to an end",
      zh: "另有 \(others) 处进入结束时也是如此")
    return Diagnostic(
      "Q2202", .warning, at: end.range,
      Wording(
        en: "`\(pot.name.text)` may still hold money here; the end gives it back to its owner",
        zh: "此时“\(pot.name.text)”可能还有钱；结束时退给其所有人"),
      labels: [.init(pot.name.range, Wording(en: "this pot", zh: "这笔保管款"))],
      note: others > 0 ? elsewhere : nil,
      help: Wording(en: "say so: `\(pot.emptied.en)`", zh: "请写明：\(pot.emptied.zh)"))
  }

  static func neverReached(_ phase: Name) -> Diagnostic {
    Diagnostic(
      "Q2203", .warning, at: phase.range,
      Wording(
        en: "nothing leads to `\(phase.text)`", zh: "没有条款进入“\(phase.text)”"),
      help: Wording(en: "lead there with `->`, or leave it out", zh: "请用 -> 进入，或删去"))
  }

  static func timeGoesRound(_ target: Name) -> Diagnostic {
    Diagnostic(
      "Q2204", at: target.range,
      Wording(
        en: "time alone leads back to `\(target.text)`, round and round for ever",
        zh: "仅凭时间又会回到“\(target.text)”，永远循环"),
      note: Wording(
        en: "if everybody stays silent, no end is ever reached",
        zh: "若各方都沉默，永远到不了结束"),
      help: Wording(
        en: "let time lead on to an end, or let a party take this step",
        zh: "请让时间导向某个结束，或由当事人来走这一步"))
  }

  static func arrowInTry(_ target: Name) -> Diagnostic {
    Diagnostic(
      "Q2205", at: target.range,
      Wording(
        en: "a `try` cannot lead on to `\(target.text)`", zh: "“尝试”之内不能进入“\(target.text)”"),
      note: Wording(
        en: "what stands in `try` may be undone, and the clause goes on behind it",
        zh: "“尝试”之内的可能撤销，条款在其后继续"),
      help: Wording(
        en: "note in a variable which way it went, and lead on behind the `try`",
        zh: "请用变量记下结果，在“尝试”之后再进入"))
  }

  static func neverRun(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q2206", at: range,
      Wording(en: "this is never done", zh: "这里永远执行不到"),
      note: Wording(
        en: "every path before it leads on to a phase, and the clause ends there",
        zh: "之前的每条路径都已进入某个阶段，条款到那里就结束了"),
      help: Wording(
        en: "write it before the `if`, or leave it out", zh: "请写在“若”之前，或删去"))
  }
}

extension ContractSyntax.Pot {
  /// How a clause would empty it.
  fileprivate var emptied: Wording {
    isOfMany
      ? Wording(
        en: "for each p in \(name.text) { pay all from \(name.text)[p] to p }",
        zh: "逐一 某 于 \(name.text) { 支付 全部 从 \(name.text)[某] 到 某 }")
      : Wording(
        en: "pay all from \(name.text) to …", zh: "支付 全部 从 \(name.text) 到 …")
  }
}
