import Foundation
import QiLedger
import Testing

@testable import YuanqiKit

/// Sebastiano Vigna's SplitMix64: the same numbers in every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}

let isLong = ProcessInfo.processInfo.environment["YUANQI_LONG"] != nil

func at(_ text: String) throws -> Instant { try #require(Instant(text)) }

func day(_ text: String) throws -> Value { .date(try #require(Day(text))) }

func yuan(_ yuan: Int32) -> Value { .money(.yuan(yuan)) }

/// Of the repository.
let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
  .standardizedFileURL

func text(_ path: String) throws -> String {
  try String(contentsOf: root.appending(path: path), encoding: .utf8)
}

/// contracts/purchase/escrow.qi.
func escrowTemplate() throws -> Template {
  try Template(try text("contracts/purchase/escrow.qi"))
}

extension Platform {
  /// Every byte of the state but the sequence number of one actor.
  func stateBytes(but actor: ActorNumber? = nil) -> [UInt8] {
    var bytes: [UInt8] = []
    for section in SectionNumber.allCases {
      var page: UInt32 = 0
      while Int(page) * 64 < machine.rowCount(of: section) {
        _ = machine.appendPage(page, of: section, to: &bytes)
        page += 1
      }
      if section == .actors, let actor {
        let sequence = Int(actor.number) * 64 + 8
        bytes.replaceSubrange(sequence..<sequence + 8, with: repeatElement(0, count: 8))
      }
    }
    return bytes
  }
}

/// The escrowed purchase of the repository between three people, from 2026-03-01 09:00 on: a price
/// of ¥2,000, a fee of ¥100, to be shipped by 2026-03-10.
struct Purchase {
  let platform: Platform
  let bank: ActorNumber
  let deal: ContractNumber
  let people: [String: ActorNumber]

  static let begin = "2026-03-01 09:00"

  init(
    buyerHas yuan: Int32 = 10_000, seller type: WalletType = .corporate,
    log: any BlockLog = MemoryLog()
  ) throws {
    platform = try Platform(begin: at(Purchase.begin), log: log)
    bank = try platform.openOperator("工行")
    people = [
      "buyer": try platform.openWallet("小林", .personal(class: 1), at: bank, funded: .yuan(yuan)),
      "seller": try platform.openWallet("书店", type, at: bank),
      "arbiter": try platform.openWallet("仲裁", .corporate, at: bank),
    ]
    deal = try platform.deploy(
      escrowTemplate(), parties: people,
      terms: [
        "price": .money(.yuan(2_000)), "fee": .money(.yuan(100)), "shipBy": day("2026-03-10"),
      ])
  }

  func number(_ who: String) throws -> ActorNumber { try #require(people[who]) }

  @discardableResult
  func act(_ who: String, _ action: String, _ arguments: Value...) throws -> TransactionReceipt {
    try platform.act(number(who), deal, action, arguments: arguments)
  }

  /// Yuan in a wallet.
  func has(_ who: String) throws -> Int64 {
    try platform.balance(of: number(who)).fen / 100
  }

  var phase: String { platform.phase(of: deal) ?? "?" }

  /// Plays steps that all must be done: `buyer deposit`, `arbiter award 500`, `at 2026-03-05
  /// 10:00`.
  func play(_ steps: [String]) throws {
    for step in steps {
      let words = step.split(separator: " ").map(String.init)
      if words[0] == "at" {
        try platform.advance(to: at(words.dropFirst().joined(separator: " ")))
        continue
      }
      let amounts = words.dropFirst(2).map { Money.yuan(Int32($0) ?? -1) }
      let receipt = try platform.act(
        number(words[0]), deal, words[1], arguments: amounts.map(Value.money))
      #expect(receipt.isDone, "\(step): \(String(describing: receipt.refusal))")
    }
  }

  /// What must hold after anything: nothing was made or lost, and the chain can be replayed.
  func check() throws {
    #expect(try platform.audit().isBalanced)
    try platform.close()
    #expect(try platform.verify() == platform.head)
  }
}

extension Refusal {
  /// Without what the failed condition looked at.
  var bare: Refusal {
    Refusal(reason: reason, clause: clause, facts: facts.filter { $0.fact != .value })
  }
}

/// Works out every entry of chains a second time.
let secondLedger = root.appending(path: "Tests/Independent/ledger.py").path

let python = ["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"].first {
  FileManager.default.isExecutableFile(atPath: $0)
}

func runPython(_ arguments: String...) throws -> (output: String, status: Int32) {
  try runPython(arguments)
}

func runPython(_ arguments: [String]) throws -> (output: String, status: Int32) {
  let process = Process()
  process.executableURL = URL(filePath: python ?? "/usr/bin/env")
  process.arguments = ["-B"] + arguments
  process.environment = ["PYTHONIOENCODING": "utf-8"]
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = pipe
  try process.run()
  let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  return (String(decoding: output, as: UTF8.self), process.terminationStatus)
}
