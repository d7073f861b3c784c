public import QiDiagnostics
public import QiLanguage
public import QiLedger
import QiValues

/// Tables of wallet limits, read from Qi text: the ledger is handed data, the figures stand with
/// their sources in a file.
public enum WalletLimits {
  /// The tables that come with the platform, oldest first: `Rules/wallet-limits.qi`.
  public static var standard: [Limits] {
    let source = SourceFile(name: "wallet-limits.qi", bytes: PackageResources.wallet_limits_qi)
    return read(source) ?? []
  }

  /// Nil where the text has a mistake.
  public static func read(_ source: SourceFile) -> [Limits]? {
    let (tree, diagnostics) = parse(source)
    guard diagnostics.isEmpty else { return nil }
    let tables = tree.limits.map(Limits.init)
    return tables.contains(nil) ? nil : tables.compactMap { $0 }
  }
}

extension Limits {
  /// Nil where the text had a mistake, which the parser has reported.
  public init?(_ syntax: LimitsSyntax) {
    var wallets: [LimitsSyntax.WalletKind] = []
    for row in syntax.rows where !wallets.contains(row.wallet) { wallets.append(row.wallet) }
    let rows = wallets.map { wallet in
      Limits.row(wallet, syntax.rows.filter { $0.wallet == wallet })
    }
    guard let limits = try? Limits(from: syntax.from, rows) else { return nil }
    self = limits
  }

  private static func row(
    _ wallet: LimitsSyntax.WalletKind, _ figures: [LimitsSyntax.Row]
  ) -> Limits.Row {
    func sum(_ cap: LimitsSyntax.Cap) -> Money? { figures.first { $0.cap == cap }?.sum }
    let (kind, walletClass) = wallet.ledgerKind
    return Limits.Row(
      kind, class: walletClass, balance: sum(.balance), payment: sum(.payment),
      day: sum(.perDay), year: sum(.perYear))
  }
}

extension LimitsSyntax.WalletKind {
  /// As the ledger and the chain write it.
  public var ledgerKind: (kind: WalletKind, walletClass: UInt8) {
    switch self {
    case .personal(let level): (.personal, level)
    case .corporate: (.corporate, 0)
    }
  }
}
