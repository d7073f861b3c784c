import QiDiagnostics
import QiValues

/// What is said of splits and invariants, Q2160 to Q2179, and of properties, Q2480.
extension Diagnostic {
  static func rateTooFine(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q2160", at: range,
      Wording(en: "a rate has at most four decimals", zh: "百分比最多四位小数"),
      help: Wording(
        en: "round it: the finest rate is `0.0001%`", zh: "请取整：最细为 0.0001%"))
  }

  static func noRemainder(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q2161", at: range,
      Wording(en: "nobody has the remainder here", zh: "这里的其余部分没有归属"),
      note: Wording(
        en: "shares are rounded down: what that leaves over needs an owner",
        zh: "各份向下取整，余下的分须有归属"),
      help: Wording(en: "end with `remainder to …`", zh: "请以“其余归 …”结尾"))
  }

  static func behindRemainder(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q2162", at: range,
      Wording(en: "nothing is left behind the remainder", zh: "其余部分之后已无可分"),
      help: Wording(
        en: "write it before the remainder, or leave it out", zh: "请写在其余部分之前，或删去"))
  }

  static func beyondWhole(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q2163", at: range,
      Wording(
        en: "with this share the level is more than a whole", zh: "加上这一份，本层已超过全部"),
      help: Wording(
        en: "let the shares of a level be at most 100%", zh: "同一层各份之和至多 100%"))
  }

  static func sourceNamedTwice(_ name: Name, first: Name) -> Diagnostic {
    Diagnostic(
      "Q2164", at: name.range,
      Wording(en: "`\(name.text)` is emptied already", zh: "“\(name.text)”此前已经用尽"),
      labels: [.init(first.range, Wording(en: "here", zh: "在这里"))],
      help: Wording(en: "name each source once", zh: "每个来处只写一次"))
  }

  static func negativeShare(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q2165", at: range,
      Wording(en: "what is shared out cannot be negative", zh: "分账的金额不能为负"),
      help: Wording(en: "leave out the minus", zh: "请去掉负号"))
  }

  static func tooManyShares(_ what: Wording, _ most: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q2166", at: range,
      Wording(
        en: "more than \(most) \(what.en) in one split", zh: "一次分账的\(what.zh)多于 \(most) 个"),
      help: Wording(en: "split twice, by way of a pot", zh: "请经保管款分两次"))
  }

  static func invariantAsksClock(_ word: Expression) -> Diagnostic {
    Diagnostic(
      "Q2167", at: word.range,
      Wording(
        en: "an invariant cannot ask what time it is", zh: "“恒有”不能问此刻是何时"),
      note: Wording(
        en: "it holds between clauses, and there only time moves: it would break by itself",
        zh: "它在条款之间成立，而那时只有时间在走：会自行破裂"),
      help: Wording(
        en: "let a clause keep the moment in a variable, and name that",
        zh: "请由条款用变量记下时刻，再写这一变量"))
  }

  static func propertyAsksClock(_ word: Expression) -> Diagnostic {
    if case .literal(.duration) = word.form { return propertyCountsWorkingDays(word) }
    return Diagnostic(
      "Q2480", at: word.range,
      Wording(
        en: "a property cannot ask what time it is", zh: "“性质”不能问此刻是何时"),
      note: Wording(
        en: "it is about whole lives of the contract, whenever one looks",
        zh: "它说的是合约从头到尾，不论何时去看"),
      help: Wording(
        en: "name what clauses change; of time say `ends within …`",
        zh: "请写条款会改变的量；说时间请用“终于 …”"))
  }

  private static func propertyCountsWorkingDays(_ word: Expression) -> Diagnostic {
    Diagnostic(
      "Q2480", at: word.range,
      Wording(en: "a property cannot count working days", zh: "“性质”不能数工作日"),
      note: Wording(
        en: "another calendar may become known while the contract lives", zh: "合约存续期间日历可能更新"),
      help: Wording(
        en: "count days, with room for holidays: `ends within 14 days`", zh: "请按天计并留出假期：终于 14 天"))
  }
}
