import QiDiagnostics
import QiLanguage
import QiValues
import YuanqiKit

/// Values as written in a scenario, by the type they should have.
extension GivenValue {
  /// As the contract takes it; `actor` finds wallets by name. What does not fit the type comes out
  /// as something else that does not, for the contract to refuse.
  func value(as type: SlotType?, actor: (Name) -> ActorNumber) -> Value {
    switch form {
    case .value(.text(let text)):
      // Anything else is what the contract refuses.
      guard type == .scalar(.digest), let digest = Digest(hexadecimal: text) else {
        return .text(text)
      }
      return .digest(digest)
    // A date widens to a time, as it does in a contract.
    case .value(.date(let day)) where type == .scalar(.time):
      return .time(Instant(startOf: day))
    case .value(let value): return value
    case .digest(let rule, let values):
      return .digest(rule.digest(of: values.map { $0.value(as: nil, actor: actor) }))
    case .name(let name):
      if case .choice? = type { return .choice(name.text) }
      return .party(actor(name))
    case .list(let values):
      let element: SlotType? =
        switch type {
        case .list(let element, _)?: element
        case .set(let member, _)?: .scalar(member)
        default: nil
        }
      return .list(values.map { $0.value(as: element, actor: actor) })
    case .record(_, let given):
      guard case .record(let record)? = type else {
        return .record(given.map { $0.value.value(as: nil, actor: actor) })
      }
      let inOrder = GivenValue.inOrder(given, record.fields.map(\.name))
      return .record(
        zip(inOrder, record.fields).map { $0.value(as: $1.type, actor: actor) })
    }
  }

  /// Named values in the order declared; others as they stand.
  static func inOrder(_ given: [Deed.NamedArgument], _ names: [String]) -> [GivenValue] {
    let named = names.compactMap { name in given.first { $0.name?.text == name } }
    return (named.count == given.count ? named : given).map(\.value)
  }

  /// Nil where it is of the type; otherwise what should stand at the first place that is not.
  func misfit(_ type: SlotType) -> (wanted: Wording, range: SourceRange)? {
    switch (form, type) {
    case (.value(let value), .scalar(let wanted)) where value.type == wanted: return nil
    case (.value(.date), .scalar(.time)): return nil
    case (.name, .scalar(.party)): return nil
    case (.name(let name), .choice(let names)) where names.contains(name.text): return nil
    case (.value(.text(let text)), .scalar(.digest)) where Digest(hexadecimal: text) != nil:
      return nil
    case (.digest(_, let values), .scalar(.digest)):
      return values.lazy.compactMap(\.misfitOfDigest).first
    case (.list(let values), .list(let element, let max)) where values.count <= max:
      return values.lazy.compactMap { $0.misfit(element) }.first
    case (.list(let values), .set(let member, let max)) where values.count <= max:
      return values.lazy.compactMap { $0.misfit(.scalar(member)) }.first
    case (.record(let name, let given), .record(let record))
    where name.text == record.name && GivenValue.isWhole(given, record):
      return zip(GivenValue.inOrder(given, record.fields.map(\.name)), record.fields).lazy
        .compactMap { $0.misfit($1.type) }.first
    default: return (type.wording, range)
    }
  }

  /// What is digested is one value each.
  private var misfitOfDigest: (wanted: Wording, range: SourceRange)? {
    switch form {
    case .value, .name: nil
    case .digest(_, let values): values.lazy.compactMap(\.misfitOfDigest).first
    case .list, .record: (Wording(en: "one value", zh: "单个值"), range)
    }
  }

  /// Every field once, all by name or none.
  private static func isWhole(_ given: [Deed.NamedArgument], _ record: SlotType.Record) -> Bool {
    let names = given.compactMap(\.name?.text)
    return given.count == record.fields.count
      && (names.isEmpty || Set(names) == Set(record.fields.map(\.name)))
  }
}

extension SlotType {
  /// What a reader is asked to write.
  var wording: Wording {
    switch self {
    case .scalar(.money): Wording(en: "a sum of money", zh: "金额")
    case .scalar(.rate): Wording(en: "a rate, as in `3.5%`", zh: "比率，如 3.5%")
    case .scalar(.dailyRate):
      Wording(en: "a rate a day, as in `0.05% a day`", zh: "日利率，如 0.05% 每日")
    case .scalar(.date): Wording(en: "a date", zh: "日期")
    case .scalar(.time): Wording(en: "a time", zh: "时刻")
    case .scalar(.boolean): Wording(en: "true or false", zh: "真或假")
    case .scalar(.duration): Wording(en: "a duration, as in `7 days`", zh: "期间，如 7 天")
    case .scalar(.digest):
      Wording(
        en: "a digest, as in `sm3(v)`, or its 64 hexadecimal digits in quotes",
        zh: "摘要，如 sm3（值），或引号中的 64 位十六进制数")
    case .scalar(.text): Wording(en: "a text in quotes", zh: "引号中的文字")
    case .scalar(.party): Wording(en: "a wallet", zh: "钱包")
    case .choice(let names):
      Wording(
        en: names.map { "`\($0)`" }.joined(separator: " or "), zh: names.joined(separator: "或"))
    case .scalar: Wording(en: "a whole number", zh: "整数")
    case .record(let record):
      Wording(
        en: "`\(record.name)(\(record.fields.map(\.name).joined(separator: ", ")))`",
        zh: "\(record.name)（\(record.fields.map(\.name).joined(separator: "、"))）")
    case .list(_, let max):
      Wording(en: "a list of at most \(max), as in `[a, b]`", zh: "至多 \(max) 项的列表，如 [a, b]")
    case .set(_, let max):
      Wording(en: "a set of at most \(max), as in `[a, b]`", zh: "至多 \(max) 项的集合，如 [a, b]")
    case .book: Wording(en: "a book", zh: "账簿")
    }
  }
}
