import QiChain
import QiDiagnostics
import YuanqiKit

/// What a chain does not have.
extension Failure {
  /// Names the nearest, or some that there are.
  static func noWallet(_ wallet: String, on chain: String, _ replay: Replay) -> Failure {
    let nearest = Suggest.nearest(to: wallet, in: replay.walletNames)
    let some = replay.walletNames.prefix(6).map(\.shown)
    let help: Wording
    if let meant = Wording.didYouMean(nearest.map(\.shown)) {
      help = meant
    } else if some.isEmpty {
      help = Wording(en: "the chain has no wallets yet", zh: "链上还没有钱包")
    } else {
      help = Wording(
        en: "there is \(some.joined(separator: ", "))", zh: "有\(some.joined(separator: "、"))")
    }
    return Failure(
      "F1030", .badInput,
      Wording(
        en: "\(chain.shown) has no wallet \(wallet.shown)",
        zh: "\(chain.shown) 上没有钱包“\(wallet.shown)”"), help: help)
  }

  static func pastHead(_ height: UInt64, _ head: BlockHeader) -> Failure {
    Failure(
      "F1041", .badInput,
      Wording(
        en: "there is no block \(height): the head is block \(head.height), of \(head.time)",
        zh: "没有区块 \(height)：链头为区块 \(head.height)，时间 \(head.time)"),
      help: Wording(
        en: "ask for a height of 0 to \(head.height), or leave it out",
        zh: "请写 0 至 \(head.height) 的高度，或者不写"))
  }
}
