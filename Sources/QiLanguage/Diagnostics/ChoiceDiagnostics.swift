import QiDiagnostics

/// What is said of names to choose from, and of parties that may be nobody: Q2401 to Q2407, Q1120
/// and Q1121.
extension Diagnostic {
  private static func listed(_ names: [String]) -> Wording {
    Wording(
      en: names.map { "`\($0)`" }.joined(separator: ", "),
      zh: names.map { "“\($0)”" }.joined(separator: "、"))
  }

  static func nothingToChoose(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q2401", at: range,
      Wording(en: "there is nothing to choose among one name", zh: "只有一个名称，无从选择"),
      help: Wording(
        en: "write two at least: `one of (upheld, dismissed)`", zh: "请至少写两个：之一（支持、驳回）"))
  }

  static func chosenFromNothing(_ name: Name, _ choices: [String]) -> Diagnostic {
    let all = listed(choices)
    return Diagnostic(
      "Q2402", at: name.range,
      Wording(
        en: "`\(name.text)` says nothing here: it is one of \(all.en)",
        zh: "“\(name.text)”在这里没有意义：它是\(all.zh)之一"),
      note: Wording(
        en: "such a name is a value only where one of these is wanted",
        zh: "只有在需要其中之一的地方，这样的名称才是值"),
      help: Wording(
        en: "compare it, or set it: `verdict == \(name.text)`, `verdict = \(name.text)`",
        zh: "请用于比较或赋值：裁决 == \(name.text)，裁决 = \(name.text)"))
  }

  static func noSuchChoice(_ name: Name, _ choices: [String], nearest: [String]) -> Diagnostic {
    let all = listed(choices)
    return Diagnostic(
      "Q2403", at: name.range,
      Wording(
        en: "`\(name.text)` is none of \(all.en)", zh: "“\(name.text)”不是\(all.zh)之一"),
      help: .didYouMean(nearest)
        ?? Wording(en: "write one of these names", zh: "请写其中一个名称"))
  }

  static func mayBeNobody(_ name: Name) -> Diagnostic {
    let text = name.text
    return Diagnostic(
      "Q2405", at: name.range,
      Wording(en: "`\(text)` may be nobody here", zh: "“\(text)”在这里可能没有人"),
      help: Wording(
        en: "ask first: `if \(text) is not none { … }`, or behind `when`; in `\(text) may …` "
          + "it is somebody",
        zh: "请先判断：若 \(text) 不为无 ｛ … ｝，或写在“当”之后；在“\(text) 可 …”中必有其人"))
  }

  static func comparedWithNone(_ none: Expression) -> Diagnostic {
    Diagnostic(
      "Q2406", at: none.range,
      Wording(en: "`none` is not compared with", zh: "“无”不用于比较"),
      help: Wording(
        en: "write `winner is none` or `winner is not none`", zh: "写作：中标人 为无，或 中标人 不为无"))
  }

  static func neverNone(_ type: QiType, at expression: Expression) -> Diagnostic {
    Diagnostic(
      "Q2407", at: expression.range,
      Wording(
        en: "this is \(type.wording.en), which is never none", zh: "这里是\(type.wording.zh)，不会是无"),
      help: Wording(
        en: "only a variable can be nobody: `var winner: party or none`; of a book ask `k in B`",
        zh: "只有变量可以没有人：变量 中标人：当事方 或 无；账簿请写：键 属 账簿"))
  }

  static func choicesKeptInPlace(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1121", at: range,
      Wording(en: "a book or a set keeps no names to choose", zh: "账簿与集合不记可选的名称"),
      help: Wording(
        en: "keep a boolean, a text or an integer that stands for it, or take a list",
        zh: "请用是非、文字或整数代表，或改用列表"))
  }

  static func onlyVariablesBeNobody(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1120", at: range,
      Wording(en: "only a variable can be nobody", zh: "只有变量可以没有人"),
      note: Wording(
        en: "who stands in terms, arguments and books is somebody",
        zh: "约定、参数和账簿中所写的必有其人"),
      help: Wording(
        en: "write `party`, or a variable: `var winner: party or none`",
        zh: "请写“当事方”，或写变量：变量 中标人：当事方 或 无"))
  }
}
