import QiDiagnostics

/// Every keyword with its spellings, the one table of the lexer. A phrase is one keyword: its words
/// follow each other. Keywords are reserved only where the grammar would otherwise read two ways.
enum Keyword: Int, CaseIterable {
  // A contract.
  case contract, parties, terms, whereBound, holds, ownedBy, variable, start, phase, inPhases, end
  case invariant
  // Its clauses.
  case may, must, within, failingWhich, when, onEndOf, on, after
  // Its statements.
  case pay, from, to, all, choice, attempt, otherwise, note
  // Sharing out.
  case split, next, atMost, remainderTo, remainder, basisPoints
  // Expressions.
  case and, or, not, yes, no, now, today, begun
  // Types.
  case money, integer, date, time, boolean
  // Units.
  case seconds, minutes, hours, days, months, years
  // Scenarios.
  case scenario, use, begin, operatorBank, wallet, personalClass, corporate, at, clock
  case personalFirst, personalSecond, personalThird, personalFourth
  case funded, named, deploy, expect, has, hasUnclaimed, potsHold, isIn, isValue, reject, repeated
  case issue, redeem, claim
  case propose, sign, withdraw, close, hasNotBegun
  // Limits.
  case limits, balance, payment, perDay, perYear, none, confirmed, weak, unconfirmed
  // Records, lists and books.
  case record, key, text, party, listOf, setOf, most, book, by, totalOf, kindOf, membership
  case forEach, among, remove, clear
  case anyone, actor
  // Functions.
  case least, greatest, daysBetween
  // Rates and fractions.
  case rate, roundHalfUp, roundHalfEven, roundDown, roundUp
  // Who sets a clause off, and what is known of a wallet.
  case oracle, states, with, of, opens, closes, kind
  // Orders of courts.
  case freeze, unfreeze, byOrder, until
  case whyNot
  // Properties.
  case property, losesAtMost, receivesAtLeast, onceIn, endsWithin
  // Schedules.
  case every, everyDay, everyWeekOn, everyMonthOn, monthsOnDay, everyYearOn, dayOfMonth
  case monday, tuesday, wednesday, thursday, friday, saturday, sunday
  // Parties of many.
  case each
  // Durations and digests.
  case duration, digest, sm3, sha256
  // Mandates.
  case mandate, upTo, everyWeek, everyMonth, everyYear, under, balanceOf, revoke, payingAtMost
  // Interest.
  case interest, perEveryDay, dailyRate, level
  // What accrues.
  case accrual, accrualAt, accrue, accrueOn, accrueUntil, settled
  // Working days.
  case calendar, holiday, worked, workingDays, toNextWorkingDay, toPreviousWorkingDay
  // Choices, and who may be nobody.
  case oneOf, isNone, isNotNone
  // The built-in end.
  case halted
  // A contract in place of another.
  case carriedOver, replacing

  var english: [String] { Keyword.spellings[rawValue].english }
  var chinese: [String] { Keyword.spellings[rawValue].chinese }

  /// How the keyword is quoted to the reader.
  var quoted: Wording {
    Wording(en: "`\(english.first ?? chinese[0])`", zh: "“\(chinese.first ?? english[0])”")
  }

