import QiDiagnostics

/// What the checker says of records, lists and books.
extension Diagnostic {
  static func noSuchField(_ field: Name, of record: Name, nearest: [String] = []) -> Diagnostic {
    Diagnostic(
      "Q2013", at: field.range,
      Wording(
        en: "`\(record.text)` has no field `\(field.text)`",
        zh: "“\(record.text)”没有字段“\(field.text)”"),
      help: .didYouMean(nearest)
        ?? Wording(
          en: "fields are those of the `record`, and only records have any",
          zh: "字段写在“单据”中，只有单据才有字段"))
  }

  static func notABook(_ name: Name, _ type: QiType) -> Diagnostic {
    Diagnostic(
      "Q2014", at: name.range,
      Wording(
        en: "`\(name.text)` is \(type.wording.en), not a book",
        zh: "“\(name.text)”是\(type.wording.zh)，不是账簿"),
      help: Wording(
        en: "declare a book: `book paid: money by party max 100`",
        zh: "请写一本账簿：账簿 已付：金额 按 当事方 至多 100"))
  }

  static func notACollection(_ name: Name, _ type: QiType) -> Diagnostic {
    Diagnostic(
      "Q2015", at: name.range,
      Wording(
        en: "there is nothing to look through in `\(name.text)`: it is \(type.wording.en)",
        zh: "“\(name.text)”是\(type.wording.zh)，其中没有可逐项查看的内容"),
      help: Wording(
        en: "name a list, a set or a book; `in` looks for one value, not for a record",
        zh: "请写列表、集合或账簿；“属”只查找单个值，不查找单据"))
  }

  static func notOneValue(_ field: Parameter) -> Diagnostic {
    Diagnostic(
      "Q2106", at: field.type.range,
      Wording(en: "a field is one value", zh: "字段只能是单个值"),
      help: Wording(
        en: "give the record a field for each of its parts", zh: "请为每一部分各写一个字段"))
  }

  static func emptyRecord(_ name: Name) -> Diagnostic {
    Diagnostic(
      "Q2111", at: name.range,
      Wording(en: "`\(name.text)` says nothing", zh: "“\(name.text)”什么也没有记"),
      help: Wording(
        en: "give it a field: `worker: party`", zh: "请写一个字段：工人：当事方"))
  }

  static func totalOfNoNumbers(_ book: Name, _ kept: QiType) -> Diagnostic {
    Diagnostic(
      "Q2400", at: book.range,
      Wording(
        en: "`\(book.text)` keeps no money and no integers: there is no total of it",
        zh: "“\(book.text)”所记既非金额也非整数，没有合计"),
      here: kept.wording,
      help: Wording(
        en: "go through it: `for each key, value in \(book.text) { … }`",
        zh: "请逐项处理：逐一 键，值 于 \(book.text) ｛ … ｝"))
  }

  static func oneNameOnly(_ name: Name, _ type: QiType) -> Diagnostic {
    Diagnostic(
      "Q2108", at: name.range,
      Wording(
        en: "only books have something under each key; this is \(type.wording.en)",
        zh: "只有账簿的每个键下才有数值；这里是\(type.wording.zh)"),
      help: Wording(
        en: "take one name, and its fields as in `w.amount`", zh: "请只用一个名称，字段写作 w.amount"))
  }

  static func arrowInLoop(_ target: Name) -> Diagnostic {
    Diagnostic(
      "Q2207", at: target.range,
      Wording(
        en: "a `for each` cannot lead on to `\(target.text)`", zh: "“逐一”之内不能进入“\(target.text)”"),
      note: Wording(
        en: "the clause would end among them, with the others not done",
        zh: "否则条款会半途结束，其余各项未处理"),
      help: Wording(
        en: "note in a variable what was met, and lead on behind the `for each`",
        zh: "请用变量记下结果，在“逐一”之后再进入"))
  }

  static func runsTooLong(_ contract: Name, steps: Int, most: Int) -> Diagnostic {
    Diagnostic(
      "Q2208", at: contract.range,
      Wording(
        en: "a clause of it could take \(steps) steps; \(most) is the most",
        zh: "其中一条款可能需要 \(steps) 步，至多 \(most) 步"),
      note: Wording(
        en:
          "a `for each` counts for the whole length of its list, and so does looking through one",
        zh: "“逐一”之内的语句按列表全长计步，查找一次列表也按全长计"),
      help: Wording(
        en: "make lists and books shorter with `max`, or a clause do less",
        zh: "请用“至多”缩短列表和账簿，或让条款少做一些"))
  }

  static func writesTooMuch(_ contract: Name, effects: Int, most: Int) -> Diagnostic {
    Diagnostic(
      "Q2209", at: contract.range,
      Wording(
        en: "a clause of it could make \(effects) postings and notes; \(most) are the most",
        zh: "其中一条款可能产生 \(effects) 条分录行与附注，至多 \(most) 条"),
      note: Wording(
        en: "a payment is two postings, and a receipt has room for so many",
        zh: "一笔支付为两条分录行，回执只容得下这么多"),
      help: Wording(
        en: "make lists and books shorter with `max`, or add up what goes to one and pay it once",
        zh: "请用“至多”缩短列表和账簿，或先合计再一次支付"))
  }

  static func arrowOut(of block: Checker.ClosedBlock, _ target: Name) -> Diagnostic {
    switch block {
    case .attempt: arrowInTry(target)
    case .loop: arrowInLoop(target)
    }
  }
}
