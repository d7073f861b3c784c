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
    let of = actor(.granter, refusal).map { Wording(en: " of \($0)", zh: "\($0)的") }
    return Wording(
      en: "the mandate \(name.en)\(of?.en ?? "") allows \(limit)\(before.en), "
        + "and this takes \(needed)",
      zh: "\(of?.zh ?? "")授权\(name.zh)额度为 \(limit)\(before.zh)，本次需要 \(needed)")
  }

  /// Revoked, ended, or never granted.
  func mandateRevoked(_ refusal: Refusal, _ contract: ContractNumber?) -> Wording {
    let name = mandate(refusal, contract)
    if let stranger = actor(.stranger, refusal) {
      return refusal[.mandate] == nil
        ? Wording(en: "\(stranger) never granted a mandate", zh: "\(stranger)从未授权")
        : Wording(
          en: "\(name.en) was never granted by \(stranger)", zh: "\(stranger)从未授权\(name.zh)")
    }
    let granter = actor(.granter, refusal) ?? "?"
    guard case .time(let ended)? = refusal[.deadline] else {
      return Wording(en: "\(granter) revoked \(name.en)", zh: "\(granter)已撤回授权\(name.zh)")
    }
    return Wording(
      en: "\(name.en) of \(granter) ended at \(ended)",
      zh: "\(granter)的授权\(name.zh)已于 \(ended) 到期")
  }

  func moreThanStated(_ refusal: Refusal) -> Wording {
    guard case .money(let most)? = refusal[.limit], case .money(let needed)? = refusal[.needed]
    else { return Wording(en: "it is more than was stated", zh: "超出所述金额") }
    return Wording(
      en: "it takes \(needed), and at most \(most) was stated",
      zh: "需要 \(needed)，超出所述的至多 \(most)")
  }

  private func actor(_ fact: Refusal.Fact, _ refusal: Refusal) -> String? {
    guard case .party(let actor)? = refusal[fact] else { return nil }
    return directory.name(of: actor)
  }

  /// Its name in quotes.
  private func mandate(_ refusal: Refusal, _ contract: ContractNumber?) -> Wording {
    let mandates = contract.flatMap { directory.template(of: $0) }?.program.mandates ?? []
    guard case .integer(let number)? = refusal[.mandate], let place = Int(exactly: number - 1),
      mandates.indices.contains(place)
    else { return Wording(en: "of the contract", zh: "") }
    let name = mandates[place].name
    return Wording(en: "`\(name)`", zh: "“\(name)”")
  }
}
