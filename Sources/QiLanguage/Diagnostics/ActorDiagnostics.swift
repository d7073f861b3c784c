import QiDiagnostics

/// What the checker says of who sets a clause off: Q2140 to Q2143, Q2145.
extension Diagnostic {
  static func notAnOracle(_ name: Name) -> Diagnostic {
    Diagnostic(
      "Q2140", at: name.range,
      Wording(en: "`\(name.text)` is not an oracle", zh: "“\(name.text)”不是见证方"),
      note: Wording(
        en: "a fact is stated by somebody outside the contract, who gains nothing by it",
        zh: "事实由合约之外、不从中得利的一方证明"),
      help: Wording(
        en: "name an oracle, or let a party act: `\(name.text) may …`",
        zh: "请写见证方，或由当事人行动：\(name.text) 可 …"))
  }

  static func oracleActs(_ name: Name) -> Diagnostic {
    Diagnostic(
      "Q2141", at: name.range,
      Wording(
        en: "`\(name.text)` is an oracle: it states facts and does not act",
        zh: "“\(name.text)”是见证方：只证明事实，不行动"),
      help: Wording(
        en: "write `\(name.text) states …`, or make it a party",
        zh: "写作：\(name.text) 证明 …，或将其改为当事人"))
  }

  static func namedTwiceAmongActors(_ name: Name, first: Name) -> Diagnostic {
    Diagnostic(
      "Q2142", at: name.range,
      Wording(
        en: "`\(name.text)` would have to sign twice", zh: "“\(name.text)”要签署两次"),
      labels: [.init(first.range, Wording(en: "already here", zh: "这里已有"))],
      note: Wording(
        en: "whoever signs counts once", zh: "每一方只计一次"),
      help: Wording(en: "name each of them once", zh: "每一方只写一次"))
  }

  static func wrongNumberOfActors(
    _ needed: Int64, of count: Int, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      "Q2143", at: range,
      Wording(
        en: "\(needed) of \(count) cannot sign", zh: "\(count) 方之中不可能有 \(needed) 方同意"),
      help: Wording(
        en: count == 1 ? "write 1" : "write a number from 1 to \(count)",
        zh: count == 1 ? "写 1" : "写 1 到 \(count) 之间的数"))
  }

  static func calledAsWhoActs(_ name: Name) -> Diagnostic {
    Diagnostic(
      "Q2145", at: name.range,
      Wording(
        en: "`\(name.text)` is who acts, and nothing else can be called so",
        zh: "“\(name.text)”指行动的人，不能另作他名"),
      note: Wording(
        en: "`actor` and `行动人` are one word where anyone acts, or one of a role of many",
        zh: "在任何人或多人角色之一可行动之处，“actor”与“行动人”是同一个词"),
      help: Wording(en: "give it another name", zh: "请另取一个名称"))
  }

  /// The wallet of a party that is only known when the clause runs.
  static func spendsValues(_ source: Name, _ spender: Spender) -> Diagnostic {
    var diagnostic = spendsAnothers(source, spender)
    diagnostic.help = Wording(
      en: "take it `under` a mandate from each of a role of many, or hold the money in a pot first",
      zh: "请“依”多人角色中各成员的授权支取，或先把钱放进保管款")
    return diagnostic
  }

  /// The money of a party that has not been asked, or need not have been.
  static func spendsAnothers(_ source: Name, _ spender: Spender) -> Diagnostic {
    let text = source.text
    switch spender {
    case .all(_, let names):
      let quoted = names.map { "`\($0.text)`" }.joined(separator: " and ")
      let chinese = names.map { "“\($0.text)”" }.joined(separator: "和")
      return spends(
        source,
        Wording(en: "it is \(quoted) who acts", zh: "而行动的人是\(chinese)"),
        here: Wording(en: "`\(text)` is not acting here", zh: "“\(text)”不是这里的行动方"),
        help: Wording(
          en: "let `\(text)` act, or hold the money in a pot first",
          zh: "由“\(text)”来行动，或先把钱放进保管款"))
    case .some(let needed, let count):
      return spends(
        source,
        Wording(
          en: "it takes only \(needed) of \(count) to act",
          zh: "而 \(count) 方中只须 \(needed) 方同意"),
        here: Wording(
          en: "`\(text)` need not have signed", zh: "“\(text)”不一定同意"), help: potFirst)
    case .anyone:
      return spends(
        source, Wording(en: "anyone may act here", zh: "而这里任何人都可以行动"),
        here: Wording(en: "`\(text)` need not be the one", zh: "行动的不一定是“\(text)”"),
        help: Wording(en: "spend from `actor`: who acts", zh: "请用“行动人”：即行动的人"))
    case .member(let group):
      return spends(
        source,
        Wording(
          en: "it is one of `\(group.text)` who acts", zh: "而行动的是“\(group.text)”中的一位"),
        here: Wording(en: "`\(text)` is not acting here", zh: "“\(text)”不是这里的行动方"),
        help: Wording(en: "spend from `actor`: who acts", zh: "请用“行动人”：即行动的人"))
    case .somebody(let name) where name == source:
      return spends(
        source,
        Wording(en: "who acts was `\(text)` before", zh: "而行动的是之前的“\(text)”"),
        here: Wording(en: "it has another value here", zh: "这里已另有所指"),
        help: Wording(
          en: "spend first, and give it another value then", zh: "请先动用，再改变它"))
    case .somebody(let name):
      return spends(
        source,
        Wording(en: "it is `\(name.text)` who acts", zh: "而行动的人是“\(name.text)”"),
        here: Wording(en: "`\(text)` is not acting here", zh: "“\(text)”不是这里的行动方"),
        help: potFirst)
    case .oracles(let names):
      let quoted = names.map { "`\($0.text)`" }.joined(separator: ", ")
      let chinese = names.map { "“\($0.text)”" }.joined(separator: "、")
      return spends(
        source,
        Wording(en: "it is \(quoted) who states the fact", zh: "而证明事实的是\(chinese)"),
        here: Wording(
          en: "`\(text)` is not acting here", zh: "“\(text)”不是这里的行动方"), help: potFirst)
    case .time, .unknown: return timeSpends(source)
    }
  }

  private static let potFirst = Wording(
    en: "hold the money in a pot first", zh: "请先把钱放进保管款")

  private static func spends(
    _ source: Name, _ who: Wording, here: Wording, help: Wording
  ) -> Diagnostic {
    Diagnostic(
      "Q2104", at: source.range,
      Wording(
        en: "this clause spends the money of `\(source.text)`, but \(who.en)",
        zh: "这一条动用的是“\(source.text)”的钱，\(who.zh)"),
      here: here, note: authority, help: help)
  }
}
