import QiLanguage
import Testing

@testable import YuanqiKit

/// Pools that others take the place of, over and over, whether or not they may.
struct Successions {
  let platform: Platform
  private(set) var replaced = 0
  private var random: SplitMix
  private let templates: [Template]
  private let wallets: [ActorNumber]
  private let bank: ActorNumber
  private var contracts: [ContractNumber] = []

  init(seed: UInt64, log: any BlockLog) throws {
    random = SplitMix(state: seed)
    platform = try Platform(begin: at("2026-03-01 08:00"), log: log)
    let path = "scenarios/readings/many-carried-over.qi"
    templates = try compile(SourceFile(name: path, text: text(path))).templates.map(\.self)
    let platform = platform
    let bank = try platform.openOperator("工行")
    wallets = try (1...5).map {
      try platform.openWallet("户\($0)", .corporate, at: bank, funded: .yuan(2_000))
    }
    self.bank = bank
    try deploy()
  }

  mutating func step() throws {
    switch random.below(12) {
    case 0: try platform.advance(to: #require(later(20 * 86_400)))
    case 1:
      let order = FreezeOrder("执\(random.below(3))号", until: try #require(later(9 * 86_400)))
      try platform.freeze(wallet(), by: order, asked: bank)
    case 2, 3, 4: try deploy()
    default: try act()
    }
  }

  /// As parties host and auditor, as members some of the others; mostly in place of the last.
  private mutating func deploy() throws {
    let template = templates[contracts.isEmpty ? 0 : random.below(2)]
    var parties = ["host": wallets[0], "auditor": wallets[1]]
    if random.below(9) == 0 { parties["auditor"] = wallet() }
    let members = wallets.dropFirst(2).filter { _ in random.below(3) > 0 }
    let isOfMany = template.name == "Club"
    let old = random.below(6) == 0 ? contracts.first : contracts.last
    do throws(PlatformFailure) {
      let number = try platform.deploy(
        template, parties: parties,
        terms: isOfMany ? ["member": .list(members.map(Value.party))] : [:],
        replacing: random.below(6) == 0 ? nil : old)
      if let old, platform.phase(of: old) == "Halted" { replaced += 1 }
      contracts.append(number)
    } catch { guard case .refused = error else { throw error } }
  }

  private mutating func act() throws {
    guard let contract = random.pick(contracts) else { return }
    let sum = Value.money(.yuan(Int32(100 + random.below(300))))
    switch random.below(4) {
    case 0: try platform.act(wallets[0], contract, "back")
    case 1: try platform.act(wallet(), contract, "leave")
    default: try platform.act(wallet(), contract, "join", sum)
    }
  }

  private mutating func wallet() -> ActorNumber { wallets[random.below(wallets.count)] }

  private mutating func later(_ seconds: Int) -> Instant? {
    platform.now.adding(seconds: Int64(1 + random.below(seconds)))
  }
}
