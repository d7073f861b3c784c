import Foundation
import QiBytecode
import QiLanguage
import QiMachine
import YuanqiKit

/// contracts/purchase/escrow.qi, found from the working directory.
private func escrowSource() throws -> SourceFile {
  let path = "contracts/purchase/escrow.qi"
  return SourceFile(name: path, bytes: Array(try Data(contentsOf: URL(filePath: path))))
}

private func escrowTemplate() throws -> Template {
  guard let template = try compile(escrowSource()).templates.first else {
    throw MachineFault.unexpected
  }
  return template
}

private enum MachineFault: Error { case unexpected }

func compilation() throws -> Row {
  let source = try escrowSource()
  var (figures, templates) = ([Double](), 0)
  for _ in 0..<runs {
    let time = try seconds {
      for _ in 0..<500 { templates += try compile(source).templates.count }
    }
    figures.append(time * 1e6 / 500)
  }
  guard templates == runs * 500 else { throw MachineFault.unexpected }
  return Row(
    name: "compile the escrow", figures: figures, unit: "µs",
    remark: "parse, check, lower and digest its \(source.bytes.count) bytes")
}

/// One pot in a variable, and what was paid out of it.
private struct OnePot: Settlement {
  var pot: Int64
  var paid: Int64 = 0

  mutating func settle(_ effect: Effect) throws(Refusal) {
    guard case .pay(let sum, _, _) = effect else { return }
    guard sum.fen <= pot else { throw Refusal(.insufficientFunds) }
    pot -= sum.fen
    paid += sum.fen
  }

  func isWorkingDay(_ day: Day, at now: Instant) -> Bool { !day.isWeekend }
  func held(in place: Place) -> Money { Money(fen: self.pot) }
  func setAside(_ place: Place) -> Bool { false }
  func number(of text: String) -> Int64 { 0 }
  func value(_ slot: Int64, _ type: ValueType) -> Value { .integer(slot) }
  func digest(_ rule: DigestRule, of values: [(slot: Int64, type: ValueType)]) -> Int64 { 0 }
  func name(of actor: ActorNumber) -> String { "" }
  func kind(of actor: ActorNumber) -> Int64 { 0 }
  func balance(of actor: ActorNumber) -> Money { .zero }
  var observes: Bool { false }
  func observe(_ observation: Observation, _ frame: [Int64]) {}
  func observe(undone refusal: Refusal) {}
  func mark() -> (Int64, Int64) { (pot, paid) }
  mutating func undo(to mark: (Int64, Int64)) { (pot, paid) = mark }
}

/// Condition and body of `buyer may confirm`.
func oneClause() throws -> Row {
  let program = try escrowTemplate().program
  let acts = program.phases.flatMap { $0.clauses.compactMap(\.act) }
  guard let confirm = acts.first(where: { $0.name == "confirm" }) else {
    throw MachineFault.unexpected
  }
  var frame = [Int64](repeating: 0, count: program.registerCount)
  var settlement = OnePot(pot: 0)
  let count = 1_000_000
  var figures: [Double] = []
  for _ in 0..<runs {
    settlement.paid = 0
    let time = try seconds {
      for _ in 0..<count {
        settlement.pot = 200_000
        _ = try Machine.run(
          program, from: confirm.conditionEntry, frame: &frame, settlement: &settlement)
        _ = try Machine.run(
          program, from: confirm.bodyEntry, frame: &frame, settlement: &settlement)
      }
    }
    guard settlement.paid == Int64(count) * 200_000 else { throw MachineFault.unexpected }
    figures.append(time * 1e9 / Double(count))
  }
  return Row(
    name: "one clause in the machine", figures: figures, unit: "ns",
    remark: "escrow's confirm, guard and body, against a settlement of one variable")
}

func lifeCycles() throws -> Row {
  let platform = try Platform(begin: Town.begin(), log: NoLog())
  let bank = try platform.openOperator("工行")
  let wallets = try (0..<3_000).map {
    try platform.openWallet("户\($0)", .corporate, at: bank, funded: .yuan(10_000_000))
  }
  guard let shipBy = Day("2026-03-10") else { throw MachineFault.unexpected }
  let template = try escrowTemplate()
  let terms: [String: Value] = [
    "price": .money(.yuan(2_000)), "fee": .money(.yuan(100)), "shipBy": .date(shipBy),
  ]
  let count = 10_000
  var (figures, done) = ([Double](), 0)
  for _ in 0..<runs {
    let time = try seconds {
      for index in 0..<count {
        let first = index % 1_000 * 3
        let (buyer, seller, arbiter) = (wallets[first], wallets[first + 1], wallets[first + 2])
        let deal = try platform.deploy(
          template, parties: ["buyer": buyer, "seller": seller, "arbiter": arbiter],
          terms: terms)
        try platform.act(buyer, deal, "deposit")
        try platform.act(seller, deal, "ship")
        if try platform.act(buyer, deal, "confirm").isDone { done += 1 }
      }
    }
    figures.append(Double(count) / time)
  }
  guard done == runs * count else { throw MachineFault.unexpected }
  return Row(
    name: "escrow life cycles", figures: figures, unit: "/s",
    remark: "deploy, deposit, ship, confirm: 4 transactions each, chain in memory, not kept")
}

/// The command beside this one, from its start to its end.
func startUp() -> Row {
  let command = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "yuanqi")
  var figures: [Double] = []
  for _ in 0..<20 where FileManager.default.isExecutableFile(atPath: command.path) {
    figures.append(seconds { spawn(command.path, "--version") } * 1e3)
  }
  return Row(
    name: "start-up", figures: figures, unit: "ms",
    remark: figures.isEmpty
      ? "`yuanqi` is not built: make build" : "`yuanqi --version`, process and all, 20 times")
}

/// Runs a program without its output to its end. Not by Foundation's `Process`, which notices an
/// end only some 40 ms later.
private func spawn(_ path: String, _ argument: String) {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
  var arguments = [strdup(path), strdup(argument), nil]
  defer { for text in arguments { free(text) } }
  var child: pid_t = 0
  guard posix_spawn(&child, path, &actions, nil, &arguments, environ) == 0 else { return }
  var status: Int32 = 0
  waitpid(child, &status, 0)
}
