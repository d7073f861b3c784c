import Foundation
import Testing

/// `yuanqi receipt`: what decided a transaction, worked out from the chain.
@Suite struct ReceiptTests {
  private let folder: Folder
  private let db: String

  init() throws {
    folder = try Folder()
    let scenario = try folder.write(
      "deposit.qi",
      """
      qi 1
      contract Deposit {
          parties tenant, landlord
          terms { sum: money where sum > ¥0 }
          holds deposit owned by tenant
          var asked = 0
          start Signed {
              tenant may lodge { pay sum from tenant to deposit } -> Lodged
              after 7 days -> Lapsed
          }
          phase Lodged {
              landlord may deduct(damage: money where ¥0 < damage <= deposit) when asked < 1 {
                  asked += 1
                  try { pay ¥9,000 from deposit to landlord } else {
                      pay damage from deposit to landlord
                  }
              }
              after 1 year { pay all from deposit to tenant } -> Returned
          }
          end Lapsed, Returned
      }
      scenario "a lamp" {
          begin 2026-09-01
          operator 工行
          wallet 小王: personal class 2 at 工行 funded ¥6,000
          wallet 房东: personal class 1 at 工行
          let lease = deploy Deposit { tenant: 小王, landlord: 房东, sum: ¥5,000 }
          小王: lease.lodge
          reject bad-argument { 房东: lease.deduct(¥5,001) }
          房东: lease.deduct(¥300)
          reject guard-failed { 房东: lease.deduct(¥1) }
      }
      """)
    db = folder["deposit.db"]
    let result = run("run", "--chain", db, scenario)
    #expect(result.exit == 0, "\(result)")
  }

  @Test func itCitesTheClauseAndTheValuesThatDecided() {
    let result = run("receipt", "房东", "--chain", db)
    #expect(result.exit == 0)
    #expect(
      result.out.contains(
        """
          what         deduct of Deposit 1
          clause       2.1  landlord may deduct(damage) when asked < 1
          given        damage = ¥300.00
          decided by   · ¥0.00 < damage <= deposit: holds, damage = ¥300.00, deposit = ¥5,000.00
                       · asked < 1: holds, asked = 0
                       · asked = 1
                       · undone: insufficient-funds
          moved        300.00  Deposit 1.deposit → 房东
          came to      done, stays in Lodged
        """), "\(result.out)")
    #expect(
      result.out.contains(
        "refused: bad-argument: `damage` is out of bounds: damage = ¥5,001.00, deposit = ¥5,000.00")
    )
    #expect(result.out.contains("refused: guard-failed: its condition does not hold: asked = 1"))
    #expect(!result.out.contains("lodge"))
  }

  @Test func jsonIsAnObjectALine() throws {
    let result = run("receipt", "--chain", db, "--json", "--block", "0")
    let objects = try result.out.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    let last = try #require(objects.last)
    #expect(last["reason"] as? String == "guard-failed")
    #expect(last["clause"] as? String == "2.1")
    let deducted = objects[objects.count - 2]["moved"] as? [[String: Any]]
    #expect(deducted?.first?["money"] as? Int == 30_000)
  }

  /// A chain is whole by itself: what it was played from may be gone.
  @Test func noScenarioIsNeededAnyMore() throws {
    try FileManager.default.removeItem(atPath: folder["deposit.qi"])
    try FileManager.default.removeItem(atPath: folder["escrow.qi"])
    for arguments in [
      ["chain", "verify", db], ["chain", "show", db], ["statement", "小王", "--chain", db],
      ["balance", "--chain", db], ["receipt", "小王", "--chain", db],
    ] {
      let result = run(arguments)
      #expect(result.exit == 0 && result.err == "", "\(arguments): \(result)")
    }
  }

  @Test func whatIsNotThereIsSaid() {
    let wallet = run("receipt", "房栋", "--chain", db)
    #expect(wallet.exit == 2)
    #expect(wallet.err.contains("F1030"))
    let block = run("receipt", "--chain", db, "--block", "9")
    #expect(block.exit == 2)
    #expect(block.err.contains("F1041"))
    #expect(run("receipt", "--chain", folder["none.db"]).exit != 0)
  }

  /// An order is among the receipts of the wallet it is about, with what it says.
  @Test func anOrderIsTheWallets() throws {
    let scenario = try folder.write(
      "frozen.qi",
      """
      qi 1
      scenario "an order" {
          begin 2026-09-01
          operator 工行
          wallet 甲厂: corporate at 工行
          工行: freeze 甲厂 by order "执1号" until 2026-10-01
          工行: unfreeze 甲厂 by order "执1号"
      }
      """)
    let chain = folder["frozen.db"]
    #expect(run("run", "--chain", chain, scenario).exit == 0)
    let (english, chinese) = (
      run("receipt", "甲厂", "--chain", chain).out,
      run("receipt", "甲厂", "--chain", chain, "--lang", "zh").out
    )
    #expect(english.contains("freeze 甲厂") && english.contains("unfreeze 甲厂"), "\(english)")
    #expect(english.contains("until = 2026-10-01 00:00") && chinese.contains("冻结 甲厂"))
    #expect(english.contains("order = \"执1号\"") && chinese.contains("依令 = \"执1号\""))
    #expect(chinese.contains("直到 = 2026-10-01 00:00") && !chinese.contains("until"))
  }

  /// Money set aside says whose it is and how long it is frozen; what is refused says why.
  @Test func whatIsSetAsideIsSaid() throws {
    let scenario = try folder.write(
      "aside.qi",
      """
      qi 1
      contract Fund {
        parties keeper
        holds stakes by party max 3
        start S {
          anyone may join { pay ¥5 from actor to stakes[actor] }
          keeper must tell within 3 days { note "told" }, failing which -> E
          after 5 days { for each p in stakes { pay all from stakes[p] to keeper } } -> E
        }
        end E
      }
      scenario "s" {
        begin 2026-09-01
        operator 工行
        wallet 保管: corporate at 工行
        wallet 小林: corporate at 工行 funded ¥5
        let fund = deploy Fund { keeper: 保管 }
        小林: fund.join
        保管: fund.tell
        reject guard-failed { 保管: fund.tell }
        工行: freeze 小林 by order "执1号" until 2026-10-01
        reject bad-argument { 工行: unfreeze 小林 by order "执9号" }
        reject bad-argument { 工行: freeze 小林 by order "执2号" until 2026-09-01 }
        at 2026-09-06
        expect fund is E, 小林 has unclaimed ¥5
      }
      """)
    let chain = folder["aside.db"]
    let report = run("run", "--chain", chain, scenario)
    let receipts = run("receipt", "--chain", chain, "--lang", "zh").out
    #expect(report.exit == 0, "\(report.out)\(report.err)")
    #expect(report.out.contains("· set aside: 5.00 of 小林, frozen until 2026-10-01 00:00"))
    for words in [
      "· 已划出：小林的 5.00，冻结至 2026-10-01 00:00", "在本次阶段停留中已经履行", "没有这一冻结令在执行",
      "该令的截止时刻已过",
    ] {
      #expect(receipts.contains(words), "\(words): \(receipts)")
    }
  }
}
