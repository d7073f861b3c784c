import ArgumentParser
import QiDiagnostics
import QiLanguage

/// `yuanqi draw FILE…`.
struct DrawCommand: YuanqiCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "draw",
      abstract: String(
        en: "Draw contracts: their phases, and every way on from each.", zh: "画出合约：各阶段，及其每一条去路。"),
      discussion: String(
        en: """
          Under a phase stand its clauses, numbered as receipts number them: who or what sets one \
          off, what it pays, where it leads. Where a clause decides, each of its ways has an \
          arrow.

          --format mermaid gives a diagram for documents: put it into a ```mermaid block, as \
          GitHub and others render it. There is no JSON; `yuanqi check --show tree` has \
          everything.

          --lang zh spells the keywords in Chinese; names stay as they are.

          Examples:
            yuanqi draw contracts/purchase/escrow.qi
            yuanqi draw --lang zh contracts/lesson/prepay.qi
            yuanqi draw --format mermaid contracts/wages/wages.qi > wages.mmd
          """,
        zh: """
          阶段之下是其条款，编号与回单相同：由谁或何事触发、支付什么、去往何处。
          条款有分支时，每条去路各有一个箭头。

          --format mermaid 输出可嵌入文档的图：放进 ```mermaid 代码块，GitHub 等会画出来。
          没有 JSON；yuanqi check --show tree 内容齐全。

          --lang zh 用中文拼写关键字；名称保持原样。

          示例：
            yuanqi draw contracts/purchase/escrow.qi
            yuanqi draw --lang zh contracts/lesson/prepay.qi
            yuanqi draw --format mermaid contracts/wages/wages.qi > wages.mmd
          """))
  }

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, mermaid }

  @Argument(help: .init(en: "Qi files.", zh: "Qi 文件。"), completion: .file(extensions: ["qi"]))
  var files: [String]

  @Option(
    help: .init(
      en: "text, for a terminal, or mermaid, for a document.", zh: "text 用于终端，mermaid 用于文档。"))
  var format = Format.text

  @OptionGroup var lang: LanguageOption

  func run(on console: Console) throws(Failure) -> ExitStatus {
    let loader = SourceLoader()
    var isFirst = true
    return console.each(files) { path throws(Failure) in
      let compilation = try loader.load(path)
      if compilation.hasErrors {
        if loader.isFirstReport(of: compilation) {
          console.report(compilation.diagnostics, in: compilation.source)
        }
        return .badInput
      }
      if compilation.templates.isEmpty { throw .noContract(in: path) }
      for template in compilation.templates {
        if !isFirst { console.print() }
        isFirst = false
        switch format {
        case .text: TextPicture(template, console.language, console.style).draw(on: console)
        case .mermaid: MermaidPicture(template, console.language).draw(on: console)
        }
      }
      return .ok
    }
  }
}

extension Failure {
  fileprivate static func noContract(in path: String) -> Failure {
    Failure(
      "F1070", .badInput,
      Wording(en: "there is no contract in \(path.shown)", zh: "\(path.shown) 中没有合约"),
      help: Wording(
        en: "name the file with the contract: a scenario says it behind `use … from`",
        zh: "请写出合约所在的文件：情景中“引用 … 自”之后即是"))
  }
}
