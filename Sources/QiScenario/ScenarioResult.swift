public import QiDiagnostics
public import QiValues
public import YuanqiKit

/// An expectation that did not hold, or a step that was refused though nobody expected it.
public struct ScenarioFailure: Sendable {
  public let range: SourceRange
  public let expected: Wording
  public let actual: Wording
  /// Of sums: what there is more than expected; below zero what is missing.
  public let difference: Money?
  /// Wallets it names, or the contract, with their last movements.
  public let movements: [(wallet: String, movements: [Movement])]
  /// Where the last step stands that held, and the block it is in.
  public let lastHeld: (range: SourceRange, height: UInt64)?
  /// The round of the innermost `repeat` it first failed in, from 1; nil outside of any.
  public let round: Int?
  /// How often it failed, the first time included.
  public internal(set) var times = 1
  /// Later steps that were not played, because they use what this one did not open.
  public internal(set) var skipped = 0
}

/// How a scenario went.
public struct ScenarioResult: Sendable {
  public let title: String
  public let range: SourceRange
  public let steps: Int
  public let expectations: Int
  public let failures: [ScenarioFailure]
  /// To `why not`, in order.
  public let answers: [Answer]
  public let transactions: Int
  public let blocks: Int
  public let head: ChainHead?
  public let stateRoot: Digest?
  public let trialBalance: TrialBalance
  /// In the order opened.
  public let wallets: [(name: String, balance: Money)]
  public let contracts: [Contract]

  public struct Contract: Sendable {
    public let name: String
    public let phase: String
    public let pots: [(name: String, held: Money)]
  }

  public var passed: Bool { failures.isEmpty }
}

extension ScenarioResult {
  /// The object `yuanqi run --json` prints: keys in English, money in fen.
  public func json(in file: SourceFile, language: Language) -> JSON {
    .object([
      ("scenario", .text(title)),
      ("file", .text(file.name)),
      ("passed", .boolean(passed)),
      ("steps", .integer(Int64(steps))),
      ("failures", .array(failures.map { $0.json(in: file, language) })),
      ("answers", .array(answers.map { $0.json(in: file, language) })),
      ("height", head.map { .integer(Int64($0.height)) } ?? .null),
      ("stateRoot", stateRoot.map { .text($0.description) } ?? .null),
      ("wallets", .object(wallets.map { ($0.name, .integer($0.balance.fen)) })),
      ("contracts", .object(contracts.map { ($0.name, $0.json) })),
    ])
  }
}

extension ScenarioResult.Contract {
  fileprivate var json: JSON {
    .object([
      ("phase", .text(phase)),
      ("pots", .object(pots.map { ($0.name, .integer($0.held.fen)) })),
    ])
  }
}

extension ScenarioFailure {
  fileprivate func json(in file: SourceFile, _ language: Language) -> JSON {
    .object([
      ("line", .integer(Int64(file.line(at: range.start)))),
      ("expected", .text(expected[language])),
      ("actual", .text(actual[language])),
      ("difference", difference.map { .integer($0.fen) } ?? .null),
    ])
  }
}
