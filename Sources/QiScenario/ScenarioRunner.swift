public import QiDiagnostics
public import QiLanguage
import QiValues
public import YuanqiKit

/// Plays one scenario on a platform of its own: one scenario is one chain.
public final class ScenarioRunner {
  /// Why a scenario could not be played to its end.
  public enum Stop: Error {
    /// The scenario asks for something that makes no sense where it stands.
    case diagnostic(Diagnostic)
    case platform(PlatformFailure)
  }

  enum Named {
    case bank(ActorNumber)
    case oracle(ActorNumber)
    case wallet(ActorNumber)
    case contract(ContractNumber)
  }

  let scenario: ScenarioSyntax
  let templates: [String: Template]
  let sources: [String: SourceFile]
  let platform: Platform
  /// Receives lines once the block with what they report is kept for good.
  private let emit: ([ReportLine]) -> Void

  var names: [String: Named] = [:]
  var wallets: [(name: String, actor: ActorNumber)] = []
  var contracts: [(name: String, contract: ContractNumber)] = []
  var journalist: Journalist
  private var register: ContractRegister
  /// What the contract being deployed will be called.
  var deploying = ""
  /// The step being played.
  var step = SourceRange(0, 0)
  /// Invariants and properties known to be broken, each one failure.
  var known: [ContractNumber: Set<BrokenPromise.Promise>] = [:]

  var doing = Doing.opening
  var expectedReason: Reason?
  var steps = 0
  var expectations = 0
  var failures: [ScenarioFailure] = []
  var answers: [Answer] = []
  /// Where the failure of a step or an expectation stands in `failures`.
  var failureIndex: [SourceRange: Int] = [:]
  /// Names whose opening was refused, with the place of that failure.
  var missing: [String: Int] = [:]
  /// Of the innermost `repeat`.
  var round: Int?
  var lastHeld: (range: SourceRange, height: UInt64)?
  private var emittedHeight: UInt64 = 0

  /// `templates` are those the scenario uses, by name, and `sources` the files they stand in, as
  /// far as they are to be shown. The log must be empty. With `observes` lines tell what clauses
  /// looked at and decided.
  public static func start(
    _ scenario: ScenarioSyntax, templates: [String: Template],
    sources: [String: SourceFile] = [:], log: any BlockLog = MemoryLog(), observes: Bool = false,
    emit: @escaping ([ReportLine]) -> Void = { _ in }
  ) throws(Stop) -> ScenarioRunner {
    let runner: ScenarioRunner
    do {
      runner = try ScenarioRunner(
        scenario, templates: templates, sources: sources, log: log, emit: emit)
    } catch { throw .platform(error) }
    runner.platform.observes = observes
    return runner
  }

  private init(
    _ scenario: ScenarioSyntax, templates: [String: Template], sources: [String: SourceFile],
    log: any BlockLog, emit: @escaping ([ReportLine]) -> Void
  ) throws(PlatformFailure) {
    self.scenario = scenario
    self.templates = templates
    self.sources = sources
    self.emit = emit
    platform = try Platform(begin: scenario.begin, log: log)
    for limits in scenario.limits.compactMap(Limits.init) { try platform.publish(limits) }
    for calendar in scenario.calendars.compactMap(WorkingCalendar.init) {
      try platform.publish(calendar)
    }
    let register = ContractRegister()
    self.register = register
    journalist = Journalist(platform) { register.names[$0] ?? "contract \($0.number)" }
    platform.observer = { [unowned self] receipt in take(receipt) }
  }

  public func run() throws(Stop) -> ScenarioResult {
    for step in scenario.steps { try play(step) }
    try asking { () throws(PlatformFailure) in try platform.close() }
    flush()
    return result
  }

  // MARK: Receipts

  private func take(_ receipt: TransactionReceipt) {
    // A block was closed in between: what came before is kept for good.
    if receipt.height > emittedHeight { flush() }
    emittedHeight = receipt.height
    let isDue = receipt.entry.kind == .due
    let doing = isDue ? Doing.due(ContractNumber(receipt.entry.target)) : doing
    let opens = receipt.isDone && [.deploy, .propose].contains(receipt.entry.kind)
    if opens { name(ContractNumber(receipt.entry.target), deploying) }
    journalist.report(receipt, doing, expected: expectedReason)
    guard receipt.isDone else { return }
    if case .deploying(let template) = doing, opens { open(template, receipt) }
    switch receipt.entry.kind {
    case .deploy, .propose, .sign, .act, .actAtMost, .due:
      checkPromises(of: ContractNumber(receipt.entry.target))
    default: break
    }
  }

  private func flush() {
    let lines = journalist.takeLines()
    if !lines.isEmpty { emit(lines) }
  }

  func name(of contract: ContractNumber) -> String { register.names[contract] ?? deploying }

  func name(_ contract: ContractNumber, _ name: String) {
    register.names[contract] = name
    names[name] = .contract(contract)
    contracts.append((name, contract))
  }

  func asking<T>(_ question: () throws(PlatformFailure) -> T) throws(Stop) -> T {
    do { return try question() } catch { throw .platform(error) }
  }

  private var result: ScenarioResult {
    ScenarioResult(
      title: scenario.title, range: scenario.range, steps: steps, expectations: expectations,
      failures: failures, answers: answers, transactions: platform.entryCount,
      blocks: Int(platform.height),
      head: platform.head, stateRoot: platform.stateRoot?.root,
      trialBalance: platform.trialBalance,
      wallets: wallets.map { ($0.name, platform.balance(of: $0.actor)) },
      contracts: contracts.map {
        .init(
          name: $0.name, phase: platform.phase(of: $0.contract) ?? "?",
          pots: platform.pots(of: $0.contract))
      })
  }
}

/// What the scenario calls its contracts, shared with whoever writes the lines.
private final class ContractRegister {
  var names: [ContractNumber: String] = [:]
}
