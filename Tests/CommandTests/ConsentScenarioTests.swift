import Foundation
import Testing

/// Signing one by one, and closing a wallet, from the command line.
@Suite struct ConsentScenarioTests {
  private static let terms = """
    {
      buyer: 小林, seller: 茶庄, arbiter: 仲裁
      price: ¥80, fee: ¥8, shipBy: 2026-03-05
    }
    """

  private func play(_ steps: String) throws -> Outcome {
    let folder = try Folder()
    return run("run", try folder.scenario(steps))
  }

  @Test func expectationsThatDoNotHold() throws {
    let proposed = "let second = propose Escrow \(ConsentScenarioTests.terms)\n"
    let early = try play(proposed + "expect second is Offered")
    #expect(early.exit == 1)
    #expect(early.out.contains("expected  Offered") && early.out.contains("it is     not begun"))
    let signed = proposed + "茶庄: sign second\n仲裁: sign second\n"
    #expect(try play(signed + "expect second is Offered and second holds ¥0").exit == 0)
    let late = try play(signed + "expect second has not begun")
    #expect(late.exit == 1)
    #expect(late.out.contains("expected  not begun") && late.out.contains("it is     Offered"))
  }

  /// A phase may be called as the report calls what has not begun.
  @Test func aPhaseCalledProposedIsNoProposal() throws {
    let folder = try Folder()
    let contract = "contract C { parties a, b start Proposed { a may go -> Z } end Z }"
    func scenario(_ steps: String) -> String {
      """
      qi 1
      \(contract)
      scenario "s" {
      begin 2026-03-01
      operator 工行
      wallet 甲: corporate at 工行
      wallet 乙: corporate at 工行
      let deal = propose C { a: 甲, b: 乙 }
      \(steps)
      }
      """
    }
    let file = try folder.write("a.qi", scenario("expect deal is Proposed"))
    #expect(run("run", file).exit == 1)
    let begun = try folder.write("b.qi", scenario("乙: sign deal\nexpect deal is Proposed"))
    #expect(run("run", begun).exit == 0)
  }

  /// What falls due in the second of signing has the contract's name, and stands behind it.
  @Test(arguments: ["deploy", "propose"])
  func whatIsDueAtSigningIsReportedBehindIt(how: String) throws {
    let folder = try Folder()
    let file = try folder.write(
      "due.qi",
      """
      qi 1
      contract C {
        parties a, b
        start S { every day until 2026-03-05 { note "x" }  on 2026-03-05 -> E }
        end E
      }
      scenario "s" {
      begin 2026-03-01
      operator 工行
      wallet 甲: corporate at 工行
      wallet 乙: corporate at 工行
      let deal = \(how) C { a: 甲, b: 乙 }
      \(how == "propose" ? "乙: sign deal" : "")
      }
      """)
    let out = run("run", file).out
    let lines = out.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    let signed = how == "propose" ? "乙 sign deal signed by all → S" : "signed C for 甲, 乙"
    let place = try #require(lines.firstIndex { $0.hasSuffix(signed) }, "\(out)")
    #expect(lines[place + 1] == "deal due 1.1 deal S" && !out.contains("contract 1"), "\(out)")
  }

  /// The words are names wherever they cannot be verbs.
  @Test func contractsMayBeCalledAsTheVerbsAre() throws {
    let result = try play(
      """
      let sign = propose Escrow \(ConsentScenarioTests.terms)
      let close = deploy Escrow \(ConsentScenarioTests.terms)
      茶庄: sign sign
      小林: close.deposit
      reject not-signed { 小林: sign.deposit }
      茶庄: close
      expect sign has not begun and close is Paid
      """)
    #expect(result.exit == 0, "\(result.out)\(result.err)")
  }

  @Test(arguments: [
    ("小林: sign lease", "Q3003"), ("小林: withdraw 茶庄", "Q3041"), ("小林: sign", "Q1104"),
    ("expect 小林 has not begun", "Q3041"), ("expect lease has not begun", "Q3003"),
    ("小汪: close", "Q3002"), ("reject not-signed { at +1 day }", "Q3013"),
    ("let x = propose Escrow { buyer: 小林, seller: 茶庄, arbiter: 仲裁, price: ¥1 }", "Q3008"),
    ("let x = sign Escrow { }", "Q1104"),
  ])
  func mistakes(step: String, code: String) throws {
    let result = try play(step)
    #expect(result.exit != 0 && result.err.contains("[\(code)]"), "\(result.out)\(result.err)")
  }

  @Test(.enabled(if: python != nil), arguments: ["signed-late", "withdrawn", "closed-payee"])
  func theIndependentReaderAgrees(scenario: String) throws {
    let folder = try Folder()
    let database = folder["c.db"]
    let path = repository.appending(path: "scenarios/purchase/\(scenario).qi").path
    #expect(run("run", "--chain", database, path).exit == 0)
    #expect(run("chain", "verify", database).exit == 0)
    let theirs = try shell("'\(python ?? "")' -B Tests/Independent/read_chain.py '\(database)'")
    // A Python whose OpenSSL lacks SM3 cannot say anything.
    guard theirs.exit != 2, !theirs.err.contains("unsupported hash") else { return }
    #expect(theirs.exit == 0 && theirs.out.contains("all good"), "\(theirs.out)")
  }

  @Test func statementAndTrialBalanceOfAClosedWallet() throws {
    let folder = try Folder()
    let database = folder["c.db"]
    let path = repository.appending(path: "scenarios/purchase/closed-payee.qi").path
    #expect(run("run", "--chain", database, path).exit == 0)
    let statement = run("statement", "茶庄", "--chain", database)
    #expect(statement.exit == 0 && statement.out.contains("redeem"), "\(statement.out)")
    #expect(run("balance", "--chain", database).exit == 0)
  }
}