  private static let spellings: [(english: [String], chinese: [String])] = Keyword.allCases.map {
    switch $0 {
    case .contract: (["contract"], ["合约"])
    case .parties: (["parties"], ["当事人"])
    case .each: (["each"], ["各"])
    case .terms: (["terms"], ["约定"])
    case .whereBound: (["where"], ["要求"])
    case .holds: (["holds"], ["保管"])
    case .ownedBy: (["owned by"], ["属于"])
    case .variable: (["var"], ["变量"])
    case .start: (["start"], ["起始"])
    case .phase: (["phase"], ["阶段"])
    case .inPhases: (["in"], ["在"])
    case .end: (["end"], ["结束"])
    case .invariant: (["invariant"], ["恒有"])
    case .may: (["may"], ["可"])
    case .must: (["must"], ["须"])
    case .within: (["within"], ["限"])
    case .failingWhich: (["failing which"], ["逾期则"])
    case .when: (["when"], ["当"])
    case .onEndOf: (["on end of"], ["至日终"])
    case .on: (["on"], ["至"])
    case .after: (["after"], ["满"])
    case .pay: (["pay"], ["支付"])
    case .from: (["from"], ["从", "自"])
    case .to: (["to"], ["到"])
    case .all: (["all"], ["全部"])
    case .choice: (["if"], ["若"])
    case .attempt: (["try"], ["尝试"])
    case .otherwise: (["else"], ["否则"])
    case .note: (["note"], ["附注"])
    case .split: (["split"], ["分账"])
    case .next: (["then"], ["次之"])
    case .atMost: (["at most"], ["封顶"])
    case .remainderTo: (["remainder to"], ["其余归"])
    case .remainder: (["remainder"], ["其余"])
    case .basisPoints: (["bp"], ["基点"])
    case .and: (["and"], ["且"])
    case .or: (["or"], ["或"])
    case .not: (["not"], ["非"])
    case .yes: (["true"], ["真"])
    case .no: (["false"], ["假"])
    case .now: (["now"], ["此刻"])
    case .today: (["today"], ["今日"])
    case .begun: (["begun"], ["签订时"])
    case .money: (["money"], ["金额"])
    case .integer: (["integer"], ["整数"])
    case .date: (["date"], ["日期"])
    case .time: (["time"], ["时刻"])
    case .boolean: (["boolean"], ["是非"])
    case .seconds: (["seconds", "second"], ["秒"])
    case .minutes: (["minutes", "minute"], ["分"])
    case .hours: (["hours", "hour"], ["小时"])
    case .days: (["days", "day"], ["天"])
    case .months: (["months", "month"], ["个月"])
    case .years: (["years", "year"], ["年"])
    case .scenario: (["scenario"], ["情景"])
    case .use: (["use"], ["引用"])
    case .begin: (["begin"], ["起于"])
    case .operatorBank: (["operator"], ["运营机构"])
    case .wallet: (["wallet"], ["钱包"])
    case .personalClass: (["personal class"], [])
    case .personalFirst: ([], ["个人一类"])
    case .personalSecond: ([], ["个人二类"])
    case .personalThird: ([], ["个人三类"])
    case .personalFourth: ([], ["个人四类"])
    case .corporate: (["corporate"], ["对公"])
    case .at: (["at"], ["于"])
    case .clock: (["at"], ["时至"])
    case .funded: (["funded"], ["存入"])
    case .named: (["let"], ["令"])
    case .deploy: (["deploy"], ["部署"])
    case .expect: (["expect"], ["期望"])
    case .has: (["has"], ["有"])
    case .hasUnclaimed: (["has unclaimed"], ["有待领"])
    case .potsHold: (["holds"], ["保管"])
    case .isIn: (["is"], ["处于"])
    case .isValue: (["is"], ["为"])
    case .reject: (["reject"], ["应拒"])
    case .repeated: (["repeat"], ["重复"])
    case .issue: (["issue"], ["兑出"])
    case .redeem: (["redeem"], ["兑回"])
    case .claim: (["claim"], ["领取"])
    case .propose: (["propose"], ["提议"])
    case .sign: (["sign"], ["签署"])
    case .withdraw: (["withdraw"], ["撤回"])
    case .close: (["close"], ["注销"])
    case .hasNotBegun: (["has not begun"], ["尚未生效"])
    case .limits: (["limits"], ["限额"])
    case .balance: (["balance"], ["余额"])
    case .payment: (["payment"], ["单笔"])
    case .perDay: (["day"], ["每日"])
    case .perYear: (["year"], ["每年"])
    case .none: (["none"], ["无"])
    case .confirmed: (["confirmed"], ["已证实"])
    case .weak: (["weak"], ["弱证"])
    case .unconfirmed: (["unconfirmed"], ["未证实"])
    case .record: (["record"], ["单据"])
    case .key: (["key"], ["主键"])
    case .text: (["text"], ["文字"])
    case .party: (["party"], ["当事方"])
    case .listOf: (["list of"], ["列表"])
    case .setOf: (["set of"], ["集合"])
    case .most: (["max"], ["至多"])
    case .book: (["book"], ["账簿"])
    case .by: (["by"], ["按"])
    case .totalOf: (["total of"], ["合计"])
    case .kindOf: (["kind of"], ["类别"])
    case .membership: (["in"], ["属"])
    case .forEach: (["for each"], ["逐一"])
    case .among: (["in"], ["于"])
    case .remove: (["remove"], ["移除"])
    case .clear: (["clear"], ["清空"])
    case .anyone: (["anyone"], ["任何人"])
    case .actor: (["actor"], ["行动人"])
    case .least: (["min"], ["较小"])
    case .greatest: (["max"], ["较大"])
    case .daysBetween: (["days"], ["天数"])
    case .rate: (["rate"], ["比率"])
    case .roundHalfUp: (["rounding half up"], ["四舍五入"])
    case .roundHalfEven: (["rounding half even"], ["四舍六入"])
    case .roundDown: (["rounding down"], ["舍去"])
    case .roundUp: (["rounding up"], ["进位"])
    case .oracle: (["oracle"], ["见证方"])
    case .states: (["states", "state"], ["证明"])
    case .with: (["with"], ["会同"])
    case .of: (["of"], ["方同意"])
    case .opens: (["from"], ["起"])
    case .closes: (["before"], ["止"])
    case .kind: (["kind"], ["类别"])
    case .freeze: (["freeze"], ["冻结"])
    case .unfreeze: (["unfreeze"], ["解冻"])
    case .byOrder: (["by order"], ["依令"])
    case .until: (["until"], ["直到"])
    case .whyNot: (["why not"], ["为何不能"])
    case .property: (["property"], ["性质"])
    case .losesAtMost: (["loses at most"], ["至多损失"])
    case .receivesAtLeast: (["receives at least"], ["至少收到"])
    case .onceIn: (["once in"], ["一旦进入"])
    case .endsWithin: (["ends within"], ["终于"])
    case .every: (["every"], ["每"])
    case .everyDay: (["every day"], ["每日"])
    case .everyWeekOn: (["every week on"], ["每周逢"])
    case .everyMonthOn: (["every month on day"], ["每月逢"])
    case .monthsOnDay: (["months on day", "month on day"], ["个月逢"])
    case .everyYearOn: (["every year on"], ["每年逢"])
    case .dayOfMonth: ([], ["日"])
    case .monday: (["Monday"], ["周一"])
    case .tuesday: (["Tuesday"], ["周二"])
    case .wednesday: (["Wednesday"], ["周三"])
    case .thursday: (["Thursday"], ["周四"])
    case .friday: (["Friday"], ["周五"])
    case .saturday: (["Saturday"], ["周六"])
    case .sunday: (["Sunday"], ["周日"])
    case .duration: (["duration"], ["期间"])
    case .digest: (["digest"], ["摘要"])
    case .sm3: (["sm3"], ["sm3"])
    case .sha256: (["sha256"], ["sha256"])
    case .mandate: (["mandate"], ["授权"])
    case .upTo: (["up to"], ["不超过"])
    case .everyWeek: (["every week"], ["每周"])
    case .everyMonth: (["every month"], ["每月"])
    case .everyYear: (["every year"], ["每年"])
    case .under: (["under"], ["依"])
    case .balanceOf: (["balance of"], ["余额"])
    case .revoke: (["revoke"], ["撤回"])
    case .payingAtMost: (["paying at most"], ["至多支付"])
    case .interest: (["interest"], ["利息"])
    case .perEveryDay: (["a day"], ["每日"])
    case .dailyRate: (["rate a day"], ["日利率"])
    case .level: (["level"], ["等额"])
    case .accrual: (["accrual"], ["应计"])
    case .accrualAt: (["at"], ["按"])
    case .accrue: (["accrue"], ["计提"])
    case .accrueOn: (["on"], ["按"])
    case .accrueUntil: (["until"], ["至", "直到"])
    case .settled: (["settled"], ["已计"])
    case .calendar: (["calendar"], ["日历"])
    case .holiday: (["holiday"], ["放假"])
    case .worked: (["worked"], ["上班"])
    case .workingDays: (["working days", "working day"], ["工作日", "个工作日"])
    case .toNextWorkingDay: (["moved to the next working day"], ["顺延至下一工作日"])
    case .toPreviousWorkingDay: (["moved to the previous working day"], ["提前至上一工作日"])
    case .oneOf: (["one of"], ["之一"])
    case .isNone: (["is none"], ["为无"])
    case .isNotNone: (["is not none"], ["不为无"])
    case .halted: (["Halted"], ["已中止"])
    case .carriedOver: (["carried over"], ["承接"])
    case .replacing: (["replacing"], ["替换"])
    }
  }
}

/// Numbers the distinct words of the keyword table, so that the parser compares numbers, not text.
struct KeywordWords: Sendable {
  /// 0 is a word that no keyword uses.
  typealias Word = UInt16

  static let shared = KeywordWords()

  struct Spelling: Sendable {
    let first: Word
    let others: [Word]
  }

  private let words: [String: Word]
  /// By keyword.
  let spellings: [[Spelling]]

  private init() {
    var words: [String: Word] = [:]
    spellings = Keyword.allCases.map { keyword in
      (keyword.english + keyword.chinese).map { spelling in
        let parts = spelling.split(separator: " ").map { part -> Word in
          let word = words[String(part)] ?? Word(words.count + 1)
          words[String(part)] = word
          return word
        }
        return Spelling(first: parts[0], others: Array(parts.dropFirst()))
      }
    }
    self.words = words
  }

  func word(_ text: String) -> Word { words[text] ?? 0 }
}
