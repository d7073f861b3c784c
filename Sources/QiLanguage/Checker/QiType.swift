import QiBytecode
import QiDiagnostics
import QiValues

/// What an expression is. Durations keep their unit where it is known: months never mix with the
/// others.
indirect enum QiType: Hashable {
  case money, integer, date, time, boolean, party, text, digest, oracle, mandate
  case record(Record)
  case list(QiType, max: Int)
  case set(QiType, max: Int)
  case book(of: QiType, by: QiType, max: Int)
  /// A pot of many: money by party.
  case pots(max: Int)
  /// Without a unit where it only comes with the terms or an act.
  case duration(Duration.Unit?)
  /// Already reported; fits everywhere, so that one mistake gives one error.
  case unknown
  case rate
  /// One of these names.
  case choice([String])
  /// A party, or nobody.
  case partyOrNone
  /// `none` itself.
  case nothing
  /// What is not yet rounded, of fen or of numbers.
  case fraction(ofMoney: Bool)
  /// So much for every day.
  case dailyRate
  /// A fraction for every day, which wants to be multiplied by days.
  case daily(ofMoney: Bool)
  /// What `level` gives until it is rounded: no fraction has room for it.
  case instalment

  struct Record: Hashable {
    struct Field: Hashable {
      let name: String
      let type: QiType
    }

    let name: String
    let fields: [Field]
    /// Places of the fields that no two of a list share.
    let key: [Int]
  }

  init(_ kind: ValueKind) {
    switch kind {
    case .money: self = .money
    case .integer: self = .integer
    case .rate: self = .rate
    case .dailyRate: self = .dailyRate
    case .date: self = .date
    case .time: self = .time
    case .duration: self = .duration(nil)
    case .boolean: self = .boolean
    case .text: self = .text
    case .digest: self = .digest
    case .party: self = .party
    }
  }

  init(_ value: Value) {
    switch value {
    case .money: self = .money
    case .integer: self = .integer
    case .rate: self = .rate
    case .dailyRate: self = .dailyRate
    case .date: self = .date
    case .time: self = .time
    case .duration(let duration): self = .duration(duration.unit)
    case .boolean: self = .boolean
    case .text: self = .text
    case .digest: self = .digest
    case .nobody: self = .nothing
    case .choice, .list, .record: self = .unknown
    case .party: self = .party
    }
  }

  /// The type of the one register it takes; nil where it takes none, or several.
  var valueType: ValueType? {
    switch self {
    case .money: .money
    case .integer: .integer
    case .rate: .rate
    case .dailyRate: .dailyRate
    case .date: .date
    case .time: .time
    case .boolean: .boolean
    case .party: .party
    case .text: .text
    case .duration: .duration
    case .digest: .digest
    case .choice: .choice
    case .partyOrNone: .party
    case .record, .list, .set, .book, .pots, .fraction, .daily, .instalment, .oracle, .mandate,
      .nothing, .unknown:
      nil
    }
  }

  var wording: Wording {
    switch self {
    case .money: Wording(en: "money", zh: "金额")
    case .integer: Wording(en: "an integer", zh: "整数")
    case .rate: Wording(en: "a rate", zh: "比率")
    case .fraction(true): Wording(en: "money not rounded", zh: "未取整的金额")
    case .fraction(false): Wording(en: "a fraction", zh: "分数")
    case .dailyRate: Wording(en: "a rate a day", zh: "日利率")
    case .daily(true): Wording(en: "money a day", zh: "每日的金额")
    case .daily(false): Wording(en: "a fraction a day", zh: "每日的分数")
    case .instalment: Wording(en: "an instalment not rounded", zh: "未取整的等额")
    case .date: Wording(en: "a date", zh: "日期")
    case .time: Wording(en: "a time", zh: "时刻")
    case .boolean: Wording(en: "true or false", zh: "是非")
    case .party: Wording(en: "a party", zh: "当事人")
    case .text: Wording(en: "a text", zh: "文字")
    case .digest: Wording(en: "a digest", zh: "摘要")
    case .choice(let names):
      Wording(
        en: "one of \(names.joined(separator: ", "))", zh: "\(names.joined(separator: "、"))之一")
    case .partyOrNone: Wording(en: "a party or none", zh: "当事人或无")
    case .nothing: Wording(en: "none", zh: "无")
    case .oracle: Wording(en: "an oracle", zh: "见证方")
    case .mandate: Wording(en: "a mandate", zh: "授权")
    case .record(let record): Wording(en: "a record `\(record.name)`", zh: "单据“\(record.name)”")
    case .list: Wording(en: "a list", zh: "列表")
    case .set: Wording(en: "a set", zh: "集合")
    case .book: Wording(en: "a book", zh: "账簿")
    case .pots: Wording(en: "a pot of many", zh: "分户保管款")
    case .duration(.seconds): Wording(en: "hours or seconds", zh: "小时或秒")
    case .duration(.days): Wording(en: "days", zh: "天数")
    case .duration(.workingDays): Wording(en: "working days", zh: "工作日数")
    case .duration(nil): Wording(en: "a duration", zh: "期间")
    case .duration(.months): Wording(en: "months", zh: "月数")
    case .unknown: Wording(en: "unknown", zh: "未知")
    }
  }

  /// What arithmetic gives, where both sides may meet. `date − date` and money times money may not.
  static func result(_ operation: Expression.Arithmetic, _ a: QiType, _ b: QiType) -> QiType? {
    switch (operation, a, b) {
    case (_, .unknown, _), (_, _, .unknown): .unknown
    case (.add, .date, .duration(let unit)), (.subtract, .date, .duration(let unit)):
      unit == .seconds ? nil : .date
    case (.add, .time, .duration(let unit)), (.subtract, .time, .duration(let unit)):
      unit == .workingDays ? nil : .time
    case (.add, .duration, .date), (.add, .duration, .time): result(.add, b, a)
    default: exact(operation, a, b)
    }
  }

  /// Of money and numbers. What may not come out whole is a fraction.
  private static func exact(
    _ operation: Expression.Arithmetic, _ a: QiType, _ b: QiType
  ) -> QiType? {
    guard let left = a.isOfMoney, let right = b.isOfMoney else { return nil }
    if a.isDaily || b.isDaily { return daily(operation, a, b) }
    switch operation {
    case .add, .subtract:
      guard left == right else { return nil }
      return a == b ? a : .fraction(ofMoney: left)
    case .multiply:
      if left && right { return nil }
      let areWhole = [a, b].allSatisfy { $0 == .money || $0 == .integer }
      if areWhole { return left || right ? .money : .integer }
      return .fraction(ofMoney: left || right)
    case .divide:
      return right && !left ? nil : .fraction(ofMoney: left && !right)
    }
  }

  /// Where a side is for every day: a whole number counts its days, and what both are for every day
  /// falls out of their quotient.
  private static func daily(
    _ operation: Expression.Arithmetic, _ a: QiType, _ b: QiType
  ) -> QiType? {
    let (left, right) = (a.isOfMoney == true, b.isOfMoney == true)
    switch operation {
    case .add, .subtract:
      guard left == right, a.isDaily, b.isDaily else { return nil }
      return a == b ? a : .daily(ofMoney: left)
    case .multiply:
      if left && right || a.isDaily && b.isDaily { return nil }
      let countsDays = a == .integer || b == .integer
      return countsDays ? .fraction(ofMoney: left || right) : .daily(ofMoney: left || right)
    case .divide:
      if right && !left || !a.isDaily { return nil }
      let ofMoney = left && !right
      return b.isDaily ? .fraction(ofMoney: ofMoney) : .daily(ofMoney: ofMoney)
    }
  }

  /// What registers keep as a fraction.
  var isFraction: Bool {
    switch self {
    case .fraction, .daily: true
    default: false
    }
  }

  var isDaily: Bool {
    switch self {
    case .dailyRate, .daily: true
    default: false
    }
  }

  /// Nil for what is neither money nor a number.
  var isOfMoney: Bool? {
    switch self {
    case .money: true
    case .integer, .rate, .dailyRate: false
    case .fraction(let ofMoney), .daily(let ofMoney): ofMoney
    default: nil
    }
  }

  /// Whether the two may be compared; a date widens to a time.
  func isComparable(with other: QiType, ordered: Bool) -> Bool {
    switch (self, other) {
    case (.unknown, _), (_, .unknown), (.date, .time), (.time, .date): true
    case (.money, .money), (.integer, .integer), (.date, .date), (.time, .time): true
    case (.rate, .rate), (.dailyRate, .dailyRate): true
    case (.fraction, _), (_, .fraction), (.daily, _), (_, .daily):
      isOfMoney != nil && isOfMoney == other.isOfMoney && isDaily == other.isDaily
    case (.choice, .choice): self == other && !ordered
    case (.duration(let a), .duration(let b)): a == nil || b == nil || a == b
    case (.boolean, .boolean), (.party, .party), (.text, .text), (.digest, .digest): !ordered
    default: false
    }
  }

  /// Whether the other may stand where this is wanted; a date widens to a time.
  func accepts(_ given: QiType) -> Bool {
    switch (self, given) {
    case (.unknown, _), (_, .unknown), (.time, .date), (.duration(nil), .duration): true
    case (.partyOrNone, .party), (.partyOrNone, .nothing): true
    default: self == given
    }
  }

  /// Where nothing is kept of it, it is zero.
  var readsZero: Bool { self == .money || self == .integer }
}

extension QiType {
  /// How it lies in registers; nil for what is never kept.
  var slot: SlotType? {
    switch self {
    case .record(let record):
      .record(
        .init(
          name: record.name,
          fields: record.fields.map {
            .init(name: $0.name, type: $0.type.slot ?? .scalar(.integer))
          }, key: record.key))
    case .list(let element, let max): element.slot.map { .list(of: $0, max: max) }
    case .set(let element, let max): element.valueType.map { .set(of: $0, max: max) }
    case .book(let value, let key, let max):
      .book(of: value.valueType ?? .integer, by: key.valueType ?? .integer, max: max)
    case .choice(let names): .choice(names)
    case .pots(let max): .set(of: .party, max: max)
    default: valueType.map(SlotType.scalar)
    }
  }
}

extension QiType {
  /// What a fraction becomes once it is rounded; what is whole stays.
  var whole: QiType {
    switch self {
    case .fraction(let ofMoney): ofMoney ? .money : .integer
    case .instalment: .money
    default: self
    }
  }
}
