import QiDiagnostics

/// What the checker says of names: Q2001 to Q2099.
extension Diagnostic {
  static func unknownName(_ name: Name, nearest: [String]) -> Diagnostic {
    Diagnostic(
      "Q2001", at: name.range,
      Wording(
        en: "nothing is called `\(name.text)` here", zh: "这里没有名为“\(name.text)”的东西"),
      help: .didYouMean(nearest)
        ?? Wording(
          en: "declare it among the parties, terms, pots, variables or books",
          zh: "请先在当事人、约定、保管、变量或账簿中写明"))
  }

  static func windowOfArgument(_ name: Name) -> Diagnostic {
    Diagnostic(
      "Q2001", at: name.range,
      Wording(
        en: "the argument `\(name.text)` is not known when a window is asked",
        zh: "判断是否开放时还没有参数“\(name.text)”"),
      help: Wording(
        en: "say it behind `when`, or for one argument behind its `where`",
        zh: "请写在“当”之后，或写在该参数的“要求”中"))
  }

  static func momentInNote(_ name: Name) -> Diagnostic {
    Diagnostic(
      "Q2001", at: name.range,
      Wording(
        en: "a note gives values by their names, and `\(name.text)` is none",
        zh: "附注只按名称取值，“\(name.text)”不是名称"),
      help: Wording(
        en: "name it first: `let t = \(name.text)`, then `{t}`",
        zh: "请先取名：令 时点 = \(name.text)，再写 {时点}"))
  }

  static func duplicateName(_ name: Name, first: Name) -> Diagnostic {
    Diagnostic(
      "Q2002", at: name.range,
      Wording(en: "`\(name.text)` is declared twice", zh: "“\(name.text)”写了两次"),
      labels: [.init(first.range, Wording(en: "the first one", zh: "第一个"))],
      help: Wording(en: "give one of the two another name", zh: "请给其中一个另取名称"))
  }

  static func unknownPhase(_ name: Name, nearest: [String]) -> Diagnostic {
    Diagnostic(
      "Q2003", at: name.range,
      Wording(en: "there is no phase `\(name.text)`", zh: "没有阶段“\(name.text)”"),
      help: .didYouMean(nearest)
        ?? Wording(
          en: "declare it with `phase` or `end`", zh: "请用“阶段”或“结束”写明"))
  }

  static func notAParty(_ name: Name) -> Diagnostic {
    Diagnostic(
      "Q2004", at: name.range,
      Wording(en: "`\(name.text)` is not a party", zh: "“\(name.text)”不是当事人"),
      help: Wording(
        en: "only a party acts, and only a party owns a pot", zh: "只有当事人能行动、能拥有保管款"))
  }

  static func notAVariable(_ name: Name) -> Diagnostic {
    Diagnostic(
      "Q2005", at: name.range,
      Wording(
        en: "`\(name.text)` cannot be changed", zh: "“\(name.text)”不能改变"),
      note: Wording(
        en: "what was signed stays; a pot changes by payments only",
        zh: "所签的约定不变；保管款只随支付而变"),
      help: Wording(en: "declare a variable: `var left = …`", zh: "请写一个变量：变量 剩余 = …"))
  }

  static func notAPlace(_ name: Name, _ type: QiType) -> Diagnostic {
    Diagnostic(
      "Q2006", at: name.range,
      Wording(
        en: "money cannot be at `\(name.text)`: it is \(type.wording.en)",
        zh: "“\(name.text)”是\(type.wording.zh)，不能存放款项"),
      help: Wording(en: "name a party or a pot", zh: "请写当事人或保管款"))
  }

  static func tooMany(_ what: Wording, _ most: Int, at name: Name) -> Diagnostic {
    Diagnostic(
      "Q2007", at: name.range,
      Wording(en: "more than \(most) \(what.en)", zh: "\(what.zh)多于 \(most) 个"),
      help: Wording(en: "split the contract in two", zh: "请拆成两份合约"))
  }

  static func differentArguments(_ name: Name, first: Name) -> Diagnostic {
    Diagnostic(
      "Q2008", at: name.range,
      Wording(
        en: "the act `\(name.text)` takes other arguments elsewhere",
        zh: "行动“\(name.text)”在别处的参数不同"),
      labels: [.init(first.range, Wording(en: "there", zh: "别处"))],
      help: Wording(
        en: "an act of one name has one list of arguments; rename one of them",
        zh: "同名的行动参数须相同；请改其中一个的名称"))
  }

  static func clausesOfEnd(_ name: Name) -> Diagnostic {
    Diagnostic(
      "Q2011", at: name.range,
      Wording(
        en: "`\(name.text)` is an end, and an end has no clauses",
        zh: "“\(name.text)”是结束，结束没有条款"),
      help: Wording(
        en: "leave it out, or make it a `phase`", zh: "请删去，或将其改为“阶段”"))
  }

  static func phaseNamedTwice(_ name: Name, first: Name) -> Diagnostic {
    Diagnostic(
      "Q2012", at: name.range,
      Wording(en: "`\(name.text)` is named twice here", zh: "“\(name.text)”在此写了两次"),
      labels: [.init(first.range, Wording(en: "already here", zh: "这里已有"))],
      help: Wording(en: "name each phase once", zh: "每个阶段只写一次"))
  }

  static func builtInEnd(_ name: Name) -> Diagnostic {
    Diagnostic(
      "Q2016", at: name.range,
      Wording(
        en: "`\(name.text)` is the name of the built-in end",
        zh: "“\(name.text)”是内置结束的名称"),
      note: Wording(
        en: "a contract is in it when a clause set off by time was refused",
        zh: "到期条款被拒时，合约进入这一结束"),
      help: Wording(en: "give it another name", zh: "请另取名称"))
  }

  static func unused(_ name: Name) -> Diagnostic {
    Diagnostic(
      "Q2009", .warning, at: name.range,
      Wording(en: "`\(name.text)` is never used", zh: "“\(name.text)”从未用到"),
      help: Wording(en: "use it, or leave it out", zh: "请用上它，或删去"))
  }

  static func notYetKnown(_ name: Name) -> Diagnostic {
    Diagnostic(
      "Q2010", at: name.range,
      Wording(
        en: "`\(name.text)` has no value yet when the contract is signed",
        zh: "签订时“\(name.text)”还没有值"),
      note: Wording(
        en: "terms are tested before there is a variable, variables are set one after the other",
        zh: "约定在变量之前检验，变量依次设定"),
      help: Wording(
        en: "use terms, literals, or variables declared above", zh: "请用约定、字面值或上面的变量"))
  }
}
