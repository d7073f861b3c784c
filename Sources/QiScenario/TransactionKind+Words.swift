package import QiDiagnostics
package import YuanqiKit

extension TransactionKind {
  /// What people call it where nothing better is known, such as the name of an act.
  package var words: Wording {
    let english =
      switch self {
      case .transfer: "pay"
      case .openOperator, .openWallet, .openOracle: "open"
      case .closeWallet: "close"
      default: code
      }
    return Wording(en: english, zh: chinese)
  }
}
