import QiDiagnostics

/// What the parser has to say: Q1101 to Q1199.
extension Diagnostic {
  static func nothingInFile(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1101", at: range,
      Wording(en: "the file holds neither a contract nor a scenario", zh: "文件中既无合约，也无情景"),
      help: Wording(
        en: "begin with `qi 1`, then `contract NAME { … }` or `scenario \"…\" { … }`",
        zh: "以 qi 1 开头，接着写 合约 名称 { … } 或 情景 “…” { … }"))
  }

  static func missingVersion(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1102", at: range,
      Wording(en: "the file does not begin with the language's version", zh: "文件开头没有语言版本"),
      help: Wording(en: "make `qi 1` its first line", zh: "请将第一行写为 qi 1"))
  }

  static func unknownVersion(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1103", at: range,
      Wording(en: "this version of the language is not known here", zh: "不认识这一语言版本"),
      help: Wording(en: "the version known here is 1: `qi 1`", zh: "此处只认识版本 1：qi 1"))
  }

  static func expected(
    _ what: Wording, found token: Token, text: String, help: Wording?
  ) -> Diagnostic {
    let found =
      switch token.kind {
      case .endOfFile: Wording(en: "the end of the file", zh: "文件结尾")
      case .notice: Wording(en: "a notice (`///`)", zh: "说明（///）")
      default: Wording(en: "`\(shortened(text))`", zh: "“\(shortened(text))”")
      }
    return Diagnostic(
      "Q1104", at: token.range,
      Wording(
        en: "expected \(what.en), but found \(found.en)", zh: "此处应为\(what.zh)，却是\(found.zh)"),
      help: help)
  }

  static func notClosed(
    _ opening: SourceRange, before token: Token, text: String
  ) -> Diagnostic {
    var diagnostic = expected(Symbol.closeBrace.quoted, found: token, text: text, help: nil)
    diagnostic.labels = [.init(opening, Wording(en: "opened here", zh: "在此打开"))]
    return diagnostic
  }

  static func extraBrace(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1117", at: range, Wording(en: "one `}` too many", zh: "多了一个“}”"),
      help: Wording(
        en: "take it out: the arrow behind it belongs to the clause before",
        zh: "请删去：其后的箭头属于前面的条款"))
  }

  static func nestedTooDeep(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1105", at: range,
      Wording(
        en: "nested more than \(Parser.maximumNesting) deep; reading stops here",
        zh: "嵌套超过 \(Parser.maximumNesting) 层，不再往下读"),
      help: Wording(en: "nobody could follow this: take it apart", zh: "没有人能读懂：请拆开来写"))
  }

  static func arrowInside(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1106", at: range,
      Wording(en: "the arrow stands inside the braces", zh: "箭头写在了花括号里"),
      help: Wording(en: "write it behind them: `{ … } -> Phase`", zh: "写在花括号之后：{ … } -> 阶段"))
  }

  static func saidTwice(_ keyword: Keyword, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1170", at: range,
      Wording(
        en: "\(keyword.quoted.en) is said already of this wallet",
        zh: "这个钱包的\(keyword.quoted.zh)已经写过"),
      help: Wording(en: "say it once", zh: "请只写一次"))
  }

  static func badNote(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1107", at: range,
      Wording(en: "a `{` in this note is not closed, or names nothing", zh: "附注中的 { 没有闭合，或没有名称"),
      help: Wording(en: "write `\"paid {price}\"`", zh: "写作 “已付 {price}”"))
  }

  static func durationTooLong(ofWorkingDays: Bool, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1108", at: range,
      ofWorkingDays
        ? Wording(en: "the duration is longer than 1,000 working days", zh: "期间超过 1,000 个工作日")
        : Wording(en: "the duration is longer than ten thousand years", zh: "期间超过一万年"),
      note: ofWorkingDays
        ? Wording(en: "working days are counted one by one", zh: "工作日须逐日计数")
        : Wording(en: "the calendar ends with the year 9999", zh: "日历到 9999 年为止"),
      help: Wording(en: "write a shorter one", zh: "请写短些的期间"))
  }

  static func minusMisplaced(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q3038", at: range,
      Wording(en: "a minus stands before a number only", zh: "负号只能写在数的前面"),
      note: Wording(
        en: "money, integers, rates and durations can be below zero", zh: "金额、整数、比率和期间才有正负"),
      help: Wording(en: "leave it out", zh: "请去掉负号"))
  }

  static func unknownReason(_ code: String, nearest: [String], at range: SourceRange) -> Diagnostic
  {
    Diagnostic(
      "Q1109", at: range,
      Wording(
        en: "there is no reason `\(shortened(code))`", zh: "没有名为 \(shortened(code)) 的理由"),
      help: .didYouMean(nearest))
  }

  static func noStart(_ contract: Name) -> Diagnostic {
    Diagnostic(
      "Q1110", at: contract.range,
      Wording(
        en: "the contract `\(contract.text)` has no `start`", zh: "合约“\(contract.text)”没有起始阶段"),
      help: Wording(
        en: "say where its life begins: `start Offered { … }`", zh: "写明从何处开始：起始 待确认 { … }"))
  }

  static func secondStart(_ second: Name, first: Name) -> Diagnostic {
    Diagnostic(
      "Q1111", at: second.range,
      Wording(en: "a contract has one start only", zh: "合约只能有一个起始阶段"),
      labels: [.init(first.range, Wording(en: "the first one", zh: "第一个"))],
      help: Wording(en: "make the second a `phase`", zh: "第二个请写作“阶段”"))
  }

  static func unknownType(
    _ text: String, records: [String] = [], at range: SourceRange
  ) -> Diagnostic {
    let kinds = ValueKind.allCases.map(\.keyword).flatMap { $0.english + $0.chinese }
    let nearest = Suggest.nearest(to: text, in: kinds + records)
    let names = ValueKind.allCases.map(\.keyword.quoted)
    let all = Wording(
      en: "types are " + names.map(\.en).joined(separator: ", ")
        + ", `one of (A, B)`, a record of the file, and `list of` or `set of` these",
      zh: "类型有" + names.map(\.zh).joined(separator: "、")
        + "、“之一 (甲、乙)”、本文件的单据，及其“列表”、“集合”")
    return Diagnostic(
      "Q1112", at: range,
      Wording(en: "there is no type `\(shortened(text))`", zh: "没有类型“\(shortened(text))”"),
      help: .didYouMean(nearest) ?? all)
  }

  static func recordKeptInPlace(_ record: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1115", at: range,
      Wording(
        en: "`\(shortened(record))` is a record, and one value belongs here",
        zh: "“\(shortened(record))”是单据，此处应为单个值"),
      note: Wording(
        en: "records come with the terms or an act, alone or in a `list of`; books, sets and "
          + "variables keep single values",
        zh: "单据随约定或行动给出，可单独或成“列表”；账簿、集合和变量只记单个值"),
      help: Wording(
        en: "keep what you need of it, as in `book paid: money by party max 50`",
        zh: "请记其中所需的一项，如：账簿 已付：金额 按 当事方 至多 50"))
  }

  static func listInPlace(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1116", at: range,
      Wording(en: "a contract has no lists written out", zh: "合约中不直接写出列表"),
      note: Wording(
        en: "a list has a name and a `max`, by which everything is bounded",
        zh: "列表须有名称和“至多”，一切由此有界"),
      help: Wording(
        en: "put it among the terms, `kinds: set of text max 8`, or compare one by one with `or`",
        zh: "请放入约定：类别表：集合 文字 至多 8，或用“或”逐个比较"))
  }

  static func nameTooLong(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1113", at: range,
      Wording(
        en: "a name has at most \(Parser.maximumNameLength) characters",
        zh: "名称最多 \(Parser.maximumNameLength) 个字符"),
      help: Wording(en: "shorten it", zh: "请缩短"))
  }

  static func expressionTooLong(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1114", at: range,
      Wording(
        en: "an expression has at most \(Parser.maximumOperands) values; reading stops here",
        zh: "一个算式最多 \(Parser.maximumOperands) 个值，不再往下读"),
      help: Wording(
        en: "keep a part of it in a variable", zh: "请把其中一部分存入变量"))
  }
}

/// What was found, short enough to be said in a sentence.
private func shortened(_ text: String) -> String {
  let most = 40
  return text.unicodeScalars.count <= most ? text : String(text.prefix(most)) + "…"
}
