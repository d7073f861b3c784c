public import ArgumentParser
import QiDiagnostics
public import QiLanguage

/// `yuanqi fmt FILE…`.
struct FormatCommand: YuanqiCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "fmt",
      abstract: String(
        en: "Lay out contracts and scenarios in place, in one layout.", zh: "按统一版式就地排版合约与情景。"),
      discussion: String(
        en: """
          Comments and line breaks stay, spaces and indentation become the same everywhere. What a \
          file means never changes, nor a contract's identity. Files with errors are left alone.

          --in spells the keywords in English or Chinese (en, zh). English has plain punctuation; \
          for Chinese the punctuation stays as it is.

          Examples:
            yuanqi fmt contracts/purchase/escrow.qi
            yuanqi fmt --check scenarios/purchase/*.qi
            yuanqi fmt --in zh first.qi
          """,
        zh: """
          注释与换行保留，空格与缩进统一。文件的含义不变，合约标识也不变。
          有错误的文件不改动。

          --in 用英文或中文（en、zh）拼写关键字。英文用半角标点；中文的标点保持原样。

          示例：
            yuanqi fmt contracts/purchase/escrow.qi
            yuanqi fmt --check scenarios/purchase/*.qi
            yuanqi fmt --in zh first.qi
          """))
  }

  @Argument(help: .init(en: "Qi files.", zh: "Qi 文件。"), completion: .file(extensions: ["qi"]))
  var files: [String]

  @Flag(
    help: .init(
      en: "Write nothing; list the files that are not laid out, and exit with 1 if any.",
      zh: "不写文件；列出未排版的文件，如有则退出码为 1。"))
  var check = false

  @Option(
    name: .customLong("in"),
    help: .init(en: "Spell the keywords in: en or zh.", zh: "关键字的拼写：en 或 zh。"))
  var spelling: Spelling?

  @OptionGroup var lang: LanguageOption

  func run(on console: Console) throws(Failure) -> ExitStatus {
    let loader = SourceLoader()
    return console.each(files) { path throws(Failure) in try layOut(path, loader, console) }
  }

  private func layOut(
    _ path: String, _ loader: SourceLoader, _ console: Console
  ) throws(Failure) -> ExitStatus {
    let compilation = try loader.load(path)
    guard !compilation.hasErrors else {
      if loader.isFirstReport(of: compilation) {
        console.report(compilation.diagnostics, in: compilation.source)
      }
      return .badInput
    }
    guard let text = QiLanguage.layOut(compilation.source, in: spelling) else {
      throw .layoutWouldChange(path)
    }
    let bytes = Array(text.utf8)
    if bytes == compilation.source.bytes { return .ok }
    if check {
      console.print(path.shown)
      return .unexpected
    }
    try replaceFile(path, with: bytes)
    let done = Wording(en: "laid out", zh: "已排版")
    console.print("✓ \(path.shown): \(done[console.language])")
    return .ok
  }
}

extension Spelling: ExpressibleByArgument {}

extension Failure {
  fileprivate static func layoutWouldChange(_ path: String) -> Failure {
    let name = path.shown
    return Failure(
      "F1060", .badInput,
      Wording(
        en: "laid out, \(name) would not be read as the same text",
        zh: "\(name) 排版后读出的内容会不同"),
      help: Wording(
        en: "it was left as it is; divide it if it is near 1,048,576 bytes, else please report it",
        zh: "文件未作改动；若接近 1,048,576 字节，请拆分；否则请报告问题"))
  }
}
