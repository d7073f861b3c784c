import QiDiagnostics
import QiValues
import YuanqiKit

/// Refusals of what is taken under a mandate, and of more than an actor said.
extension RefusalWording {
  func mandateExceeded(_ refusal: Refusal, _ contract: ContractNumber?) -> Wording {
    let name = mandate(refusal, contract)
    guard case .money(let limit)? = refusal[.limit], case .money(let used)? = refusal[.used],
      case .money(let needed)? = refusal[.needed]
    else { return Wording(en: "\(name.en) does not reach so far", zh: "超出\(name.zh)的额度") }
    let before =
      used == .zero ? Wording("") : Wording(en: ", \(used) of it used", zh: "，已用 \(used)")
    return Wording(
      en: "\(name.en) allows \(limit)\(before.en), and this takes \(needed)",
      zh: "\(name.zh)的额度为 \(limit)\(before.zh)，本次需要 \(needed)")
  }

  func mandateRevoked(_ refusal: Refusal, _ contract: ContractNumber?) -> Wording {
    let name = mandate(refusal, contract)
    guard case .time(let ended)? = refusal[.deadline] else {
      return Wording(en: "\(name.en) was revoked", zh: "\(name.zh)已撤回")
    }
    return Wording(en: "\(name.en) ended at \(ended)", zh: "\(name.zh)已于 \(ended) 到期")
  }

  func moreThanStated(_ refusal: Refusal) -> Wording {
    guard case .money(let most)? = refusal[.limit], case .money(let needed)? = refusal[.needed]
    else { return Wording(en: "it is more than was stated", zh: "超出所述金额") }
    return Wording(
      en: "it takes \(needed), and at most \(most) was stated",
      zh: "需要 \(needed)，超出所述的至多 \(most)")
  }

  private func mandate(_ refusal: Refusal, _ contract: ContractNumber?) -> Wording {
    let mandates = contract.flatMap { directory.template(of: $0) }?.program.mandates ?? []
    guard case .integer(let number)? = refusal[.mandate], let place = Int(exactly: number - 1),
      mandates.indices.contains(place)
    else { return Wording(en: "the mandate", zh: "授权") }
    let name = mandates[place].name
    return Wording(en: "the mandate `\(name)`", zh: "授权“\(name)”")
  }
}
