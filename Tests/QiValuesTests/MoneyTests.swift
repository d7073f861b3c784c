import QiValues
import Testing

@Suite struct MoneyTests {
  @Test(arguments: [
    (0, "0.00"), (1, "0.01"), (10, "0.10"), (99_999, "999.99"), (100_000, "1,000.00"),
    (123_456_789, "1,234,567.89"), (-1, "−0.01"), (-123_456, "−1,234.56"),
    (Int64.max, "92,233,720,368,547,758.07"), (Int64.min, "−92,233,720,368,547,758.08"),
  ])
  func `fen are printed as yuan`(fen: Int64, text: String) {
    #expect(Money(fen: fen).description == text)
  }

  @Test func `sums and differences out of bounds are refused`() throws {
    let (most, least, fen) = (Money(fen: .max), Money(fen: .min), Money(fen: 1))
    #expect(try most.adding(least) == Money(fen: -1))
    #expect(try least.adding(most).subtracting(fen) == Money(fen: -2))
    #expect(throws: Refusal(.arithmetic)) { try most.adding(fen) }
    #expect(throws: Refusal(.arithmetic)) { try least.subtracting(fen) }
    #expect(throws: Refusal(.arithmetic)) { try Money.zero.subtracting(least) }
  }

  @Test func `reasons keep their numbers and spellings`() {
    #expect(Reason.allCases.map(\.rawValue) == Array(1...19))
    for reason in Reason.allCases { #expect(Reason(code: reason.code) == reason) }
    #expect(Reason(code: "Frozen") == nil)
    #expect(Reason.insufficientFunds.rawValue == 9 && Reason.selfPayment.rawValue == 14)
  }

  @Test func `an account's number never passes for another's`() {
    let account = Account.wallet(ActorNumber(5))
    #expect(account.rawValue == 1 << 56 | 5)
    #expect(account.kind == .wallet && account.number == 5)
    #expect(Account.wallet(ActorNumber(1 << 56 | 5)) != account)
    #expect(Account.issuance(ActorNumber(.max)).kind == .issuance)
    #expect(Account(rawValue: 5) == nil && Account(rawValue: 5 << 56) == nil)
  }
}
