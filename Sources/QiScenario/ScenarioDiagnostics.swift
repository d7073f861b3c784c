import QiDiagnostics
import QiLanguage
import QiValues

/// What is wrong with a scenario before or while it is played: Q3002 to Q3099.
extension Diagnostic {
  /// The nearest, or all there are.
  private static func oneOf(_ known: [String], for name: Name) -> Wording {
    if known.isEmpty { return Wording(en: "there is none", zh: "一个也没有") }
    return .didYouMean(Suggest.nearest(to: name.text, in: known))
      ?? Wording(
        en: "there is " + known.joined(separator: ", "), zh: "可用：" + known.joined(separator: "、"))
  }

  static func unknownActor(_ name: Name, nearest: [String]) -> Diagnostic {
    Diagnostic(
      "Q3002", at: name.range,
      Wording(
        en: "no wallet, operator or oracle is called `\(name.short)` here",
        zh: "此前没有名为“\(name.short)”的钱包、运营机构或见证方"),
      help: .didYouMean(nearest)
        ?? Wording(
          en: "open it first: `wallet \(name.short): personal class 2 at …`",
          zh: "请先开立：钱包 \(name.short)：个人二类 于 …"))
  }

  static func unknownContract(_ name: Name, nearest: [String]) -> Diagnostic {
    Diagnostic(
      "Q3003", at: name.range,
      Wording(
        en: "no contract is called `\(name.short)` here", zh: "此前没有名为“\(name.short)”的合约"),
      help: .didYouMean(nearest)
        ?? Wording(
          en: "deploy it first: `let \(name.short) = deploy … { … }`",
          zh: "请先部署：令 \(name.short) = 部署 … { … }"))
  }

  static func unknownTemplate(_ name: Name, nearest: [String]) -> Diagnostic {
    Diagnostic(
      "Q3004", at: name.range,
      Wording(
        en: "there is no contract `\(name.short)` to deploy", zh: "没有可部署的合约“\(name.short)”"),
      help: .didYouMean(nearest)
        ?? Wording(
          en: "say where it is: `use \(name.short) from \"…\"`",
          zh: "请写明出处：引用 \(name.short) 自 “…”"))
  }

  static func notInFile(_ use: ScenarioSyntax.Use, nearest: [String]) -> Diagnostic {
    let (name, path) = (use.contract.short, use.path.truncated(to: 100))
    return Diagnostic(
      "Q3004", at: use.contract.range,
      Wording(en: "\(path) holds no contract `\(name)`", zh: "\(path) 中没有合约“\(name)”"),
      help: .didYouMean(nearest)
        ?? Wording(en: "name the file that holds it", zh: "请写含有该合约的文件"))
  }

  /// Of tables in a file that a scenario takes a contract from.
  static func tablesStayBehind(_ use: ScenarioSyntax.Use) -> Diagnostic {
    let path = use.path.truncated(to: 100)
    return Diagnostic(
      "Q2018", .warning, at: use.pathRange,
      Wording(
        en: "the limits and calendars in \(path) do not hold here", zh: "\(path) 中的限额和日历在此无效"),
      help: Wording(
        en: "put them into this file: they hold in the scenarios beside them",
        zh: "请写进本文件：它们只在同一文件的情景中有效"))
  }

  static func usesOwnFile(_ use: ScenarioSyntax.Use, contract: Name) -> Diagnostic {
    Diagnostic(
      "Q3090", .warning, at: use.contract.range,
      Wording(
        en: "`\(use.contract.short)` stands in this file, and needs no `use`",
        zh: "“\(use.contract.short)”就在本文件中，无须引用"),
      labels: [.init(contract.range, Wording(en: "here", zh: "在此"))],
      help: Wording(en: "leave out the line", zh: "请删去这一行"))
  }

