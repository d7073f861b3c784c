import QiDiagnostics
import QiLanguage
import QiValues

/// What is wrong with those a scenario names: Q3035 to Q3037.
extension Diagnostic {
  static func ownsNothing(_ name: Name) -> Diagnostic {
    let short = name.text.truncated(to: 64)
    return Diagnostic(
      "Q3035", at: name.range,
      Wording(
        en: "`\(short)` is an oracle, which owns nothing and keeps no wallets",
        zh: "“\(short)”是见证方，不拥有也不开立钱包"),
      help: Wording(
        en: "name a wallet, or an operator where a wallet is opened",
        zh: "请写钱包；开立钱包处请写运营机构"))
  }

  static func notAnOracle(_ name: Name) -> Diagnostic {
    let short = name.text.truncated(to: 64)
    return Diagnostic(
      "Q3036", at: name.range,
      Wording(en: "`\(short)` is not an oracle", zh: "“\(short)”不是见证方"),
      help: Wording(
        en: "register one with a line `oracle …`, and name it here",
        zh: "请用一行“见证方 …”登记，并写在这里"))
  }

  static func notAKind(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q3037", at: range,
      Wording(en: "this is no kind of merchant", zh: "这不是商户类别"),
      note: Wording(
        en: "a kind has 1 to 64 letters, digits, `_` or Han characters, as a name has",
        zh: "类别与名称相同，由 1 至 64 个字母、数字、_ 或汉字组成"),
      help: Wording(en: "write one word, as in `kind \"图书\"`", zh: "请写一个词，如 类别 “图书”"))
  }
}
