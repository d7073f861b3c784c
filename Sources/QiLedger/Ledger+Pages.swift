public import QiValues

/// The sections of state that are the ledger's. Raw values are those of the chain format, §8.
public enum LedgerSection: UInt8, CaseIterable, Sendable {
  case actors = 0
  case holds = 1
  case unclaimed = 2
  case limits = 5
  case freezes = 8
}

/// The ledger's state as the chain digests it: docs/chain-format.md §§8–9.
extension Ledger {
  public func rowCount(of section: LedgerSection) -> Int {
    switch section {
    case .actors: actors.count
    case .holds: holds.count
    case .unclaimed: unclaimed.count
    case .limits: published.count
    case .freezes: freezes.count
    }
  }

  /// The pages written since `clearDirtyPages()`, each once, in the order of first writing. What a
  /// transaction under way has written is not among them before `commit()`.
  public func dirtyPages(of section: LedgerSection) -> [UInt32] {
    switch section {
    case .actors: dirtyActors.pages
    case .holds: dirtyHolds.pages
    case .unclaimed: dirtyUnclaimed.pages
    case .limits: dirtyLimits.pages
    case .freezes: dirtyFreezes.pages
    }
  }

  public mutating func clearDirtyPages() {
    dirtyActors.removeAll()
    dirtyHolds.removeAll()
    dirtyUnclaimed.removeAll()
    dirtyLimits.removeAll()
    dirtyFreezes.removeAll()
  }

  /// Appends the canonical bytes of a page's rows, 64 of them but for the last page, and gives
  /// their sum of money. A page that is not there appends nothing and sums to zero.
  @discardableResult
  public func appendPage(
    _ page: UInt32, of section: LedgerSection, to bytes: inout [UInt8]
  ) -> Money {
    switch section {
    case .actors: append(page, of: actors, to: &bytes)
    case .holds: append(page, of: holds, to: &bytes)
    case .unclaimed: append(page, of: unclaimed, to: &bytes)
    case .limits: append(page, of: published, to: &bytes)
    // Written by who can digest orders.
    case .freezes: .zero
    }
  }

  private func append<Row: StateRow>(
    _ page: UInt32, of rows: [Row], to bytes: inout [UInt8]
  ) -> Money {
    let first = Int(page) * DirtyPages.rowsPerPage
    guard first < rows.count else { return .zero }
    let end = min(first + DirtyPages.rowsPerPage, rows.count)
    var offset = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: (end - first) * Row.size))
    var sum = Money.zero
    var span = bytes.mutableSpan
    var raw = span.mutableBytes
    for row in first..<end {
      rows[row].store(into: &raw, at: offset)
      sum.fen += rows[row].money.fen  // in bounds: see `Totals`
      offset += Row.size
    }
    return sum
  }
}
