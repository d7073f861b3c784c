import Testing

@testable import YuanqiKit

/// Why an act would not go through: all that is wanting, and nothing changes.
@Suite struct WhyNotTests {
  private let platform: Platform
  private let buyer: ActorNumber
  private let shop: ActorNumber
  private let deal: ContractNumber

  init() throws {
    platform = try Platform(begin: at("2026-03-01"))
    let bank = try platform.openOperator("工行")
    buyer = try platform.openWallet("小林", .corporate, at: bank, funded: .yuan(100))
    shop = try platform.openWallet("小店", .corporate, at: bank)
    let template = try Template(
      """
      qi 1
      contract Order {
        parties buyer, shop
        terms { sum: money where sum > ¥0 }
        holds paid owned by buyer
        var ready = false
        var left = 0
        start Open {
          buyer may order(count: integer where 0 < count and count < 9) from 2026-03-03
              when ready and left >= count and today < 2026-04-01 {
            pay sum * count from buyer to paid
          } -> Paid
          shop may make { ready = true, left += 2 }
          on 2026-05-01 -> Over
        }
        phase Paid {
          shop may send -> Paid
          after 1 day { pay all from paid to shop } -> Over
        }
        end Over
      }
      """)
    deal = try platform.deploy(
      template, parties: ["buyer": buyer, "shop": shop], terms: ["sum": .money(.yuan(60))])
  }

  private func asked(_ who: ActorNumber, _ act: String, _ arguments: Value...) -> WhyNot {
    platform.whyNot(who, deal, act, arguments: arguments)
  }

