import YuanqiKit

// How what a scenario names is written in it.

extension WalletType {
  var text: String {
    if case .personal(let number) = self { "personal class \(number)" } else { "corporate" }
  }
}

extension Money {
  var text: String { fen < 0 ? "-¥\("\(self)".dropFirst())" : "¥\(self)" }
}

extension Value {
  var text: String {
    switch self {
    case .money(let money): money.text
    case .integer(let number): "\(number)"
    case .date(let day): "\(day)"
    case .time(let time): "\(time)"
    case .boolean(let truth): "\(truth)"
    case .text(let text): "\"\(text)\""
    case .digest(let digest): "\"\(digest)\""
    default: description
    }
  }
}
