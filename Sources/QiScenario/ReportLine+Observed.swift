package import QiDiagnostics
import QiValues
package import YuanqiKit

/// What a clause looked at and decided, for `--trace`.
extension ReportLine {
  init(_ time: Instant, _ observed: Observed, _ directory: any Directory) {
    self.init(time, "", Wording(""), .traced(observed.pieces(directory)))
  }
}

extension Observed {
  /// `· trade in trades: holds, trade = "瓦工"`.
  package func wording(_ directory: any Directory) -> Wording {
    pieces(directory).reduce(Wording("")) { $0 + $1 }
  }

  /// The same in pieces between which a line may break. What is looked at twice is said once.
  func pieces(_ directory: any Directory) -> [Wording] {
    switch self {
    case .tested(let text, let holds, let values, _):
      let answer = holds ? Wording(en: "holds", zh: "成立") : Wording(en: "does not hold", zh: "不成立")
      var pieces = [Wording(en: "· \(text.en): ", zh: "· \(text.zh)：") + answer]
      for (place, value) in values.enumerated() where !values[..<place].contains(value) {
        pieces[pieces.count - 1] = pieces[pieces.count - 1] + Wording(en: ", ", zh: "，")
        pieces.append(value.wording(directory))
      }
      return pieces
    case .named(let named): return [Wording("· ") + named.wording(directory)]
    case .setAside(let sum, let owner, let until):
      let name = directory.name(of: owner) ?? "?"
      return [
        Wording(
          en: "· set aside: \(sum) of \(name), frozen until \(until)",
          zh: "· 已划出：\(name)的 \(sum)，冻结至 \(until)")
      ]
    case .halted(let refusal):
      let sentence = RefusalWording(directory).sentence(refusal, .money)
      let code = refusal.reason.code
      return [
        Wording(en: "· it would be refused: ", zh: "· 本会被拒："), Wording("\(code): ") + sentence,
      ]
    case .undone(let reason):
      return [Wording(en: "· undone: \(reason.code)", zh: "· 已撤销：\(reason.code)")]
    }
  }
}

extension NamedValue {
  fileprivate func wording(_ directory: any Directory) -> Wording {
    Wording(en: "\(text.en) = ", zh: "\(text.zh) = ") + directory.words(value)
  }
}
