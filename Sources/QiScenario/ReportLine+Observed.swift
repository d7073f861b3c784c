package import QiDiagnostics
import QiValues
package import YuanqiKit

/// What a clause looked at and decided, for `--trace`.
extension ReportLine {
  init(_ time: Instant, _ observed: Observed, _ directory: any Directory) {
    self.init(time, "", Wording(""), .traced(observed.wording(directory)))
  }
}

extension Observed {
  /// `· trade in trades: holds, trade = 瓦工`.
  package func wording(_ directory: any Directory) -> Wording {
    switch self {
    case .tested(let text, let holds, let values, _):
      let answer = holds ? Wording(en: "holds", zh: "成立") : Wording(en: "does not hold", zh: "不成立")
      let start = Wording(en: "· \(text.en): ", zh: "· \(text.zh)：") + answer
      return values.reduce(start) { $0 + Wording(en: ", ", zh: "，") + $1.wording(directory) }
    case .named(let named): return Wording("· ") + named.wording(directory)
    case .undone(let reason):
      return Wording(en: "· undone: \(reason.code)", zh: "· 已撤销：\(reason.code)")
    }
  }
}

extension NamedValue {
  fileprivate func wording(_ directory: any Directory) -> Wording {
    let shown = directory.shown(value)
    return Wording(en: "\(text.en) = \(shown)", zh: "\(text.zh) = \(shown)")
  }
}
