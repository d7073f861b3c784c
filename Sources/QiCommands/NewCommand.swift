import ArgumentParser
import QiDiagnostics
import QiLanguage

/// `yuanqi new NAME`.
struct NewCommand: YuanqiCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "new",
      abstract: String(
        en: "Write a first contract with two scenarios that pass.", zh: "写出第一份合约和两个能通过的情景。"),
      discussion: String(
        en: """
          Writes NAME.qi, a deposit to change into what you need, in the English spelling or, with \
          --lang zh, in the Chinese one. A file that is there is left as it is: exit 2.

          Examples:
            yuanqi new deposit
            yuanqi new --lang zh 押金
            yuanqi new contracts/deposit
          """,
        zh: """
          写出 NAME.qi：一份可改成所需样子的押金合约，用英文拼写；加 --lang zh 则用中文。
          已有的文件保持原样：退出码 2。

          示例：
            yuanqi new deposit
            yuanqi new --lang zh 押金
            yuanqi new contracts/deposit
          """))
  }

  @Argument(
    help: .init(
      en: "The contract's name: letters, digits, _ and Han. A folder may stand in front of it.",
      zh: "合约名：字母、数字、_ 与汉字，前面可带文件夹。"))
  var name: String

  @Flag(help: .init(en: "Print one JSON object.", zh: "输出一个 JSON 对象。"))
  var json = false

  @OptionGroup var lang: LanguageOption

  func run(on console: Console) throws(Failure) -> ExitStatus {
    let path = name.hasSuffix(".qi") ? name : name + ".qi"
    let contract = String(path.split(separator: "/").last?.dropLast(3) ?? "")
    guard isName(contract) else { throw noName(contract) }
    try writeNewFile(path, try text(named: contract, console.language))
    if json {
      let written: JSON = ["file": .text(path), "contract": .text(contract)]
      console.print(written.line)
    } else {
      console.print(Self.next(path.shown, contract)[console.language])
    }
    return .ok
  }

  /// Laid out, as names differ in width; in backticks where the bare name is a word of the
  /// language.
  private func text(named name: String, _ language: Language) throws(Failure) -> String {
    let text = FirstContract.text(named: name, language)
    do {
      let compilation = try compile(SourceFile(name: name, text: text))
      let reads = compilation.diagnostics.isEmpty && compilation.tree.scenarios.count == 2
      let written = reads ? text : FirstContract.text(named: "`\(name)`", language)
      return layOut(SourceFile(name: name, text: written)) ?? written
    } catch { throw Failure(error) }
  }

  private static func next(_ path: String, _ contract: String) -> Wording {
    Wording(
      en: """
        ✓ wrote \(path): the contract \(contract) and two scenarios that play it
          play it          yuanqi run \(path)
          change it, then  yuanqi check \(path)
        """,
      zh: """
        ✓ 已写入 \(path)：合约 \(contract) 和两个情景
          运行      yuanqi run \(path)
          改动之后  yuanqi check \(path)
        """)
  }

  private func noName(_ contract: String) -> Failure {
    Failure(
      "F1050", .badInput,
      Wording(
        en: "`\(contract.shown)` is not a name", zh: "“\(contract.shown)”不能作名称"),
      help: Wording(
        en: "a name has 1 to 64 letters, digits, `_` or Chinese characters: `yuanqi new deposit`",
        zh: "名称由 1 至 64 个字母、数字、_ 或汉字组成：yuanqi new 押金"))
  }
}
