import QiLedger
import Testing

@testable import YuanqiKit

@Suite struct BatchTests {
  /// Many wallets of class 4, with a bank and money.
  private func platform(wallets: Int) throws -> (Platform, [ActorNumber]) {
    let platform = try Platform(begin: at("2026-03-01"))
    let bank = try platform.openOperator("工行")
    let numbers = try (0..<wallets).map {
      try platform.openWallet("户\($0)", .personal(class: 4), at: bank, funded: .yuan(2_000))
    }
    return (platform, numbers)
  }

  private func payments(_ count: Int, among wallets: [ActorNumber], seed: UInt64) -> [Payment] {
    var random = SplitMix(state: seed)
    return (0..<count).map { _ in
      Payment(
        Money(fen: Int64(random.below(250_000)) - 1_000),
        from: wallets[random.below(wallets.count)],
        to: ActorNumber(UInt64(random.below(wallets.count + 5))))
    }
  }

  @Test func aBatchIsWhatItsPaymentsAreOneByOne() throws {
    let (one, wallets) = try platform(wallets: 50)
    let (many, _) = try platform(wallets: 50)
    let batch = payments(9_000, among: wallets, seed: 5)
    let reasons = try batch.map { try one.pay($0.amount, from: $0.payer, to: $0.payee).reason }
    var observed: [Reason?] = []
    many.observer = { observed.append($0.reason) }
    #expect(try many.pay(batch) == reasons)
    #expect(observed == reasons)
    #expect(Set(reasons).isSuperset(of: [nil, .badArgument, .invalidAmount, .limitExceeded]))
    try one.close()
    try many.close()
    #expect(many.head == one.head)
    #expect(try many.verify() == one.head)
  }

  @Test(arguments: [ActorNumber.time, ActorNumber(99), ActorNumber(.max)])
  func aPayerWhoIsNotThereStopsTheWholeBatch(payer: ActorNumber) throws {
    let (platform, wallets) = try platform(wallets: 2)
    let good = Payment(.yuan(1), from: wallets[0], to: wallets[1])
    let before = platform.stateBytes()
    #expect {
      try platform.pay([good, Payment(.yuan(1), from: payer, to: wallets[0])])
    } throws: { error in
      if case PlatformFailure.unknownActor(payer) = error { true } else { false }
    }
    #expect(platform.stateBytes() == before)
    #expect(try platform.pay([]) == [])
  }
}
