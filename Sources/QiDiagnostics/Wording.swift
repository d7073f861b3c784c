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
  /// One behind the other, in each language.
  public static func + (a: Wording, b: Wording) -> Wording {
    Wording(en: a.en + b.en, zh: a.zh + b.zh)
  }
}
