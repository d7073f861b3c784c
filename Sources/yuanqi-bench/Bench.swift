import Foundation

/// Measures Yuanqi next to what one would write instead. Every figure is of this machine and this
/// minute: compare rows of one table, never tables.
@main struct Bench {
  static func main() throws {
    let wallets = CommandLine.arguments.dropFirst().first.flatMap(Int.init) ?? 1_000_000
    let total = try seconds {
      try withDirectory { directory in
        print(machineLine())
        var rows = try durableTransfers(in: directory, wallets: wallets)
        rows.append(try rowsInSQLite(in: directory))
        rows.append(try transfersInMemory())
        rows.append(try replay())
        rows.append(try lifeCycles())
        rows.append(try oneClause())
        rows.append(try compilation())
        rows.append(startUp())
        printTable(rows)
      }
    }
    print("\(runs) runs of each, \(Int(total)) s in all")
  }
}
