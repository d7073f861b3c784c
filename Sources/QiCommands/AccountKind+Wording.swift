import QiDiagnostics
import YuanqiKit

extension AccountKind {
  /// `class 2 personal wallet`.
  var wording: Wording {
    switch self {
    case .issued: return Wording(en: "issued", zh: "兑出净额")
    case .personal(let number):
      let numerals = ["一", "二", "三", "四"]
      let numeral = 1...4 ~= number ? numerals[Int(number) - 1] : "\(number)"
      return Wording(en: "class \(number) personal wallet", zh: "个人\(numeral)类钱包")
    case .corporate: return Wording(en: "corporate wallet", zh: "对公钱包")
    case .held: return Wording(en: "held by contracts", zh: "合约保管")
    case .unclaimed: return Wording(en: "unclaimed", zh: "待领")
    }
  }

  /// In JSON; the class of a wallet stands beside it.
  var code: String {
    switch self {
    case .issued: "issued"
    case .personal: "personal"
    case .corporate: "corporate"
    case .held: "held"
    case .unclaimed: "unclaimed"
    }
  }
}
