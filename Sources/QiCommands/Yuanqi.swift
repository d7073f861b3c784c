public import ArgumentParser

/// The root command: what there is to do, each in a file of its own.
public struct Yuanqi: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "yuanqi",
    abstract: "Write, run and check smart contracts over simulated digital RMB (数字人民币).",
    discussion: """
      A contract is a .qi file; a scenario, also a .qi file, plays it on a chain of its own. \
      No real money moves: every wallet is simulated.

      Exit codes: 0 as expected, 1 not as expected, 2 the input or the usage is wrong, 3 the \
      environment failed (a file, a disk, a database).
      """,
    version: "yuanqi 0.1.0",
    subcommands: [
      NewCommand.self, CheckCommand.self, FormatCommand.self, RunCommand.self, ChainCommand.self,
      StatementCommand.self, ReceiptCommand.self, BalanceCommand.self, DrawCommand.self,
    ])

  public init() {}
}
