import QiDiagnostics

/// What is said of pots of many, of splits by a book, and of groups: Q1150 on, and Q2460 on.
extension Diagnostic {
  static func potOfManyWhole(_ pot: Name) -> Diagnostic {
    Diagnostic(
      "Q2460", at: pot.range,
      Wording(
        en: "whose money in `\(pot.text)`? it is a pot of many",
        zh: "“\(pot.text)”是分户保管款，请写明是谁的"),
      help: Wording(
        en: "name whose, as in `\(pot.text)[p]`; for all of them `for each p in \(pot.text) { … }`",
        zh: "请写明是谁的，如 \(pot.text)[某]；指全部的，请用“逐一 某 于 \(pot.text)”"))
  }

  static func notAPotOfMany(_ name: Name, _ what: Wording) -> Diagnostic {
    Diagnostic(
      "Q2461", at: name.range,
      Wording(
        en: "`\(name.text)` is \(what.en), not a pot of many",
        zh: "“\(name.text)”是\(what.zh)，不是分户保管款"),
      note: Wording(
        en: "a book keeps figures and no money; a pot of one owner takes no bracket",
        zh: "账簿只记数，不保管款项；只有一个所有人的保管款不带方括号"),
      help: Wording(
        en: "declare it so: `holds stakes by party max 100`",
        zh: "请这样写：保管 份款 按 当事方 至多 100"))
  }

  static func notByParty(_ name: Name, _ type: QiType) -> Diagnostic {
    var (en, zh) = (type.wording.en, type.wording.zh)
    if case .book(let value, let key, _) = type {
      (en, zh) =
        key == .party
        ? ("a book that keeps \(value.wording.en)", "记\(value.wording.zh)的账簿")
        : ("a book by \(key.wording.en)", "按\(key.wording.zh)记的账簿")
    }
    return Diagnostic(
      "Q2463", at: name.range,
      Wording(
        en: "nobody is paid by `\(name.text)`: it is \(en)",
        zh: "“\(name.text)”是\(zh)，不能据以分给各人"),
      help: Wording(
        en: "name a book of money or integers `by party`, or a pot of many",
        zh: "请写“按 当事方”记金额或整数的账簿，或分户保管款"))
  }

  static func shareBesideBook(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1151", at: range,
      Wording(en: "the book says who has what", zh: "各人的份额由账簿决定"),
      note: Wording(
        en: "only the odd fen are left to share out", zh: "此处只余下取整剩余的分"),
      help: Wording(
        en: "leave the rate out, or split the sum before, by way of a pot",
        zh: "请删去比率，或先经保管款分一次"))
  }

  static func groupSignsTogether(_ group: Name) -> Diagnostic {
    Diagnostic(
      "Q2464", at: group.range,
      Wording(
        en: "how many of `\(group.text)`? it is a role of many",
        zh: "“\(group.text)”有多位成员，须写明几位同意"),
      help: Wording(
        en: "say how many: `2 of (…, \(group.text)) may …`, where each member counts once",
        zh: "请写明几方：2 方同意（…、\(group.text)）可 …，每位成员计一方"))
  }

  static func potIsWritten(_ pot: Name) -> Diagnostic {
    Diagnostic(
      "Q2462", at: pot.range,
      Wording(
        en: "what `\(pot.text)` holds is money, and moves only by `pay` and `split`",
        zh: "“\(pot.text)”中是款项，只能以“支付”或“分账”移动"),
      help: Wording(
        en: "say where it goes: `pay all from \(pot.text)[p] to p`",
        zh: "请写明去处：支付 全部 从 \(pot.text)[某] 到 某"))
  }
}
