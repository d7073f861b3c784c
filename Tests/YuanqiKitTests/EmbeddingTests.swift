import Testing
import YuanqiKit

let escrowText = """
  qi 1
  contract Deal {
      parties buyer, seller
      terms { price: money where price > ¥0 }
      holds escrow owned by buyer
      start Offered {
          buyer may deposit { pay price from buyer to escrow } -> Paid
          after 3 days -> Lapsed
      }
      phase Paid {
          buyer may confirm { pay all from escrow to seller } -> Completed
          after 10 days     { pay all from escrow to seller } -> Completed
      }
      end Lapsed, Completed
  }
  """

struct EmbeddingTests {
  @Test func silenceConfirms() throws {
    let platform = try Platform(begin: Instant(startOf: Day(year: 2026, month: 3, day: 1)!))
    let bank = try platform.openOperator("工行")
    let lin = try platform.openWallet(
      "小林", .personal(class: 2), at: bank, funded: Money(fen: 10_000_00))
    let shop = try platform.openWallet("学堂", .corporate, at: bank)

    let deal = try platform.deploy(
      Template(escrowText), parties: ["buyer": lin, "seller": shop],
      terms: ["price": .money(Money(fen: 2_000_00))])
    try platform.act(lin, deal, "deposit")
    #expect(platform.balance(of: lin) == Money(fen: 8_000_00))

    let early = try platform.act(shop, deal, "confirm")
    #expect(early.reason == .notAuthorised)

    try platform.advance(to: Instant(startOf: Day(year: 2026, month: 3, day: 11)!))
    #expect(platform.phase(of: deal) == "Completed")
    #expect(platform.balance(of: shop) == Money(fen: 2_000_00))
    try platform.close()
    #expect(try platform.verify() == platform.head)
    print(platform.stateRoot!.root, platform.trialBalance)
  }
}
