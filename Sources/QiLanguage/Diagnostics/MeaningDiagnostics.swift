import QiDiagnostics

/// What is sound and surely not meant, all warnings: Q2500 to Q2519.
extension Diagnostic {
  static func constantCondition(_ condition: Expression, behind word: Keyword) -> Diagnostic {
    Diagnostic(
      "Q2500", .warning, at: condition.range,
      Wording(
        en: "this condition is always the same: nothing in it can change",
        zh: "这个条件永远一样：其中没有会变的内容"),
      help: Wording(
        en: "leave out the \(word.quoted.en), or ask a term, a variable, a pot or an argument",
        zh: "请删去\(word.quoted.zh)，或改问约定、变量、保管款或参数"))
  }

  static func neverComes(at range: SourceRange, first: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q2501", .warning, at: range,
      Wording(
        en: "this moment never comes: time has led on before",
        zh: "永远等不到这一刻：此前时间已使其进入别的阶段"),
      labels: [.init(first, Wording(en: "then the phase is left", zh: "届时已离开本阶段"))],
      help: Wording(en: "make it sooner, or leave it out", zh: "请提前，或删去"))
  }

  static func tightSum(_ sum: String, at range: SourceRange, beside comma: SourceRange)
    -> Diagnostic
  {
    let plain = sum.filter { $0 != "," }
    return Diagnostic(
      "Q2502", .warning, at: range,
      Wording(
        en: "the comma in `\(sum)` groups digits, and looks like the one between two values",
        zh: "“\(sum)”中的逗号用于分节，却与两个值之间的逗号看来一样"),
      labels: [.init(comma, Wording(en: "this one parts values", zh: "这个逗号分隔两个值"))],
      help: Wording(
        en: "write `\(plain)`, or a space behind the commas between values, as `yuanqi fmt` does",
        zh: "请写 \(plain)，或在值之间的逗号后空一格，yuanqi fmt 即如此排版"))
  }

  static func strangersBook(_ book: Name) -> Diagnostic {
    Diagnostic(
      "Q2503", .warning, at: book.range,
      Wording(
        en: "a stranger could fill `\(book.text)`, and leave no room for others",
        zh: "陌生人可以填满“\(book.text)”，使他人无处可记"),
      help: Wording(
        en: "say who may: `when actor in …`, `when kind of actor == …`; or take a sum from whoever "
          + "enters, with a least amount",
        zh: "请写明谁可以：当 行动人 属 …，或 当 类别 行动人 == …；或向进入者收取一笔有下限的款项"))
  }
}
