import Foundation
import Testing

/// What every scenario of the repository prints, kept as pages; those of single rules are not.
@Suite struct ScenarioPageTests {
  @Test(arguments: qiFiles(in: "scenarios").filter { !$0.contains("/readings/") })
  func scenario(path: String) throws {
    let folder = try Folder()
    let name = URL(filePath: path).deletingPathExtension().lastPathComponent
    let source = try String(contentsOf: repository.appending(path: path), encoding: .utf8)
    let full = repository.appending(path: path).path
    let database = folder["\(name).db"]
    let english = run("run", "--chain", database, full)
    let chinese = run("run", "--lang", "zh", full)
    let chain = run("chain", "show", database)
    #expect(english.exit == 0 && chinese.exit == 0 && chain.exit == 0)
    #expect(english.err + chinese.err + chain.err == "")
    #expect(folder.files == ["escrow.qi", "\(name).db"].sorted())
    try expectPage(
      "docs/scenarios/\(name).md",
      """
      # \(path)

      ```qi
      \(source)```

      \(console("$ yuanqi run --chain \(name).db \(path)\n", withoutTimes(english.out)))
      \(console("$ yuanqi run --lang zh \(path)\n", withoutTimes(chinese.out)))
      \(console("$ yuanqi chain show \(name).db\n", withoutTimes(chain.out)))
      """)
  }

  @Test func whatDoesNotHold() throws {
    let folder = try Folder()
    let steps = """
        小林: deal.deposit
        expect 小林 has ¥7,400 and deal holds ¥2,680
        茶庄: deal.confirm
        reject too-late { 茶庄: deal.confirm }
        reject wrong-phase { 茶庄: deal.ship }
        repeat 3 { 小林: pay ¥100 to 茶庄  expect 茶庄 has ¥100 }
        wallet 手艺人: personal class 4 at 工行 funded ¥10,000.01
        let second = deploy Escrow {
          buyer: 小林, seller: 茶庄, arbiter: 仲裁
          price: ¥80, fee: ¥80, shipBy: 2026-03-05
        }
        小林: second.deposit
        expect second is Paid and second holds ¥80
      """
    let file = try folder.scenario(steps, named: "wrong.qi")
    let database = folder["wrong.db"]
    let english = run("run", "--chain", database, file)
    let chinese = run("run", "--lang", "zh", file)
    #expect(english.exit == 1 && chinese.exit == 1)
    #expect(run("chain", "verify", database).exit == 0)
    try expectPage(
      "docs/scenarios/failing/wrong.md",
      """
      # A run that does not go as expected

      ```qi
      \(String(contentsOfFile: file, encoding: .utf8))```

      \(console("$ yuanqi run wrong.qi\n", folder.masked(withoutTimes(english.out))))
      \(console("$ yuanqi run --lang zh wrong.qi\n", folder.masked(withoutTimes(chinese.out))))
      """)
  }

  @Test func asJSON() throws {
    let path = "scenarios/purchase/well.qi"
    let result = run("run", "--json", repository.appending(path: path).path)
    #expect(result.exit == 0 && result.err == "")
    let root = try #require(result.out.firstMatch(of: /"stateRoot":"([0-9a-f]{64})"/)).output.1
    #expect(
      result.out.replacing(repository.path + "/", with: "") == """
        {"scenario":"一切顺利：付款、发货、确认收货","file":"\(path)","passed":true,"steps":13,\
        "failures":[],"answers":[],"height":2,"stateRoot":"\(root)",\
        "wallets":{"小林":732000,"茶庄":268000,"仲裁":0},\
        "contracts":{"deal":{"phase":"Completed","pots":{"escrow":0}}}}

        """)
    let database = try Folder()
    #expect(
      run("run", "--chain", database["c.db"], repository.appending(path: path).path).exit == 0)
    #expect(
      run("chain", "verify", "--json", database["c.db"]).out.contains(#""stateRoot":"\#(root)""#))
  }

  @Test func failuresAsJSON() throws {
    let folder = try Folder()
    let file = try folder.scenario("  expect 小林 has ¥1 and deal is Paid")
    let result = run("run", "--json", file)
    #expect(result.exit == 1)
    #expect(
      result.out.contains(
        #""failures":[{"line":13,"expected":"1.00","actual":"10,000.00","difference":999900},"#
          + #"{"line":13,"expected":"Paid","actual":"Offered","difference":null}],"#
          + #""answers":[],"height":0,"#), "\(result.out)")
    #expect(run("run", "--lang", "zh", file).out.contains("10,000.00   （多 9,999.00）"))
  }
}
