import QiDiagnostics

/// Of mandates: Q2441 to Q2446.
extension Diagnostic {
  static func notAMandate(_ name: Name) -> Diagnostic {
    Diagnostic(
      "Q2441", at: name.range,
      Wording(en: "`\(name.text)` is not a mandate", zh: "“\(name.text)”不是授权"),
      help: Wording(
        en: "declare one: `mandate \(name.text) from … : up to … every month until …`",
        zh: "请先声明：授权 \(name.text) 从 …：不超过 … 每月 直到 …"))
  }

  static func mandateOfAnother(
    _ mandate: Name, granter: Name, _ source: PlaceSyntax
  ) -> Diagnostic {
    let place = source.text(in: .en)
    return Diagnostic(
      "Q2442", at: mandate.range,
      Wording(
        en: "`\(mandate.text)` is a mandate from `\(granter.text)`, not from `\(place)`",
        zh: "“\(mandate.text)”是“\(granter.text)”的授权，不是“\(place)”的"),
      help: Wording(
        en: "pay from `\(granter.text)`, or leave the mandate out: it is for wallets of others",
        zh: "请从“\(granter.text)”支付；动用保管款或自己的钱不需要授权"))
  }

  static func mandateNotAgreed(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q2443", at: range,
      Wording(
        en: "what a mandate allows is not agreed when it is signed",
        zh: "签署时还不知道这项授权允许多少"),
      note: Wording(
        en: "whoever grants it signs a cap and an end, of literals, terms and `begun`",
        zh: "授权人签署的额度与期限只能由字面值、约定和“签订时”组成"),
      help: Wording(en: "make it a term", zh: "请改为约定"))
  }

  /// Of a clause that nobody is there to try again.
  static func timeMayFail(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q2444", at: range,
      Wording(
        en: "time alone sets this off, and the wallet may refuse it",
        zh: "这一条由时间触发，而钱包可能拒绝"),
      note: Wording(
        en:
          "a wallet may be empty, and a mandate is revocable at any time; the contract would halt",
        zh: "钱包可能没有钱，授权可随时撤回，合约会因此中止"),
      help: Wording(
        en: "write `try { … } else { … }`, and what is so where it fails",
        zh: "写作：尝试 { … } 否则 { … }，并写明失败时如何"))
  }

  static func balanceNotGranted(_ wallet: Name) -> Diagnostic {
    Diagnostic(
      "Q2445", at: wallet.range,
      Wording(
        en: "nobody has granted the contract to see what `\(wallet.text)` holds",
        zh: "没有授权让合约查看“\(wallet.text)”的余额"),
      note: Wording(
        en: "a wallet is its holder's own business, but for a mandate from it",
        zh: "除非钱包持有人授权，余额只是他自己的事"),
      help: Wording(
        en: "declare `mandate … from \(wallet.text): up to … every month until …`",
        zh: "请声明：授权 … 从 \(wallet.text)：不超过 … 每月 直到 …"))
  }

  static func balanceNotHere(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "Q2446", at: range,
      Wording(
        en: "what a wallet holds is asked in a clause, not here",
        zh: "钱包余额只能在条款中查看，不能在这里"),
      note: Wording(
        en: "it changes without the contract, and whoever granted may revoke",
        zh: "余额的变化与合约无关，授权也可撤回"))
  }
}
