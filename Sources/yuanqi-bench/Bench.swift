import Foundation

/// Measures Yuanqi next to what one would write instead. Every figure is of this machine and this
/// minute: compare rows of one table, never tables. `yuanqi-bench replay clause` measures only
/// those two.
@main struct Bench {
  static func main() throws {
    let asked = CommandLine.arguments.dropFirst()
    let known = cases(in: URL(filePath: ".")).map(\.name)
    if let unknown = asked.first(where: { !known.contains($0) }) {
      print("there is no case \(unknown); there are: \(known.joined(separator: ", "))")
      exit(2)
    }
    let total = try seconds {
      try withDirectory { directory in
        print(machineLine())
        let chosen = cases(in: directory).filter { asked.isEmpty || asked.contains($0.name) }
        printTable(try chosen.flatMap { try $0.measure() })
      }
    }
    print("\(runs) runs of each, \(Int(total)) s in all")
  }

  private static func cases(
    in directory: URL
  ) -> [(name: String, measure: () throws -> [Row])] {
    [
      ("durable", { try durableTransfers(in: directory, wallets: 1_000_000) }),
      ("peer", { [try rowsInSQLite(in: directory)] }),
      ("memory", { [try transfersInMemory()] }),
      ("replay", { [try replay()] }),
      ("lifecycles", { [try lifeCycles()] }),
      ("clause", { [try oneClause()] }),
      ("compile", { [try compilation()] }),
      ("startup", { [startUp()] }),
    ]
  }
}
