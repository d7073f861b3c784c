import QiDiagnostics
import QiValues
import YuanqiKit

/// Refusals of signatures, of closing a wallet, and of money under an order.
extension RefusalWording {
  /// Names whose signatures are missing.
  func notSigned(_ refusal: Refusal) -> Wording {
    let names = refusal.facts.compactMap { fact, value -> String? in
      guard case .party(let party) = value, fact == .holder else { return nil }
      return directory.name(of: party)
    }
    if names.isEmpty {
      return Wording(en: "not every party has signed", zh: "当事人尚未全部签署")
    }
    let has = names.count == 1 ? "has" : "have"
    return Wording(
      en: "\(names.joined(separator: ", ")) \(has) not signed",
      zh: "\(names.joined(separator: "、"))尚未签署")
  }

  func guardFailed(_ refusal: Refusal) -> Wording {
    if refusal[.isDischarged] != nil {
      return Wording(en: "it was done already in this stay", zh: "在本次阶段停留中已经履行")
    }
    guard case .money(let available)? = refusal[.available] else {
      return Wording(en: "its condition does not hold", zh: "条件不成立")
    }
    return Wording(en: "the wallet still has \(available)", zh: "钱包尚有余额 \(available)")
  }

  /// Names the wallet under the order, and when that ends.
  func frozen(_ refusal: Refusal) -> Wording {
    guard case .time(let until)? = refusal[.frozenUntil],
      case .party(let wallet)? = refusal[.frozenWallet]
    else { return Wording(en: "the money is frozen", zh: "款项已冻结") }
    let name = directory.name(of: wallet) ?? "?"
    let text = Wording(en: "\(name) is frozen until \(until)", zh: "\(name)冻结至 \(until)")
    guard case .money(let free)? = refusal[.available] else { return text }
    return text + Wording(en: ", only \(free) can be claimed", zh: "，目前只能领取 \(free)")
  }

  /// Of an order that is placed or, without an end, lifted.
  func badOrder(_ place: Int64, isPlaced: Bool) -> Wording {
    if !isPlaced { return Wording(en: "no such order stands", zh: "没有这一冻结令在执行") }
    if place == 1 {
      return Wording(
        en: "the name of an order has 1 to 64 characters, none of them hidden",
        zh: "冻结令的名称须为 1 至 64 个可见字符")
    }
    return Wording(en: "the order would have ended already", zh: "该令的截止时刻已过")
  }

  func duplicate(_ doing: Doing) -> Wording {
    switch doing {
    case .signing: Wording(en: "it is signed already", zh: "已经签署")
    case .act: Wording(en: "approved already", zh: "此前已同意")
    case .ordering: Wording(en: "the order stands already", zh: "该令已在执行")
    default: Wording(en: "it is there already", zh: "已经存在")
    }
  }
}

extension Wording {
  /// Of a contract that not every party has signed.
  static var notBegun: Wording { Wording(en: "not begun", zh: "尚未生效") }
}
