public import ArgumentParser

/// The root command: what there is to do, each in a file of its own.
public struct Yuanqi: ParsableCommand {
  public static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "yuanqi",
      abstract: String(
        en: "Write, run and check smart contracts over simulated digital RMB (数字人民币).",
        zh: "编写、运行、检查模拟数字人民币上的智能合约。"),
      discussion: String(
        en: """
          A contract is a .qi file; a scenario, also a .qi file, plays it on a chain of its own. \
          No real money moves: every wallet is simulated.

          Exit codes: 0 as expected, 1 not as expected, 2 the input or the usage is wrong, 3 the \
          environment failed (a file, a disk, a database).
          """,
        zh: """
          合约是 .qi 文件；情景也是 .qi 文件，在自己的链上演示合约。
          没有真实的钱在动：所有钱包都是模拟的。

          退出码：0 符合预期；1 不符预期；2 输入或用法有误；
          3 环境出错（文件、磁盘、数据库）。
          """),
      version: "yuanqi 0.1.0",
      subcommands: [
        NewCommand.self, CheckCommand.self, FormatCommand.self, RunCommand.self, ChainCommand.self,
        StatementCommand.self, ReceiptCommand.self, BalanceCommand.self, DrawCommand.self,
      ])
  }

  public init() {}
}
