import Testing

@testable import YuanqiKit

/// `anyone may`: whoever has a wallet acts, pays and is paid.
@Suite struct AnyoneTests {
  private static let text = """
    qi 1
    contract Reward {
        parties owner
        terms { sum: money where sum > ¥0, until: date }
        holds reward owned by owner
        book calls: integer by party max 2
        start Open {
            owner may offer { pay sum from owner to reward } -> Offered
            after 1 day -> Over
        }
        phase Offered {
            anyone may bring(what: text) when actor != owner {
                calls[actor] += 1
                pay ¥1 from actor to owner
                note "{actor} brings {what}"
                if calls[actor] == 2 { pay all from reward to actor } -> Over
            }
            on until { pay all from reward to owner } -> Over
        }
        end Over
    }
    """

  private let platform: Platform
  private let bank, owner, one, two, three: ActorNumber
  private let deal: ContractNumber

  init() throws {
    platform = try Platform(begin: at("2026-01-01"))
    bank = try platform.openOperator("工行")
    owner = try platform.openWallet("甲", .corporate, at: bank, funded: .yuan(100))
    one = try platform.openWallet("乙", .personal(class: 2), at: bank, funded: .yuan(10))
    two = try platform.openWallet("丙", .personal(class: 2), at: bank, funded: .yuan(10))
    three = try platform.openWallet("丁", .personal(class: 2), at: bank)
    deal = try platform.deploy(
      Template(AnyoneTests.text), parties: ["owner": owner],
      terms: ["sum": yuan(50), "until": day("2026-02-01")])
    try platform.act(owner, deal, "offer")
  }

  private func bring(_ who: ActorNumber) throws -> TransactionReceipt {
    try platform.act(who, deal, "bring", .text("猫"))
  }

  @Test func whoeverActsPaysAndIsPaid() throws {
    #expect(try bring(one).notes == ["乙 brings 猫"])
    #expect(try bring(two).isDone)
    #expect(try bring(one).isDone)
    #expect(platform.phase(of: deal) == "Over")
    #expect(platform.balance(of: one) == .yuan(58))
    #expect(platform.balance(of: two) == .yuan(9))
    #expect(platform.balance(of: owner) == .yuan(53))
    try platform.close()
    #expect(try platform.verify() == platform.head)
  }

  @Test func aWalletItTakes() throws {
    #expect(try bring(owner).refusal?.reason == .guardFailed)
    #expect(try bring(bank).refusal?.reason == .notAuthorised)
    #expect(try bring(three).refusal?.reason == .insufficientFunds)
    // The book counts two, and the third finds no room.
    try platform.issue(.yuan(5), by: bank, to: three)
    #expect(try bring(one).isDone && bring(two).isDone)
    #expect(try bring(three).refusal?.reason == .full)
    let closed = try platform.openWallet("戊", .corporate, at: bank)
    try platform.closeWallet(closed)
    #expect(try bring(closed).refusal?.reason == .notAuthorised)
  }

  private func codes(_ text: String) -> [String] {
    do throws(PlatformFailure) {
      _ = try Template(text)
      return []
    } catch {
      if case .source(_, let diagnostics) = error { return diagnostics.map(\.code) }
      return ["\(error)"]
    }
  }

  @Test(
    arguments: [
      ("pay ¥1 from actor to owner", nil), ("pay ¥1 from owner to actor", "Q2104"),
      ("pay all from actor to owner", "Q2101"),
      ("split ¥1 from (pot, then actor) { remainder to owner }", nil),
      ("pay ¥1 from other to owner", "Q2104"),
    ] as [(String, String?)])
  func whoseMoney(statement: String, code: String?) throws {
    let text = """
      qi 1
      contract C {
          parties owner
          holds pot owned by owner
          start S {
              anyone may go(other: party) { \(statement), note "{other}" }
              after 1 day { pay all from pot to owner } -> E
          }
          end E
      }
      """
    #expect(codes(text) == (code.map { [$0] } ?? []))
  }

  /// A party's act has no `actor`, and an argument cannot be called so where there is one.
  @Test(arguments: [
    ("owner may go { note \"{actor}\" }", "Q2001"),
    ("anyone may go(actor: integer) { note \"{actor}\" }", "Q2145"),
  ])
  func theWordActor(clause: String, code: String) throws {
    let text = "qi 1 contract C { parties owner start S { \(clause) after 1 day -> E } end E }"
    #expect(codes(text) == [code])
  }
}
