import QiLedger
import QiValues
import Testing

@Suite struct PaymentTests {
  @Test func `money moves, or the lowest reason is given`() throws {
    var ledger = try town()
    let fen = Money(fen: 1)
    check(
      &ledger, at: try time(2026, 3, 1),
      [
        Step(
          .issue(yuan(100), icbc, to: phone), then: (phoneAccount, yuan(100)),
          (.issuance(icbc), yuan(-100))),
        Step(.issue(yuan(100), ccb, to: phone), .notAuthorised),
        Step(.issue(yuan(100), phone, to: phone), .notAuthorised),
        Step(.issue(yuan(100), icbc, to: icbc), .notAuthorised),
        Step(.issue(yuan(-1), ccb, to: phone), .notAuthorised),
        Step(.issue(yuan(-1), icbc, to: phone), .invalidAmount),
        Step(.issue(.zero, icbc, to: phone), then: (phoneAccount, yuan(100))),
        Step(
          .transfer(yuan(30), phone, to: shop), then: (phoneAccount, yuan(70)),
          (shopAccount, yuan(30))),
        Step(.transfer(.zero, phone, to: shop), then: (phoneAccount, yuan(70))),
        Step(.transfer(.zero, phone, to: phone), then: (phoneAccount, yuan(70))),
        Step(.transfer(.zero, phone, to: nobody), .badArgument),
        Step(.transfer(yuan(1), phone, to: icbc), .badArgument),
        Step(.transfer(yuan(1), nobody, to: nobody), .notAuthorised),
        Step(.transfer(yuan(1), .centre, to: phone), .notAuthorised),
        Step(.transfer(Money(fen: .min), phone, to: shop), .invalidAmount),
        Step(.transfer(yuan(-1), phone, to: phone), .invalidAmount),
        Step(.transfer(yuan(70), phone, to: phone), .selfPayment),
        Step(
          .transfer(try yuan(70).adding(fen), phone, to: phone),
          Refusal(
            .insufficientFunds, (.available, .money(yuan(70))), (.needed, .money(Money(fen: 7001))))
        ),
        Step(.transfer(yuan(3_000), phone, to: shop), .insufficientFunds),
        Step(.redeem(yuan(71), phone), .insufficientFunds),
        Step(.redeem(yuan(-71), phone), .invalidAmount),
        Step(.redeem(yuan(1), icbc), .notAuthorised),
        Step(.redeem(yuan(70), phone), then: (phoneAccount, .zero), (.issuance(icbc), yuan(-30))),
      ])
    #expect(ledger.trialBalance.supply == yuan(30))
  }

  @Test func `an operator may redeem what another issued`() throws {
    var ledger = try town(rich: [phone])
    check(
      &ledger, at: try time(2026, 3, 1),
      [
        Step(.transfer(yuan(1_000), phone, to: shop)),
        Step(
          .redeem(yuan(1_000), shop), then: (.issuance(ccb), yuan(1_000)),
          (.issuance(icbc), yuan(-5_000))),
      ])
    #expect(ledger.trialBalance.supply == yuan(4_000))
  }

  @Test func `the supply stays in bounds, all operators together`() throws {
    var ledger = try town()
    let most = Money(fen: .max)
    check(
      &ledger, at: try time(2026, 3, 1),
      [
        Step(.issue(most, icbc, to: counter), then: (counterAccount, most)),
        Step(.issue(Money(fen: 1), icbc, to: counter), .arithmetic),
        Step(.issue(Money(fen: 1), ccb, to: shop), .arithmetic),
        Step(.transfer(most, counter, to: shop), then: (shopAccount, most)),
        Step(.transfer(most, shop, to: counter), then: (counterAccount, most)),
        Step(.transfer(Money(fen: 1), counter, to: shop), .arithmetic),  // more than 2^63 in a day
        Step(.redeem(most, counter), then: (.issuance(icbc), .zero)),
      ])
  }

  @Test func `openings are numbered in order and checked`() throws {
    var ledger = Ledger()
    #expect(throws: Refusal(.notAuthorised)) { try ledger.openOperator() }
    ledger = try town()
    #expect(throws: Refusal(.notAuthorised)) { try ledger.openCentre() }
    let openings: [(WalletKind, UInt8, ActorNumber, ActorNumber?, Reason)] = [
      (.personal, 1, .centre, nil, .notAuthorised),
      (.personal, 1, phone, nil, .notAuthorised),
      (.personal, 9, nobody, nobody, .notAuthorised),
      (.personal, 0, icbc, nil, .badArgument),
      (.personal, 5, icbc, nil, .badArgument),
      (.corporate, 1, icbc, nil, .badArgument),
      (.personal, 1, icbc, nobody, .badArgument),
      (.personal, 1, icbc, icbc, .badArgument),
    ]
    for (kind, walletClass, at, holder, reason) in openings {
      let error = #expect(throws: Refusal.self) {
        try ledger.openWallet(kind, class: walletClass, at: at, holder: holder)
      }
      #expect(error?.reason == reason)
    }
    #expect(try ledger.openWallet(.personal, class: 3, at: icbc, holder: sub).number == 9)
    #expect(ledger.actor(ActorNumber(9))?.holder == bound)
  }

  @Test func `every actor counts its transactions`() throws {
    var ledger = try town()
    #expect(ledger.nextSequence(of: phone) == 1)
    ledger.advanceSequence(of: phone)
    ledger.advanceSequence(of: phone)
    ledger.advanceSequence(of: .time)
    ledger.advanceSequence(of: nobody)
    ledger.fetch([phone, nobody])
    #expect(ledger.nextSequence(of: phone) == 3)
    #expect(ledger.nextSequence(of: .time) == 2)
    #expect(ledger.nextSequence(of: nobody) == 1)
  }
}
