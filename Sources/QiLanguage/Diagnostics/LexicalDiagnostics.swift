import QiDiagnostics

/// What the lexer has to say: Q1001 to Q1099.
extension Diagnostic {
  static func sourceTooLong(_ bytes: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1001", at: range,
      Wording(
        en: "the source is \(bytes) bytes long; at most \(Lexer.maximumBytes) are read",
        zh: "源文件有 \(bytes) 字节，最多读取 \(Lexer.maximumBytes) 字节"),
      help: Wording(
        en: "split it into several files; one contract or scenario a file reads best",
        zh: "请拆成几个文件；一个文件写一份合约或一个情景最易读"))
  }

  static func notUTF8(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1002", at: range,
      Wording(en: "the text is not UTF-8 from here on", zh: "从这里起不是 UTF-8 文本"),
      help: Wording(
        en: "save the file as UTF-8; a file in GBK must be converted first",
        zh: "请将文件存为 UTF-8；GBK 文件须先转换"))
  }

  static func hiddenCharacter(_ scalar: Unicode.Scalar, at range: SourceRange) -> Diagnostic {
    let code = codePoint(scalar)
    return Diagnostic(
      "Q1003", at: range,
      Wording(
        en: "the character \(code) cannot be seen, or turns the text around",
        zh: "字符 \(code) 不可见，或会改变文字的方向"),
      note: Wording(
        en: "what is signed must read the same to everybody",
        zh: "所签的文字，每个人读到的必须一样"),
      help: Wording(en: "delete it", zh: "请删去它"))
  }

  static func unknownCharacter(_ text: String, at range: SourceRange) -> Diagnostic {
    if let scalar = text.unicodeScalars.first, scalar.properties.generalCategory == .spaceSeparator
    {
      return otherSpace(scalar, at: range)
    }
    return Diagnostic(
      "Q1004", at: range,
      Wording(en: "`\(text)` is no part of the language", zh: "语言中没有“\(text)”"),
      help: Wording(
        en: "names are made of letters, digits, `_` and Han characters",
        zh: "名称由字母、数字、下划线和汉字组成"))
  }

  private static func otherSpace(_ scalar: Unicode.Scalar, at range: SourceRange) -> Diagnostic {
    let code = codePoint(scalar)
    return Diagnostic(
      "Q1004", at: range,
      Wording(
        en: "the space \(code) is no part of the language", zh: "语言中没有空格 \(code)"),
      help: Wording(en: "write a plain space, U+0020", zh: "请用普通空格 U+0020"))
  }

  static func unterminatedText(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1005", at: range,
      Wording(en: "the text does not end on its line", zh: "文字没有在本行结束"),
      help: Wording(en: "close it with `\"`", zh: "请以 ” 结束"))
  }

  static func tooManyDecimals(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1006", at: range,
      Wording(en: "money is counted in whole fen", zh: "金额以整分计"),
      help: Wording(en: "write at most two decimals", zh: "最多写两位小数"))
  }

  static func moneyTooLarge(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1007", at: range,
      Wording(
        en: "the sum is larger than a wallet can count",
        zh: "金额超出可记的范围"),
      note: Wording(
        en: "the largest sum is ¥92,233,720,368,547,758.07, 2^63 − 1 fen",
        zh: "最大金额为 ¥92,233,720,368,547,758.07，即 2^63 − 1 分"))
  }

  static func noSuchDate(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1008", at: range,
      Wording(en: "the calendar has no such day", zh: "没有这一天"),
      help: Wording(
        en: "a date is year-month-day, 1970 to 9999: `2026-03-31`",
        zh: "日期写作年-月-日，1970 至 9999 年：2026-03-31"))
  }

  static func noSuchTime(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1009", at: range,
      Wording(en: "the clock has no such time", zh: "没有这一时刻"),
      help: Wording(
        en: "a time runs from 00:00 to 23:59:59; the end of a day is `end of` the day",
        zh: "时刻从 00:00 到 23:59:59；一日之终写作“至日终”"))
  }

  static func noSuchDayOfYear(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1140", at: range,
      Wording(en: "no year has such a day", zh: "哪一年都没有这一天"),
      help: Wording(
        en: "a day of every year is month-day: `06-30`", zh: "每年的一天写作月-日：06-30"))
  }

  static func integerTooLarge(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1010", at: range,
      Wording(en: "the number is too large", zh: "数字太大"),
      note: Wording(
        en: "whole numbers go up to 9,223,372,036,854,775,807",
        zh: "整数最大为 9,223,372,036,854,775,807"))
  }

  /// Of money, of a rate, or of what a unit counts.
  static func decimalNumber(counts: Bool, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1011", at: range,
      Wording(en: "a plain number has no decimals", zh: "数字不带小数"),
      help: counts
        ? Wording(en: "count in a smaller unit: `12 hours`", zh: "请用更小的单位：12 小时")
        : Wording(
          en: "for money write `¥1.50` or 1.50元, for a part or a multiple `150%`",
          zh: "若是金额，请写 ¥1.50 或 1.50元；若是比例或倍数，请写 150%"))
  }

  static func yuanWithoutNumber(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1012", at: range,
      Wording(en: "`¥` stands without a number", zh: "¥ 后面没有数字"),
      help: Wording(en: "write `¥1,234.56`", zh: "写作 ¥1,234.56"))
  }

  static func badGrouping(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1013", at: range,
      Wording(en: "a comma in a sum groups three digits", zh: "金额中的逗号每三位一分"),
      help: Wording(
        en: "write `¥1,234,567.00`, or no commas; between two values put a space after the comma",
        zh: "写作 ¥1,234,567.00，或不写逗号；两个值之间的逗号后请留空格"))
  }

  static func wideGrouping(write meant: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1013", at: range,
      Wording(en: "a full-width comma groups no digits", zh: "全角逗号不用于数字分节"),
      help: Wording(en: "write `\(meant)`", zh: "请写 \(meant)"))
  }

  static func mistakenUnit(
    _ unit: String, write written: Wording, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      "Q1015", at: range,
      Wording(
        en: "a quantity is not written with `\(unit)` in this way", zh: "数量不能这样写“\(unit)”"),
      note: Wording(
        en: "units are seconds, minutes, hours, days, working days, months and years; 元, 万元 and "
          + "亿元 stand right behind the number",
        zh: "单位有秒、分、小时、天、工作日、个月、年；元、万元、亿元紧接数字，不留空格"),
      help: Wording(en: "write \(written.en)", zh: "请写 \(written.zh)"))
  }

  static func otherForm(_ written: String, plain: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1016", at: range,
      Wording(
        en: "`\(written)` is written `\(plain)` in this language",
        zh: "“\(written)”在本语言中写作 \(plain)"),
      help: Wording(en: "write `\(plain)`", zh: "请写 \(plain)"))
  }

  static func otherDate(
    _ plain: String, for written: String, at range: SourceRange
  ) -> Diagnostic {
    let sign = Wording(
      en: "a difference or a quotient has spaces around its sign: `2026 - 5 - 31`",
      zh: "若是相减或相除，请在符号两边留空格：2026 - 5 - 31")
    return Diagnostic(
      "Q1017", at: range,
      Wording(en: "this is not how dates and times are written", zh: "日期和时刻不这样写"),
      note: written.contains { $0 == "-" || $0 == "/" } ? sign : nil,
      help: Wording(en: "write `\(plain)`", zh: "请写 \(plain)"))
  }

  static func groupedNumber(_ written: String, at range: SourceRange) -> Diagnostic {
    let plain = written.replacing(",", with: "_")
    let sum = Wording(
      en: "a sum of money is written `¥\(written)`", zh: "金额写作 ¥\(written)")
    return Diagnostic(
      "Q1019", at: range,
      Wording(
        en: "commas group the digits of sums of money, not of numbers",
        zh: "逗号只用于金额的数字分节，不用于数目"),
      help: plain.contains(".")
        ? sum : Wording(en: "write `\(plain)`; \(sum.en)", zh: "请写 \(plain)；\(sum.zh)"))
  }

  static func leadingZero(_ plain: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1018", at: range,
      Wording(en: "a number does not begin with 0", zh: "数字不以 0 开头"),
      help: Wording(
        en: "write `\(plain)`; a date is written `2026-05-31`, a time `09:00`",
        zh: "请写 \(plain)；日期写作 2026-05-31，时刻写作 09:00"))
  }

  static func badQuotedName(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q1014", at: range,
      Wording(en: "the name in backticks is not one", zh: "反引号中不是一个名称"),
      help: Wording(
        en: "letters, digits, `_` and Han characters, closed on its line",
        zh: "用字母、数字、下划线和汉字，并在本行以反引号结束"))
  }
}

/// `U+00A0`.
private func codePoint(_ scalar: Unicode.Scalar) -> String {
  let code = String(scalar.value, radix: 16, uppercase: true)
  return "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
}
