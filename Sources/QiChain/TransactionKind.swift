/// What a transaction asks for. Raw values are those of docs/chain-format.md §5; they are only ever
/// added to.
public enum TransactionKind: UInt16, CaseIterable, Sendable {
  case openChain = 1
  case publishLimits, openOperator, openWallet, issue, redeem, transfer, publishTemplate, deploy
  case act, due, claim, propose, sign, withdraw, openOracle, attestKind, closeWallet
  case publishCalendar, revoke, freeze, unfreeze, actAtMost

  /// The name of the API method, the same in JSON.
  public var code: String {
    switch self {
    case .openChain: "openChain"
    case .publishLimits: "publishLimits"
    case .openOperator: "openOperator"
    case .openWallet: "openWallet"
    case .issue: "issue"
    case .redeem: "redeem"
    case .transfer: "transfer"
    case .publishTemplate: "publishTemplate"
    case .deploy: "deploy"
    case .act: "act"
    case .due: "due"
    case .claim: "claim"
    case .propose: "propose"
    case .sign: "sign"
    case .withdraw: "withdraw"
    case .closeWallet: "closeWallet"
    case .publishCalendar: "publishCalendar"
    case .openOracle: "openOracle"
    case .attestKind: "attestKind"
    case .revoke: "revoke"
    case .freeze: "freeze"
    case .unfreeze: "unfreeze"
    case .actAtMost: "actAtMost"
    }
  }

  public var chinese: String {
    switch self {
    case .openChain: "建链"
    case .publishLimits: "公布限额"
    case .openOperator: "登记运营机构"
    case .openWallet: "开立钱包"
    case .issue: "兑出"
    case .redeem: "兑回"
    case .transfer: "支付"
    case .publishTemplate: "发布模板"
    case .deploy: "部署"
    case .act: "行动"
    case .due: "到期"
    case .claim: "领取"
    case .propose: "提议"
    case .sign: "签署"
    case .withdraw: "撤回"
    case .closeWallet: "注销钱包"
    case .publishCalendar: "公布日历"
    case .openOracle: "登记见证方"
    case .attestKind: "认定类别"
    case .revoke: "撤回授权"
    case .freeze: "冻结"
    case .unfreeze: "解冻"
    case .actAtMost: "限额行动"
    }
  }
}
