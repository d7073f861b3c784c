import QiBytecode
import QiChain
import QiCrypto
import Testing

@testable import YuanqiKit

/// Roles of many: a list that comes with the terms, everybody in it a party.
@Suite struct RolesOfManyTests {
  private let platform: Platform
  private let bank, club, lin, bei, wang: ActorNumber
  private let template: Template

  init() throws {
    platform = try Platform(begin: at("2026-03-01"))
    bank = try platform.openOperator("工行")
    club = try platform.openWallet("俱乐部", .corporate, at: bank, funded: .yuan(100))
    lin = try platform.openWallet("小林", .personal(class: 1), at: bank, funded: .yuan(100))
    bei = try platform.openWallet("小北", .personal(class: 1), at: bank, funded: .yuan(100))
    wang = try platform.openWallet("小王", .personal(class: 1), at: bank, funded: .yuan(100))
    template = try Template(
      """
      qi 1
      contract Club {
        parties club, each member max 3
        terms { cap: money }
        holds fund owned by club
        mandate fee from each member: up to cap every month until begun + 40 days
        start Open {
          club may charge(x: party, y: party, sum: money) {
            split sum from (x under fee, then y under fee) { remainder to club }
          }
          2 of (member) may spend { pay ¥1 from fund to club }
          2 of (club, member) may agree { note "agreed" }
          member may tip(sum: money) { pay sum from actor to fund, note "{actor}" }
          club may call { for each one in member { note "{one}" } }
          after 1 year { pay all from fund to club } -> Over
        }
        end Over
      }
      """)
  }

  private func deploy(_ members: ActorNumber...) throws(PlatformFailure) -> ContractNumber {
    try platform.deploy(template, parties: ["club": club], terms: terms(members))
  }

  private func terms(_ members: [ActorNumber]) -> [String: Value] {
    ["member": .list(members.map(Value.party)), "cap": yuan(10)]
  }

  private func refusal(_ members: ActorNumber...) -> Refusal? {
    do throws(PlatformFailure) {
      _ = try platform.deploy(template, parties: ["club": club], terms: terms(members))
      return nil
    } catch {
      guard case .refused(let refusal) = error else { return nil }
      return refusal
    }
  }

  private var instance: Instance { platform.machine.instances[0] }

  /// Each another holder, one at least, and as many as an act takes.
  @Test func whoFillsARole() throws {
    let second = try platform.openWallet("小林二", .corporate, at: bank, owner: lin)
    #expect(refusal()?[.argument] == .integer(2) && refusal()?[.element] == nil)
    for (members, place) in [([lin, second], 2), ([lin, bei, club], 3), ([lin, bank], 2)] {
      let refusal =
        members.count == 3
        ? refusal(members[0], members[1], members[2]) : refusal(members[0], members[1])
      #expect(refusal?.reason == .badArgument && refusal?[.element] == .integer(Int64(place)))
    }
    let few = try #require(refusal(lin))
    #expect(few.reason == .badArgument && few[.argument] == .integer(2))
    #expect(few[.available] == .integer(1) && few[.needed] == .integer(2))
    #expect(refusal(lin, bei) == nil)
  }

  /// All sign, behind the other parties, in the order of the list.
  @Test func everybodySigns() throws {
    let deal = try platform.propose(
      template, parties: ["club": club], terms: terms([bei, lin]), by: bei)
    #expect(platform.signers(of: deal) == [bei] && platform.unsigned(in: deal) == [club, lin])
    #expect(try platform.act(club, deal, "call").reason == .notSigned)
    #expect(try platform.sign(deal, by: wang).reason == .notAuthorised)
    #expect(try platform.sign(deal, by: club).isDone)
    #expect(try platform.sign(deal, by: lin).isDone)
    #expect(platform.phase(of: deal) == "Open")
    #expect(try platform.act(club, deal, "call").notes == ["小北", "小林"])
  }

  @Test func anyOfThemActsAndEachCountsOnce() throws {
    let deal = try deploy(lin, bei, wang)
    let tip = try platform.act(wang, deal, "tip", yuan(5))
    #expect(tip.notes == ["小王"] && platform.balance(of: wang) == .yuan(95))
    #expect(try platform.act(club, deal, "tip", yuan(5)).reason == .notAuthorised)
    #expect(try platform.act(club, deal, "spend").reason == .notAuthorised)
    #expect(try platform.act(lin, deal, "spend").approval?.needed == 2)
    #expect(try platform.act(lin, deal, "spend").reason == .duplicate)
    #expect(try platform.act(wang, deal, "spend").isDone)
    #expect(platform.held(by: deal) == .yuan(4))
    #expect(try platform.act(club, deal, "agree").approval?.count == 1)
    #expect(try platform.act(bei, deal, "agree").notes == ["agreed"])
  }

  /// A cap of his own for each; a wallet met twice gives once, in a movement that is listed once.
  @Test func eachGrantsForHimself() throws {
    let deal = try deploy(lin, bei)
    func charge(_ x: ActorNumber, _ y: ActorNumber, _ sum: Int32) throws -> TransactionReceipt {
      try platform.act(club, deal, "charge", .party(x), .party(y), yuan(sum))
    }
    #expect(try charge(lin, lin, 6).run?.drawn == [Drawn(movement: 0, mandate: 1)])
    #expect(instance.mandates.map(\.used) == [.yuan(6), .zero])
    #expect(try charge(lin, bei, 5).refusal?[.granter] == .party(lin))
    #expect(try charge(bei, lin, 10).isDone)
    #expect(try charge(wang, lin, 1).refusal?[.stranger] == .party(wang))
    #expect(try platform.revoke("fee", of: deal, by: wang).reason == .notAuthorised)
    #expect(try platform.revoke("fee", of: deal, by: bei).isDone)
    #expect(try charge(bei, lin, 1).refusal?[.granter] == .party(bei))
    #expect(try charge(lin, bei, 4).isDone)
    try platform.close()
    #expect(try platform.verify() == platform.head)
  }

  /// docs/chain-format.md §8: members are the first of the terms, and each has a mandate's row.
  @Test func theStateRowHasEachMember() throws {
    let deal = try deploy(lin, bei)
    try platform.act(club, deal, "charge", .party(bei), .party(lin), yuan(3))
    try platform.revoke("fee", of: deal, by: lin)
    try platform.act(bei, deal, "agree")
    var expected = ByteWriter()
    func write(_ bytes: [UInt8]) { expected.write(raw: bytes) }
    // One party, then two terms, the list of two parties and the cap; no variables.
    write([1, 0, 3, 0, 0, 0, 0, 0, 0, 0])
    write([2, 0, 12, 2, 0, 10, 4, 0, 0, 0, 0, 0, 0, 0, 10, 5, 0, 0, 0, 0, 0, 0, 0])
    write([1, 0xE8, 3, 0, 0, 0, 0, 0, 0, 0, 0])
    // No clause is spent. What was drawn, since which day, and whether it is revoked: 20,513 is
    // 2026-03-01.
    write([0, 0, 0, 0, 0, 0, 0, 0])
    write([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
    write([0x2C, 1, 0, 0, 0, 0, 0, 0, 0x21, 0x50, 0, 0, 0])
    // One approval: of clause 3, by role 3, the second member; without arguments.
    write([1, 0, 3, 0, 3, 0, 0, 0])
    let program = platform.machine.program(of: instance)
    #expect(instance.valueBytes(program, platform.machine.books) == expected.bytes)
  }
}
