// The code between the two marks is the one in README.md, word by word: ReadmeTests.swift.
// begin
import Testing
import YuanqiKit

@Test func silenceConfirms() throws {
  let platform = try Platform(begin: #require(Instant("2026-03-01")))
  let bank = try platform.openOperator("工行")
  let lin = try platform.openWallet("小林", .personal(class: 2), at: bank, funded: .yuan(10_000))
  let shop = try platform.openWallet("书店", .corporate, at: bank)

  let deal = try platform.deploy(
    Template(purchase), parties: ["buyer": lin, "seller": shop],
    terms: ["price": .money(.yuan(2_000))])
  try platform.act(lin, deal, "deposit")
  #expect(platform.balance(of: lin) == .yuan(8_000))

  let receipt = try platform.act(shop, deal, "confirm")  // who may not, changes nothing
  #expect(receipt.reason == .notAuthorised)

  try platform.advance(to: #require(Instant("2026-03-11")))  // ten days of silence
  #expect(platform.phase(of: deal) == "Completed")
  #expect(platform.balance(of: shop) == .yuan(2_000))

  try platform.close()
  #expect(try platform.verify() == platform.head)  // the chain, replayed from its first block
}

let purchase = """
  qi 1
  contract Purchase {
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
// end
