/// The two languages people are spoken to in. Keys and codes never change with it.
public enum Language: String, CaseIterable, Sendable {
  case en, zh
}

/// One thing said in both languages. Where they are written is where they are kept in step.
public struct Wording: Hashable, Sendable {
  public let en: String
  public let zh: String

  public init(en: String, zh: String) {
    self.en = en
    self.zh = zh
  }

  /// The same in both languages: a name, a code, a number.
  public init(_ both: String) { self.init(en: both, zh: both) }

  public subscript(language: Language) -> String {
    switch language {
    case .en: en
    case .zh: zh
    }
  }
}

extension Wording {
  /// Nil where nothing is near.
  public static func didYouMean(_ nearest: [String]) -> Wording? {
    if nearest.isEmpty { return nil }
    let names = either(nearest.map { Wording(en: "`\($0)`", zh: "“\($0)”") })
    return Wording(en: "did you mean \(names.en)?", zh: "是否为\(names.zh)？")
  }

  /// "a, b or c": of one, it alone.
  public static func either(_ choices: [Wording]) -> Wording {
    guard let last = choices.last, choices.count > 1 else { return choices.first ?? Wording("") }
    return Wording(
      en: choices.dropLast().map(\.en).joined(separator: ", ") + " or " + last.en,
      zh: choices.dropLast().map(\.zh).joined(separator: "、") + "或" + last.zh)
  }

  /// "a, b, c".
  public static func joined(_ parts: [Wording]) -> Wording {
    Wording(
      en: parts.map(\.en).joined(separator: ", "), zh: parts.map(\.zh).joined(separator: "，"))
  }

  /// One behind the other, in each language.
  public static func + (a: Wording, b: Wording) -> Wording {
    Wording(en: a.en + b.en, zh: a.zh + b.zh)
  }
}
