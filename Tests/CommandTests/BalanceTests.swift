import Testing

/// `yuanqi balance`: all accounts, at any moment of a chain.
@Suite struct BalanceTests {
  private let folder: Folder
  private let database: String

  /// Blocks of 1, 2 and 4 March, and what nobody can take for lack of room.
  init() throws {
    folder = try Folder()
    database = folder["c.db"]
    let steps = """
      operator 建行
      wallet 小贩: personal class 4 at 建行 funded ¥500
      let deal = deploy Escrow {
        buyer: 小林, seller: 小贩, arbiter: 仲裁
        price: ¥9,900, fee: ¥80, shipBy: 2026-03-05
      }
      小林: deal.deposit
      at +1 day
      小贩: deal.ship
      小贩: redeem ¥200
      at 2026-03-04 09:30:05
      小林: deal.confirm
      """
    let file = try folder.scenario(steps, deploys: false)
    let result = run("run", "--chain", database, file)
    #expect(result.exit == 0, "\(result)")
  }

  private func lines(_ outcome: Outcome) -> [String] {
    outcome.out.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
  }

  @Test func theHead() {
    let result = run("balance", "--chain", database)
    #expect(result.exit == 0 && result.err == "")
    #expect(
      lines(result).dropLast() == [
        "trial balance · after block 2, 2026-03-04 09:30:05, the head",
        "operator account accounts debit credit", "工行 issued 1 10,000.00",
        "class 2 personal wallet 1 100.00", "corporate wallet 2 0.00",
        "held by contracts 1 0.00", "建行 issued 1 300.00", "class 4 personal wallet 1 300.00",
        "unclaimed 1 9,900.00", "total 8 10,300.00 10,300.00", "✓ debit − credit = 0.00",
      ])
    #expect(result.out.contains("✓ 3 blocks, "))
    let chinese = run("balance", "--chain", database, "--lang", "zh")
    for part in ["试算平衡 · 区块 2 之后", "兑出净额", "个人四类钱包", "合约保管", "待领", "借方 − 贷方 = 0.00"] {
      #expect(chinese.out.contains(part), "\(chinese.out)")
    }
  }

  @Test(arguments: [
    ("0", 0), ("1", 1), ("2", 2), ("2026-03-01", 0), ("2026-03-02", 1), ("2026-03-03", 1),
    ("2026-03-02 00:00", 1), ("2026-03-01 23:59:59", 0), ("2026-03-04 09:30:04", 1),
    ("2026-03-04 09:30:05", 2), ("2030-01-01", 2),
  ])
  func anyMoment(at: String, height: Int) {
    let result = run("balance", "--chain", database, "--at", at, "--json")
    #expect(result.exit == 0 && result.err == "")
    #expect(result.out.hasPrefix("{\"height\":\(height),\"time\":\""), "\(result.out)")
    let sums = [1_050_000, 1_030_000, 1_030_000]
    let total = "\"debit\":\(sums[height]),\"credit\":\(sums[height]),\"balanced\":true}\n"
    #expect(result.out.hasSuffix(total), "\(result.out)")
    let held = height == 2 ? 0 : 990_000
    let row = "{\"operator\":\"工行\",\"account\":\"held\",\"class\":null,\"accounts\":1,\"debit\":0,"
    #expect(result.out.contains(row + "\"credit\":\(held)}"), "\(result.out)")
  }

  @Test(arguments: [
    ("3", "F1041", "the head is block 2", "链头为区块 2"),
    ("18446744073709551615", "F1041", "the head is block 2", "链头为区块 2"),
    ("2026-02-28", "F1042", "it begins at 2026-03-01 00:00", "链始于 2026-03-01 00:00"),
    ("2026-02-28 23:59:59", "F1042", "its head is block 2", "链头为区块 2"),
  ])
  func momentsOffTheChain(at: String, code: String, english: String, chinese: String) {
    let result = run("balance", "--chain", database, "--at", at)
    #expect(result.exit == 2 && result.out == "")
    #expect(result.err.contains("[\(code)]") && result.err.contains(english), "\(result.err)")
    let other = run("balance", "--chain", database, "--at", at, "--lang", "zh")
    #expect(other.exit == 2 && other.err.contains(chinese), "\(other.err)")
  }

  @Test(arguments: ["soon", "-1", "2026-02-30", "2026-03-01 25:00", "99999999999999999999", ""])
  func whatIsNoMoment(at: String) {
    let result = run("balance", "--chain", database, "--at=\(at)")
    #expect(result.exit == 2 && result.out == "" && !result.err.isEmpty)
  }

  @Test func chainsThatCannotBeRead() {
    #expect(run("balance", "--chain", folder["none.db"]).err.contains("[F2002]"))
    #expect(run("balance").exit == 2)
  }

  /// Of a chain with something wrong even what comes before it is not stated.
  @Test(arguments: [[], ["--at", "0"], ["--json"], ["--at", "9"]])
  func aDamagedChainStatesNothing(arguments: [String]) throws {
    try damage(database, block: 1)
    let result = run(["balance", "--chain", database] + arguments)
    #expect(statesNothing(result, asJSON: arguments == ["--json"]), "\(result)")
  }
}
