import Foundation
import Testing

/// With `--json` what is wrong is said in JSON too: an object a line, on the output.
@Suite struct JSONMistakeTests {
  private func objects(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  @Test(arguments: [
    ["run", "--json", "none.qi"], ["check", "--json", "none.qi"],
    ["balance", "--json", "--chain", "none.db"], ["chain", "verify", "--json", "none.db"],
    ["chain", "show", "--json", "none.db"], ["statement", "x", "--json", "--chain", "none.db"],
    ["statement", "x", "--format", "json", "--chain", "none.db"],
    ["receipt", "x", "--json", "--chain", "none.db"], ["new", "--json", "none/x"],
  ])
  func failures(arguments: [String]) throws {
    let result = run(arguments)
    let found = try objects(result.out)
    #expect(result.exit == 2 && result.err == "" && found.count == 1, "\(result)")
    #expect(found.allSatisfy { ($0["code"] as? String)?.hasPrefix("F") == true }, "\(result)")
    #expect(found.allSatisfy { $0["severity"] as? String == "error" && $0["help"] is String })
  }

  @Test func diagnosticsOfARun() throws {
    let folder = try Folder()
    let file = try folder.scenario("小王: pay ¥1 to 茶庄")
    let result = run("run", "--json", file)
    #expect(result.exit == 2 && result.err == "")
    #expect(try objects(result.out).map { $0["code"] as? String } == ["Q3002"])
  }

  /// Where the output itself is lost, the error output is what remains.
  @Test func aLostOutput() throws {
    let folder = try Folder()
    let result = run(["run", "--json", try folder.scenario("")], losingOutput: true)
    #expect(result.exit == 3 && result.err.contains("error[F1010]"))
  }

  /// The value as it is, and by how much it differs, in fen.
  @Test func whatDiffers() throws {
    let folder = try Folder()
    let file = try folder.scenario("expect 小林 has ¥10,001 and 茶庄 has ¥0\nexpect deal is Paid")
    let result = run("run", "--json", file)
    let failures = try objects(result.out).first?["failures"] as? [[String: Any]] ?? []
    #expect(failures.map { $0["actual"] as? String } == ["10,000.00", "Offered"])
    #expect(failures.map { $0["difference"] as? Int } == [-100, nil])
    #expect(run("run", file).out.contains("it is     10,000.00   (1.00 less)"))
  }
}
