import QiLedger
import Testing

@testable import YuanqiKit

/// Bills shared out between wallets of every kind, on a chain that is then replayed.
@Suite struct SplitTests {
  static let text = """
    qi 1
    contract Bill {
        parties buyer, merchant, agent
        terms { most: money where most >= ¥0 }
        holds vouchers owned by buyer
        holds reserve owned by merchant
        invariant in Settled, Lapsed: vouchers == ¥0 and reserve == ¥0
        start Open {
            buyer may load(sum: money) { pay sum from buyer to vouchers }
            buyer may settle(bill: money) {
                split bill from (vouchers, then reserve, then buyer) {
                    12.5% { 3333 bp at most most to buyer, 10% to agent, remainder to merchant }
                    20% to reserve
                    7.77% at most most { 50% to vouchers, remainder to agent }
                    remainder to merchant
                }
            }
            merchant may top_up(sum: money) {
                try {
                    split sum from (merchant, then reserve) { 50% to reserve, remainder to agent }
                } else { note "short" }
            }
            buyer may close -> Settled
            after 5 days {
                split vouchers { 33.33% to agent, 33.33% to reserve, remainder to buyer }
                split reserve { remainder { 1% to merchant, remainder to agent } }
            } -> Lapsed
        }
        end Settled, Lapsed
    }
    """

  private func open(
    _ type: WalletType = .corporate, yuan: Int32 = 1000
  ) throws -> (platform: Platform, wallets: [ActorNumber], deal: ContractNumber) {
    let platform = try Platform(begin: at("2026-03-01"))
    let bank = try platform.openOperator("工行")
    let names = ["小林", "小店", "平台"]
    let wallets = try names.enumerated().map { index, name in
      try platform.openWallet(
        name, index == 0 ? type : .corporate, at: bank, funded: index == 0 ? .yuan(yuan) : .zero)
    }
    let deal = try platform.deploy(
      try Template(SplitTests.text),
      parties: ["buyer": wallets[0], "merchant": wallets[1], "agent": wallets[2]],
      terms: ["most": .money(.yuan(1))])
    return (platform, wallets, deal)
  }

  @Test func eachDrawIsOnePaymentOfItsPayer() throws {
    // Class 4 pays ¥2,000 at most, ¥5,000 a day.
    let (platform, wallets, deal) = try open(.personal(class: 4), yuan: 9_000)
    let over = try platform.act(wallets[0], deal, "settle", .money(Money(fen: 200_001)))
    #expect(over.reason == .limitExceeded)
    #expect(try platform.act(wallets[0], deal, "settle", .money(.yuan(2_000))).isDone)
    let paid =
      platform.balance(of: wallets[1]).fen + platform.balance(of: wallets[2]).fen
      + platform.held(by: deal).fen
    #expect(platform.balance(of: wallets[0]).fen == 900_000 - paid)
    // ¥1 came back to the buyer: the day's limit does not know of it.
    #expect(try platform.act(wallets[0], deal, "load", .money(.yuan(2_000))).isDone)
    #expect(
      try platform.act(wallets[0], deal, "load", .money(Money(fen: 100_001))).reason
        == .limitExceeded)
    #expect(try platform.act(wallets[0], deal, "load", .money(.yuan(1_000))).isDone)
  }

  @Test func togetherTooLittleIsRefusedWhole() throws {
    let (platform, wallets, deal) = try open(yuan: 100)
    #expect(try platform.act(wallets[0], deal, "load", .money(.yuan(30))).isDone)
    let before = platform.stateBytes(but: wallets[0])
    let receipt = try platform.act(wallets[0], deal, "settle", .money(Money(fen: 10_001)))
    #expect(receipt.reason == .insufficientFunds)
    #expect(receipt.refusal?[.available] == .money(.yuan(100)))
    #expect(receipt.refusal?[.needed] == .money(Money(fen: 10_001)))
    #expect(platform.stateBytes(but: wallets[0]) == before)
    #expect(
      try platform.act(wallets[0], deal, "settle", .money(Money(fen: -1))).reason == .invalidAmount)
    let nothing = try platform.act(wallets[0], deal, "settle", .money(.zero))
    #expect(nothing.isDone && nothing.postings.isEmpty)
    #expect(try platform.act(wallets[0], deal, "settle", .money(.yuan(100))).isDone)
  }

  @Test(arguments: (1...(isLong ? 200 : 4)).map(UInt64.init))
  func nothingIsMadeOrLost(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let platform = try Platform(begin: at("2026-03-01"), seed: seed)
    let bank = try platform.openOperator("工行")
    let types: [WalletType] = (1...4).map { .personal(class: $0) } + [.corporate]
    var supply: Int64 = 0
    let wallets = try (0..<10).map { index in
      let sum = Money(fen: index % 5 == 3 ? 999_900 : Int64(random.below(950_000)))
      supply += sum.fen
      return try platform.openWallet("户\(index)", types[index % 5], at: bank, funded: sum)
    }
    let template = try Template(SplitTests.text)
    var deals: [ContractNumber] = []
    var (shared, unclaimed) = (0, 0)
    platform.observer = { receipt in
      #expect(receipt.postings.reduce(0) { $0 + $1.amount.fen } == 0)
      if receipt.postings.count > 4 { shared += 1 }
      unclaimed += receipt.postings.count { $0.account.kind == .unclaimed }
    }
    for _ in 0..<300 {
      let amount = Money(fen: Int64(random.below(150_000)) - 500)
      switch random.below(12) {
      case 0:
        let first = random.below(10)
        let others = (1...2).map { wallets[(first + $0 * 3) % 10] }
        deals.append(
          try platform.deploy(
            template,
            parties: ["buyer": wallets[first], "merchant": others[0], "agent": others[1]],
            terms: ["most": .money(Money(fen: Int64(random.below(5_000))))]))
      case 1:
        try platform.advance(
          to: #require(platform.now.adding(seconds: Int64(random.below(90_000)))))
      default:
        guard !deals.isEmpty else { continue }
        let deal = deals[random.below(deals.count)]
        let acts = ["load", "settle", "settle", "top_up", "close"]
        let act = acts[random.below(20) == 0 ? 4 : random.below(4)]
        let parties = platform.parties(of: deal)
        _ = try platform.act(
          parties[act == "top_up" ? 1 : 0], deal, act,
          arguments: act == "close" ? [] : [.money(amount)])
      }
    }
    try platform.advance(to: #require(platform.now.adding(seconds: 864_000)))
    #expect(try platform.audit().supply.fen == supply)
    for deal in deals {
      #expect(platform.phase(of: deal) != "Halted" && platform.held(by: deal) == .zero)
      #expect(platform.brokenPromises(of: deal).isEmpty)
    }
    #expect(shared > 20, "seed \(seed): so little was shared out that little was tested")
    try platform.close()
    #expect(try platform.verify() == platform.head)
    if seed == 1 { #expect(unclaimed > 0) }
  }
}