  @Test func everythingThatFailsIsTold() throws {
    let before = platform.stateBytes()
    let found = asked(shop, "order", .integer(9))
    #expect(
      found.obstacles.map(\.refusal.reason) == [
        .notAuthorised, .tooEarly, .badArgument, .guardFailed, .guardFailed,
      ])
    #expect(
      found.obstacles.map(\.condition?.en) == [nil, nil, "count < 9", "ready", "left >= count"])
    let make = Remedy.act("make", by: [shop])
    #expect(
      found.obstacles.map(\.remedies) == [
        [.act("order", by: [buyer])], [.time(try at("2026-03-03"))], [.argument("count")],
        [make], [make, .argument("count")],
      ])
    #expect(found.until == (try at("2026-05-01")))
    #expect(platform.stateBytes() == before)
    #expect(found.obstacles.allSatisfy { $0.refusal.clause == ClauseNumber(phase: 1, clause: 1) })
  }

  /// The statements are tried, and taken back; the phase that would be entered starts no deadline.
  @Test func whatWouldGoThroughIsOnlyTried() throws {
    try platform.act(shop, deal, "make")
    try platform.advance(to: at("2026-03-03"))
    #expect(
      asked(buyer, "order", .integer(2)).obstacles.map(\.refusal.reason) == [.insufficientFunds])
    let before = platform.stateBytes()
    #expect(asked(buyer, "order", .integer(1)).obstacles.isEmpty)
    #expect(platform.stateBytes() == before && platform.phase(of: deal) == "Open")
    #expect(platform.machine.nextDue()?.due == (try at("2026-05-01")))
    #expect(try platform.act(buyer, deal, "order", .integer(1)).isDone)
    try platform.close()
    #expect(try platform.verify() == platform.head)
  }

  @Test func anotherPhaseNamesWhatLeadsThere() throws {
    let found = asked(shop, "send").obstacles
    #expect(found.map(\.refusal.reason) == [.wrongPhase] && found[0].condition?.en == "Paid")
    #expect(found[0].remedies == [.act("order", by: [buyer])])
    #expect(asked(shop, "fly").obstacles.map(\.refusal.reason) == [.unknownAction])
    let nowhere = platform.whyNot(shop, ContractNumber(9), "send")
    #expect(nowhere.obstacles.map(\.refusal.reason) == [.badArgument] && nowhere.until == nil)
  }

  /// What is done, too late or closed cannot lead there any more in this stay; what two clauses say
  /// is said once.
  @Test func onlyWhatCanStillComeIsNamed() throws {
    let template = try Template(
      """
      qi 1
      contract Steps {
        parties buyer, shop
        start Open {
          shop must send within 2 days -> Sent, failing which { note "late" }
          buyer may fetch before 2026-03-02 -> Sent
          buyer may fetch when today < begun + 3 days -> Sent
          buyer may fetch when today > begun + 3 days -> Sent
          after 9 days -> Over
        }
        phase Sent {
          buyer may thank -> Over
          after 1 day -> Over
        }
        end Over
      }
      """)
    let steps = try platform.deploy(template, parties: ["buyer": buyer, "shop": shop])
    func remedies() -> [Remedy] {
      platform.whyNot(buyer, steps, "thank").obstacles.flatMap(\.remedies)
    }
    let (send, fetch) = (Remedy.act("send", by: [shop]), Remedy.act("fetch", by: [buyer]))
    #expect(remedies() == [send, .time(try at("2026-03-03")), fetch])
    try platform.advance(to: at("2026-03-03"))
    #expect(remedies() == [fetch])
  }

  // MARK: Time, and those who have signed

  private func mandates(_ clauses: String) throws -> ContractNumber {
    let template = try Template(
      """
      qi 1
      contract Fees {
        parties buyer, shop
        mandate fee from buyer: up to ¥5 every day until begun + 2 days
        var who: party or none
        start Open {
          shop may charge(sum: money) { pay sum from buyer to shop under fee }
          \(clauses)
          after 5 days -> Over
        }
        end Over
      }
      """)
    return try platform.deploy(template, parties: ["buyer": buyer, "shop": shop])
  }

  private func charging(_ fee: ContractNumber, _ sum: Int32) -> [Obstacle] {
    platform.whyNot(shop, fee, "charge", arguments: [.money(.yuan(sum))]).obstacles
  }

  /// What was used comes back with the next period, if there is one, and if that is enough.
  @Test func timeBringsACapBack() throws {
    let fee = try mandates("")
    try platform.act(shop, fee, "charge", .money(.yuan(5)))
    #expect(charging(fee, 5).map(\.refusal.reason) == [.mandateExceeded])
    #expect(charging(fee, 5)[0].remedies == [.time(try at("2026-03-02"))])
    #expect(charging(fee, 6)[0].remedies == [])
    try platform.advance(to: at("2026-03-02"))
    try platform.act(shop, fee, "charge", .money(.yuan(5)))
    // At the next midnight the mandate ends.
    #expect(charging(fee, 5)[0].remedies == [])
    try platform.revoke("fee", of: fee, by: buyer)
    #expect(charging(fee, 6).map(\.refusal.reason) == [.mandateRevoked])
    #expect(charging(fee, 6)[0].remedies == [])
  }

  @Test func timeEndsAnOrder() throws {
    let fee = try mandates("")
    let order = FreezeOrder("执1号", until: try at("2026-03-01 18:00"))
    try platform.freeze(buyer, by: order, asked: buyersBank)
    #expect(charging(fee, 5).map(\.refusal.reason) == [.frozen])
    #expect(charging(fee, 5)[0].remedies == [.time(try at("2026-03-01 18:00"))])
  }

  /// No act gives a mandate back, and nobody is whom a variable does not name.
  @Test func whatNobodyCanChangeIsNotProposed() throws {
    let fee = try mandates(
      """
      shop may look when balance of buyer > ¥1,000 { note "rich" }
      who may thank { note "thanks" }
      """)
    let look = { platform.whyNot(shop, fee, "look").obstacles }
    #expect(look()[0].remedies == [.act("charge", by: [shop])])
    #expect(platform.whyNot(shop, fee, "thank").obstacles[0].remedies == [])
    try platform.revoke("fee", of: fee, by: buyer)
    #expect(look().map(\.refusal.reason) == [.mandateRevoked] && look()[0].remedies == [])
  }

  @Test func whoHasSignedIsNotAskedAgain() throws {
    let third = try platform.openWallet("小北", .corporate, at: buyersBank)
    let template = try Template(
      """
      qi 1
      contract Votes {
        parties a, b, c
        start Open { 3 of (a, b, c) may agree { note "agreed" }, after 5 days -> Over }
        end Over
      }
      """)
    let votes = try platform.deploy(template, parties: ["a": buyer, "b": shop, "c": third])
    try platform.act(buyer, votes, "agree")
    try platform.act(shop, votes, "agree")
    for who in [buyer, buyersBank] {
      let found = platform.whyNot(who, votes, "agree").obstacles
      #expect(found.map(\.remedies) == [[.act("agree", by: [third])]])
    }
  }

  private var buyersBank: ActorNumber { platform.actor(named: "工行") ?? .centre }
}
