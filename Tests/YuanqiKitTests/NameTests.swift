import QiChain
import Testing

@testable import YuanqiKit

/// Transactions that are sent twice: docs/chain-format.md §4.
@Suite struct NameTests {
  private let platform: Platform
  private let bank: ActorNumber
  private let payer: ActorNumber
  private let payee: ActorNumber

  init() throws {
    platform = try Platform(begin: at("2026-03-01"))
    bank = try platform.openOperator("工行")
    payer = try platform.openWallet("甲", .corporate, at: bank, funded: .yuan(100))
    payee = try platform.openWallet("乙", .corporate, at: bank)
  }

  /// In the block under way, in the last block, and many blocks ago.
  @Test(arguments: [0, 1, 20])
  func theSameAgainIsAnsweredWithTheFirstReceipt(blocks: Int) throws {
    let request = Request.transfer(.yuan(60), to: payee)
    #expect(platform.nextSequence(of: payer) == 1)
    let first = try platform.submit(request, by: payer, sequence: 1)
    #expect(first.isDone)
    for _ in 0..<blocks {
      try platform.closeBlock()
      try platform.issue(.yuan(1), by: bank, to: payee)
    }
    let (before, entries) = (platform.stateBytes(), platform.builder.count)
    let again = try platform.submit(request, by: payer, sequence: 1)
    #expect(again.entry == first.entry && again.detail == first.detail)
    #expect(again.height == first.height && again.time == first.time)
    #expect(platform.stateBytes() == before && platform.builder.count == entries)
    #expect(platform.balance(of: payee) == .yuan(60 + Int32(blocks)))
    #expect(platform.nextSequence(of: payer) == 2)
    #expect(try platform.receipt(of: payer, sequence: 1)?.entry == first.entry)
    #expect(try platform.receipt(of: payer, sequence: 2) == nil)
    try platform.close()
    #expect(try platform.verify() == platform.head)
  }

  @Test func otherContentIsADuplicateAndNotEntered() throws {
    try platform.submit(.transfer(.yuan(60), to: payee), by: payer, sequence: 1)
    let (before, entries) = (platform.stateBytes(), platform.builder.count)
    let others: [Request] = [
      .transfer(.yuan(61), to: payee), .transfer(.yuan(60), to: bank), .redeem(.yuan(60)),
      .claim(.yuan(60)), .act(instance: payee.number, action: "go", arguments: []),
      .publishTemplate(tree: [1]), .deploy(template: 1, parties: [payer], terms: []),
    ]
    for other in others {
      let answer = try platform.submit(other, by: payer, sequence: 1)
      #expect(answer.reason == .duplicate)
      #expect(answer.refusal?.reason == .duplicate)
      #expect(answer.entry.actorBalance == .yuan(40))
    }
    #expect(platform.stateBytes() == before && platform.builder.count == entries)
  }

  @Test func refusalsAndSideItemsAreFoundAgain() throws {
    let wallet = Request.openWallet(name: "丙", .corporate, class: 0, holder: nil)
    let next = platform.nextSequence(of: bank)
    let opened = try platform.submit(wallet, by: bank, sequence: next)
    let refused = try platform.submit(wallet, by: bank, sequence: next + 1)
    #expect(opened.isDone && refused.reason == .duplicate)
    try platform.closeBlock()
    #expect(try platform.submit(wallet, by: bank, sequence: next).entry == opened.entry)
    let again = try platform.submit(wallet, by: bank, sequence: next + 1)
    #expect(again.entry == refused.entry && again.detail == refused.detail)
    let other = Request.openWallet(name: "丁", .corporate, class: 0, holder: nil)
    #expect(try platform.submit(other, by: bank, sequence: next).reason == .duplicate)
    #expect(platform.actor(named: "丁") == nil)
  }

  @Test(arguments: [0, 2, .max] as [UInt64])
  func aNumberThatIsNotNextIsNotTaken(sequence: UInt64) throws {
    #expect {
      try platform.submit(.transfer(.yuan(1), to: payee), by: payer, sequence: sequence)
    } throws: { error in
      if case PlatformFailure.sequence(expected: 1) = error { true } else { false }
    }
    #expect(platform.balance(of: payee) == .zero)
  }

  @Test func nobodyAndTimeAreUnknown() throws {
    for actor in [ActorNumber.time, ActorNumber(5), ActorNumber(.max)] {
      #expect {
        try platform.submit(.redeem(.yuan(1)), by: actor)
      } throws: { error in
        if case PlatformFailure.unknownActor(actor) = error { true } else { false }
      }
    }
  }
}

/// Platforms that could not begin, and requests no entry can carry.
@Suite struct BeginningTests {
  @Test func aCentreNeedsAName() {
    #expect {
      try Platform(begin: at("2026-03-01"), centre: "no name!")
    } throws: { error in
      if case PlatformFailure.refused(let refusal) = error {
        refusal.reason == .badArgument
      } else {
        false
      }
    }
  }

  @Test func aLogMustBeEmpty() throws {
    let platform = try Platform(begin: at("2026-03-01"))
    try platform.close()
    #expect {
      try Platform(begin: at("2026-03-01"), log: platform.log)
    } throws: { error in
      if case PlatformFailure.log(.headMoved) = error { true } else { false }
    }
  }

  @Test func whatNoEntryCarriesIsNotTaken() throws {
    let purchase = try Purchase()
    let buyer = try purchase.number("buyer")
    let many = [Value](repeating: .integer(1), count: 65_536)
    let parties = [ActorNumber](repeating: buyer, count: 65_536)
    let long = String(repeating: "长", count: 2 << 20)
    let requests: [Request] = [
      .act(instance: 1, action: "deposit", arguments: many),
      .act(instance: 1, action: "deposit", arguments: [.text(long)]),
      .act(instance: 1, action: long, arguments: []),
      .deploy(template: 1, parties: parties, terms: []),
      .deploy(template: 1, parties: [buyer], terms: many),
      .publishTemplate(tree: [UInt8](repeating: 0, count: 4 << 20)),
    ]
    let before = purchase.platform.stateBytes()
    for request in requests {
      #expect {
        try purchase.platform.submit(request, by: buyer)
      } throws: { error in
        if case PlatformFailure.oversized = error { true } else { false }
      }
    }
    #expect(purchase.platform.stateBytes() == before)
    let most = [Value](repeating: .integer(1), count: 65_535)
    #expect(
      try purchase.platform.act(buyer, purchase.deal, "deposit", arguments: most).reason
        == .badArgument)
    let tree = [UInt8](repeating: 0, count: 262_145)
    #expect(
      try purchase.platform.submit(.publishTemplate(tree: tree), by: buyer).reason == .badArgument)
    try purchase.check()
  }
}
