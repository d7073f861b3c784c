import QiCrypto
import QiLanguage
import QiLedger
import QiValues

/// The sections of state that have rows today, in order. Raw values are those of the chain format,
/// §8.
enum SectionNumber: UInt8, CaseIterable {
  case actors, holds, unclaimed, templates, instances, limits
  case freezes = 8

  fileprivate var ledgerSection: LedgerSection? { LedgerSection(rawValue: rawValue) }
}

/// The state as rows and pages, the ledger's and the machine's alike.
extension StateMachine {
  func rowCount(of section: SectionNumber) -> Int {
    switch section {
    case .templates: templates.count
    case .instances: instances.count
    default: section.ledgerSection.map { books.ledger.rowCount(of: $0) } ?? 0
    }
  }

  func dirtyPages(of section: SectionNumber) -> [UInt32] {
    switch section {
    case .templates: dirtyTemplates.pages
    case .instances: dirtyInstances.pages
    default: section.ledgerSection.map { books.ledger.dirtyPages(of: $0) } ?? []
    }
  }

  mutating func clearDirtyPages() {
    books.ledger.clearDirtyPages()
    dirtyTemplates.removeAll()
    dirtyInstances.removeAll()
  }

  /// Appends the bytes of a page's rows and gives the money in them.
  mutating func appendPage(
    _ page: UInt32, of section: SectionNumber, to bytes: inout [UInt8]
  ) -> Money {
    if let section = section.ledgerSection, section != .freezes {
      return books.ledger.appendPage(page, of: section, to: &bytes)
    }
    let first = Int(page) * DirtyPages.rowsPerPage
    let rows = first..<min(first + DirtyPages.rowsPerPage, rowCount(of: section))
    var writer = ByteWriter(reserving: rows.count * Instance.rowSize)
    for row in rows {
      if section == .freezes {
        books.ledger.freezeRow(row).write(to: &writer, using: &sm3)
      } else if section == .templates {
        writer.write(templates[row].identity)
        writer.write(authors[row].number)
        writer.write(UInt64(templates[row].tree.count))
      } else {
        instances[row].write(to: &writer, program(of: instances[row]), books, using: &sm3)
      }
    }
    bytes += writer.bytes
    return .zero
  }
}

extension FreezeRow {
  /// docs/chain-format.md §8.
  fileprivate func write(to writer: inout ByteWriter, using sm3: inout SM3) {
    writer.write(wallet.number)
    writer.write(withheld.fen)
    var placed = ByteWriter()
    placed.write(UInt16(orders.count))
    for order in orders {
      placed.write(order.name)
      placed.write(order.until.seconds)
    }
    writer.write(sm3.digest(.orders, placed.bytes))
  }
}
