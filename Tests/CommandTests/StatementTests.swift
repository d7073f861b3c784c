import Foundation
import QiChain
import Testing

@testable import QiCommands
@testable import QiStore

/// `yuanqi statement`: what a wallet sees of its own money, and nothing else.
@Suite struct StatementTests {
  private let folder: Folder
  private let database: String

  init() throws {
    folder = try Folder()
    database = folder["c.db"]
    let steps = """
      小林: deal.deposit
      小林: pay ¥20.50 to 仲裁
      at +1 day
      茶庄: deal.ship
      reject wrong-phase { 小林: deal.deposit }
      at 2026-03-04 09:30:05
      小林: redeem ¥100
      小林: deal.confirm
      """
    let result = run("run", "--chain", database, try folder.scenario(steps))
    #expect(result.exit == 0, "\(result)")
  }

  @Test func theTableOfAWallet() {
    let english = run("statement", "小林", "--chain", database)
    #expect(english.exit == 0 && english.err == "")
    let lines = english.out.split(separator: "\n").map { line in
      line.split(separator: " ").joined(separator: " ")
    }
    #expect(
      lines.dropLast() == [
        "小林 · statement · class 2 personal wallet at 工行",
        "time (UTC+8) block counterparty what in out balance", "opening balance 0.00",
        "2026-03-01 00:00 0 工行 issue 10,000.00 10,000.00",
        "2026-03-01 00:00 0 Escrow 1.escrow deposit 1.1 2,680.00 7,320.00",
        "2026-03-01 00:00 0 仲裁 pay 20.50 7,299.50",
        "2026-03-04 09:30:05 2 工行 redeem 100.00 7,199.50",
        "totals, closing balance 10,000.00 2,800.50 7,199.50",
      ])
    #expect(lines.last?.hasPrefix("✓ 3 blocks, ") == true)
    let chinese = run("statement", "茶庄", "--chain", database, "--lang", "zh")
    for part in ["茶庄 · 流水 · 工行 · 对公钱包", "期初余额", "confirm 3.1", "2,680.00", "合计与期末余额"] {
      #expect(chinese.out.contains(part), "\(chinese.out)")
    }
  }

  @Test(arguments: [
    ("--from 2026-03-02", "7,299.50", "0.00 100.00 7,199.50"),
    ("--from 2026-03-04 --to 2026-03-04", "7,299.50", "0.00 100.00 7,199.50"),
    ("--to 2026-03-03", "0.00", "10,000.00 2,700.50 7,299.50"),
    ("--to 2026-02-28", "0.00", "0.00 0.00 0.00"),
    ("--from 2026-03-05", "7,199.50", "0.00 0.00 7,199.50"),
  ])
  func somePeriod(period: String, opening: String, closing: String) {
    let days = period.split(separator: " ").map(String.init)
    let result = run(["statement", "小林", "--chain", database] + days)
    let words = result.out.split { " \n".contains($0) }.joined(separator: " ")
    #expect(result.exit == 0)
    #expect(words.contains("opening balance \(opening) "), "\(result.out)")
    #expect(words.contains("totals, closing balance \(closing) "), "\(result.out)")
  }

  @Test func periodsThatAreNone() {
    let result = run(
      "statement", "小林", "--chain", database, "--from", "2026-03-04", "--to", "2026-03-03")
    #expect(result.exit == 2 && result.err.contains("error[F1032]"), "\(result)")
    #expect(run("statement", "小林", "--chain", database, "--from", "soon").exit == 2)
  }

  @Test func nobodyElseIsNamed() {
    let result = run("statement", "茶庄", "--chain", database, "--format", "csv")
    #expect(!result.out.contains("小林") && !result.out.contains("仲裁"), "\(result.out)")
  }

  @Test func commaSeparatedValues() {
    let result = run("statement", "小林", "--chain", database, "--format", "csv")
    #expect(
      result.out
        == """
        time,block,counterparty,what,in,out,balance
        2026-03-01 00:00:00,0,工行,issue,10000.00,,10000.00
        2026-03-01 00:00:00,0,Escrow 1.escrow,deposit 1.1,,2680.00,7320.00
        2026-03-01 00:00:00,0,仲裁,pay,,20.50,7299.50
        2026-03-04 09:30:05,2,工行,redeem,,100.00,7199.50

        """.replacing("\n", with: "\r\n"))
    #expect(
      csvRecord(["a,b", "say \"hi\"", "two\r\nlines", "plain", ""])
        == "\"a,b\",\"say \"\"hi\"\"\",\"two\r\nlines\",plain,\r\n")
  }

  @Test func jsonLines() throws {
    let result = run("statement", "茶庄", "--chain", database, "--json")
    #expect(
      result.out == """
        {"time":"2026-03-04T09:30:05+08:00","block":2,"counterparty":"Escrow 1.escrow",\
        "account":"hold","kind":"act","action":"confirm","clause":"3.1","in":268000,"out":0,\
        "balance":268000}

        """)
    #expect(run("statement", "茶庄", "--chain", database, "--format", "json") == result)
  }

  /// What a wallet could not take is no movement of it, and is said below.
  @Test func whatIsUnclaimed() throws {
    let steps = """
      wallet 小贩: personal class 4 at 工行 funded ¥500
      let deal = deploy Escrow {
        buyer: 小林, seller: 小贩, arbiter: 仲裁
        price: ¥9,900, fee: ¥80, shipBy: 2026-03-05
      }
      小林: deal.deposit
      小贩: deal.ship
      at +20 days
      wallet 小贩二: personal class 2 at 工行 owned by 小贩
      小贩二: claim ¥9,000
      """
    let other = folder["unclaimed.db"]
    let file = try folder.scenario(steps, named: "u.qi", deploys: false)
    let played = run("run", "--chain", other, file)
    #expect(played.exit == 0, "\(played)")
    let first = run("statement", "小贩", "--chain", other)
    #expect(first.out.contains("900.00 more is unclaimed"), "\(first.out)")
    #expect(!first.out.contains("9,900.00"))
    let second = run("statement", "小贩二", "--chain", other)
    #expect(second.out.contains("小贩二 (unclaimed) "), "\(second.out)")
  }

  /// A holder's money waits under the first wallet; the payer dealt with the second.
  @Test func anotherWalletOfAPayeeStaysUnnamed() throws {
    let contract = """
      qi 1
      contract Gift {
        parties giver, taker
        start Open {
          giver may give { pay ¥9,900 from giver to taker } -> Given
          after 1 day -> Given
        }
        end Given
      }
      """
    let steps = """
      wallet 小贩: personal class 2 at 工行
      wallet 小贩二: personal class 4 at 工行 owned by 小贩 funded ¥500
      let gift = deploy Gift { giver: 小林, taker: 小贩二 }
      小林: gift.give
      """
    let opening = Folder.opening.replacing("qi 1\n", with: contract + "\n")
      .replacing("use Escrow from \"escrow.qi\"", with: "")
    let file = try folder.write("gift.qi", opening + steps + "\n}\n")
    let played = run("run", "--chain", folder["gift.db"], file)
    #expect(played.exit == 0, "\(played)")
    let result = run("statement", "小林", "--chain", folder["gift.db"], "--format", "csv")
    #expect(result.out.contains(",小贩二 (unclaimed),give 1.1,,9900.00,100.00"), "\(result.out)")
  }

  @Test(arguments: [
    ("小琳", "did you mean `小林`?", "是否为“小林”？"), ("工行", "there is 小林, 茶庄, 仲裁", "有小林、茶庄、仲裁"),
    ("nobody", "there is 小林", "有小林"),
  ])
  func aWalletThatIsNotThere(name: String, english: String, chinese: String) {
    let result = run("statement", name, "--chain", database, "--format", "csv")
    #expect(result.exit == 2 && result.out == "")
    #expect(result.err.contains("error[F1030]") && result.err.contains(english), "\(result.err)")
    let other = run("statement", name, "--chain", database, "--lang", "zh")
    #expect(other.exit == 2 && other.err.contains(chinese), "\(other.err)")
  }

  @Test func chainsThatCannotBeRead() {
    #expect(run("statement", "小林", "--chain", folder["none.db"]).err.contains("[F2002]"))
    #expect(run("statement", "小林", "--chain", folder["escrow.qi"]).exit == 2)
    #expect(run("statement", "小林").exit == 2)
    #expect(run("statement", "小林", "--chain", database, "--format", "xml").exit == 2)
  }

  @Test(arguments: ["table", "csv", "json"])
  func aDamagedChainStatesNothing(format: String) throws {
    try damage(database, block: 1)
    for wallet in ["小林", "小琳"] {
      let result = run("statement", wallet, "--chain", database, "--format", format)
      #expect(statesNothing(result, asJSON: format == "json"), "\(result)")
    }
  }
}

/// Whether all that is said is what is wrong with block 1, as JSON on the output.
func statesNothing(_ result: Outcome, asJSON: Bool) -> Bool {
  let (said, silent) = asJSON ? (result.out, result.err) : (result.err, result.out)
  return result.exit == 1 && silent == ""
    && said.hasPrefix(asJSON ? "{\"verified\":false," : "✗ block 1: ")
}

/// Changes a byte of a stored block's first entry.
func damage(_ database: String, block height: UInt64) throws {
  let log = try SQLiteLog.open(database, readOnly: false)
  var bytes = try #require(try log.read(height: height)).bytes
  bytes[230] ^= 1
  let hexadecimal = bytes.map { String(format: "%02x", $0) }.joined()
  try log.execute("UPDATE block SET bytes = x'\(hexadecimal)' WHERE height = \(height)")
  try log.close()
}