  static func clockBackwards(now: Instant, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q3005", at: range,
      Wording(
        en: "the clock would go back: it is \(now) already", zh: "时间不能倒退：此刻已是 \(now)"),
      help: Wording(en: "move this step up, or name a later time", zh: "请把这一步提前，或写更晚的时刻"))
  }

  static func clockTooFar(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q3006", at: range,
      Wording(en: "the clock would leave the year 9999", zh: "时间超出 9999 年"),
      help: Wording(en: "move it less far", zh: "请缩短移动的时间"))
  }

  static func duplicateName(_ name: Name, first: Name) -> Diagnostic {
    Diagnostic(
      "Q3007", at: name.range,
      Wording(en: "`\(name.short)` is there already", zh: "“\(name.short)”已经有了"),
      labels: [.init(first.range, Wording(en: "the first one", zh: "第一个"))],
      help: Wording(en: "give it another name", zh: "请另取名称"))
  }

  static func missingBindings(
    _ deploy: DeploySyntax, _ missing: [String]
  ) -> Diagnostic {
    let names = missing.joined(separator: ", ")
    let (done, doing) = deploy.isProposal ? ("proposed", "提议") : ("deployed", "部署")
    return Diagnostic(
      "Q3008", at: deploy.template.range,
      Wording(
        en: "`\(deploy.template.short)` is \(done) without \(names)",
        zh: "\(doing)“\(deploy.template.short)”时缺少 \(names)"),
      help: Wording(
        en: "write a line for each: `\(missing[0]): …`", zh: "请逐行写明：\(missing[0])：…"))
  }

  static func unknownBinding(
    _ name: Name, _ template: String, known: [String]
  ) -> Diagnostic {
    Diagnostic(
      "Q3009", at: name.range,
      Wording(
        en: "`\(template)` has no party or term `\(name.short)`",
        zh: "“\(template)”没有当事人或约定“\(name.short)”"),
      help: oneOf(known, for: name))
  }

  static func wrongBinding(_ name: String, wanted: Wording, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q3010", at: range,
      Wording(
        en: "`\(name)` takes \(wanted.en)", zh: "“\(name)”应为\(wanted.zh)"),
      help: Wording(en: "write \(wanted.en) here", zh: "此处请写\(wanted.zh)"))
  }

  static func unknownAction(_ name: Name, _ template: String, nearest: [String]) -> Diagnostic {
    Diagnostic(
      "Q3011", at: name.range,
      Wording(
        en: "`\(template)` has no act `\(name.short)`", zh: "“\(template)”没有行动“\(name.short)”"),
      help: .didYouMean(nearest)
        ?? Wording(
          en: "to see it refused write `reject unknown-action { … }`",
          zh: "若要验证它被拒，请写：应拒 unknown-action { … }"))
  }

  static func unknownMandate(
    _ name: Name, _ template: String, known: [String]
  ) -> Diagnostic {
    Diagnostic(
      "Q3060", at: name.range,
      Wording(
        en: "`\(template)` has no mandate `\(name.short)`",
        zh: "“\(template)”没有授权“\(name.short)”"),
      help: oneOf(known, for: name))
  }

  static func unknownPhase(_ name: Name, _ template: String, known: [String]) -> Diagnostic {
    Diagnostic(
      "Q3012", at: name.range,
      Wording(
        en: "`\(template)` has no phase `\(name.short)`", zh: "“\(template)”没有阶段“\(name.short)”"),
      help: oneOf(known, for: name))
  }

  static func unknownMember(_ name: Name, _ template: String, known: [String]) -> Diagnostic {
    Diagnostic(
      "Q3021", at: name.range,
      Wording(
        en: "`\(template)` has nothing of the kind called `\(name.short)`",
        zh: "“\(template)”中没有名为“\(name.short)”的这类内容"),
      help: oneOf(known, for: name))
  }

  static func notABookOf(_ name: Name, _ template: String) -> Diagnostic {
    Diagnostic(
      "Q3022", at: name.range,
      Wording(
        en: "`\(name.short)` is not a book of `\(template)`",
        zh: "“\(name.short)”不是“\(template)”的账簿"),
      help: Wording(en: "leave out the brackets", zh: "请去掉方括号"))
  }

  static func notAPotOfMany(_ name: Name, _ template: String) -> Diagnostic {
    Diagnostic(
      "Q3070", at: name.range,
      Wording(
        en: "`\(name.short)` is not a pot of many of `\(template)`",
        zh: "“\(name.short)”不是“\(template)”的分户保管款"),
      help: Wording(en: "leave out the brackets", zh: "请去掉方括号"))
  }

  static func notRejectable(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q3013", at: range,
      Wording(en: "only what somebody does can be rejected", zh: "只有行动才会被拒"),
      help: Wording(en: "write `reject REASON { WHO: … }`", zh: "写作：应拒 理由 { 谁：… }"))
  }

  static func repeatedOpening(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q3014", at: range,
      Wording(en: "a name can be given once only", zh: "一个名称只能取一次"),
      help: Wording(en: "move it out of `repeat`", zh: "请移到“重复”之外"))
  }

  static func unreadableUse(_ why: Wording, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q3015", at: range, why,
      help: Wording(
        en: "the path counts from the folder of the scenario",
        zh: "路径从情景文件所在的目录算起"))
  }

  static func notAWallet(_ name: Name) -> Diagnostic {
    Diagnostic(
      "Q3016", at: name.range,
      Wording(en: "`\(name.short)` is an operator", zh: "“\(name.short)”是运营机构"),
      help: Wording(en: "name a wallet here", zh: "此处应写钱包"))
  }

  static func notAnOperator(_ name: Name) -> Diagnostic {
    Diagnostic(
      "Q3017", at: name.range,
      Wording(en: "`\(name.short)` is a wallet", zh: "“\(name.short)”是钱包"),
      help: Wording(en: "name an operator here", zh: "此处应写运营机构"))
  }

  static func tooManySteps(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q3018", at: range,
      Wording(
        en: "the scenario would play more than 2,000,000 steps", zh: "情景的步骤总数超过 2,000,000"),
      help: Wording(en: "repeat less often", zh: "请减少重复次数"))
  }

  static func unknownArgument(_ name: Name, _ action: String, known: [String]) -> Diagnostic {
    Diagnostic(
      "Q3019", at: name.range,
      Wording(
        en: "`\(action)` has no argument `\(name.short)`",
        zh: "“\(action)”没有参数“\(name.short)”"),
      help: oneOf(known, for: name))
  }

  private static func call(_ action: Name, _ parameters: [String]) -> String {
    let names = parameters.map { "\($0): …" }.joined(separator: ", ")
    return parameters.isEmpty ? action.short : "\(action.short)(\(names))"
  }

  static func unnamedArguments(_ action: Name, _ parameters: [String]) -> Diagnostic {
    let call = call(action, parameters)
    return Diagnostic(
      "Q3042", at: action.range,
      Wording(
        en: "of several arguments of `\(action.short)` each is named",
        zh: "“\(action.short)”有多个参数，须逐一写明名称"),
      help: Wording(en: "write `\(call)`, in any order", zh: "写作：\(call)，顺序不限"))
  }

  static func isAContract(_ name: Name) -> Diagnostic {
    Diagnostic(
      "Q3040", at: name.range,
      Wording(en: "`\(name.short)` is a contract", zh: "“\(name.short)”是合约"),
      note: Wording(
        en: "a contract has no wallet, and does nothing by itself",
        zh: "合约没有钱包，自身也不行动"),
      help: Wording(
        en: "name a wallet; what the pots hold is `\(name.short) holds ¥…`",
        zh: "请写钱包；保管款合计写作：\(name.short) 保管 ¥…"))
  }

  static func isNoContract(_ name: Name) -> Diagnostic {
    Diagnostic(
      "Q3041", at: name.range,
      Wording(en: "`\(name.short)` is no contract", zh: "“\(name.short)”不是合约"),
      help: Wording(
        en: "name what `let … = deploy …` named; what is in a wallet is `\(name.short) has ¥…`",
        zh: "请写“令 … = 部署 …”所取的名称；钱包余额写作：\(name.short) 有 ¥…"))
  }

  static func wrongArguments(
    _ action: Name, _ parameters: [String], given: [Deed.NamedArgument]
  ) -> Diagnostic {
    let call = call(action, parameters)
    // Somebody may have taken one sum for two arguments.
    let isShort =
      given.count < parameters.count
      && given.contains {
        if case .value(.money(let sum)) = $0.value.form { sum.fen >= 1000_00 } else { false }
      }
    return Diagnostic(
      "Q3020", at: action.range,
      Wording(
        en: "the arguments are not those of `\(action.short)`", zh: "参数与“\(action.short)”不符"),
      note: isShort
        ? Wording(
          en: "the comma inside a sum, as in `¥1,234`, groups digits and parts no arguments",
          zh: "金额中的逗号（如 ¥1,234）用于分节，并不分隔参数") : nil,
      help: Wording(
        en: "write `\(call)`; to see others refused write `reject bad-argument { … }`",
        zh: "写作：\(call)；若要验证其他参数被拒，请写：应拒 bad-argument { … }"))
  }
}

extension Name {
  /// As messages say it; a mistaken name may be of any length.
  var short: String { text.truncated(to: 64) }
}
