import QiBytecode
import QiDiagnostics
import QiLanguage

extension Spelled {
  /// Chinese keywords for whom the tool speaks Chinese to.
  subscript(language: Language) -> String { language == .en ? en : zh }
}

extension WayOn {
  /// Where it leads, from a phase.
  func arrow(from phase: String, _ language: Language) -> String {
    guard let target else { return WayOn.stays[language] }
    return target == phase ? "→ \(target) \(WayOn.anew[language])" : "→ \(target)"
  }

  static let stays = Wording(en: "stays", zh: "不变")
  static let anew = Wording(en: "anew", zh: "重新进入")
}
