import QiLedger
import Testing

@testable import YuanqiKit

/// A contract of three parties and two oracles, each of whose clauses a test may write.
struct Fitting {
  let platform: Platform
  let bank: ActorNumber
  let deal: ContractNumber
  private(set) var actors: [String: ActorNumber] = [:]

  static func text(_ clauses: String) -> String {
    """
    qi 1
    contract Fitting {
        parties owner, builder, surveyor
        oracle court, bureau
        terms { price: money where price > ¥0 }
        holds escrow owned by owner
        var done = 0
        start Begin {
            owner may fund { pay price from owner to escrow } -> Work
            after 1 day -> Over
        }
        phase Work {
            \(clauses)
            surveyor may allow { done += 1 }
            owner may restart -> Work
            after 30 days { pay all from escrow to owner } -> Over
        }
        end Over
    }
    """
  }

  /// Funded with ¥1,000, on 2026-03-01 09:00.
  init(_ clauses: String) throws {
    platform = try Platform(begin: at("2026-03-01 09:00"))
    bank = try platform.openOperator("工行")
    for name in ["owner", "builder", "surveyor"] {
      actors[name] = try platform.openWallet(name, .corporate, at: bank, funded: .yuan(2000))
    }
    let owner = try #require(actors["owner"])
    actors["second"] = try platform.openWallet("second", .corporate, at: bank, owner: owner)
    for name in ["court", "bureau"] { actors[name] = try platform.openOracle(name) }
    deal = try platform.deploy(
      Template(Fitting.text(clauses)), parties: actors.filter { $0.key != "second" },
      terms: ["price": yuan(1000)])
    #expect(try act("owner", "fund").isDone)
  }

  @discardableResult
  func act(_ who: String, _ action: String, _ arguments: Value...) throws -> TransactionReceipt {
    try platform.act(#require(actors[who]), deal, action, arguments: arguments)
  }

  /// `owner pay 5`, in order: for each what came of it, `1/2`, `done` or the reason.
  func outcomes(_ steps: [String]) throws -> [String] {
    try steps.map { step in
      let words = step.split(separator: " ").map(String.init)
      let arguments = words.dropFirst(2).compactMap { Int64($0).map(Value.integer) }
      let actor = try #require(actors[words[0]])
      let before = platform.stateBytes(but: actor)
      let receipt = try platform.act(actor, deal, words[1], arguments: arguments)
      if let reason = receipt.reason {
        #expect(platform.stateBytes(but: actor) == before, "\(step)")
        return reason.code
      }
      guard let approval = receipt.approval else { return "done" }
      return "\(approval.count)/\(approval.needed)"
    }
  }

  /// Nothing was made or lost, and the chain can be replayed.
  func check() throws {
    #expect(try platform.audit().isBalanced)
    try platform.close()
    #expect(try platform.verify() == platform.head)
  }

  /// What the state digests of the instance.
  var values: [UInt8] {
    guard let instance = platform.machine.instance(deal.number) else { return [] }
    return instance.valueBytes(platform.machine.program(of: instance), platform.machine.books)
  }
}
