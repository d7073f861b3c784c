import ArgumentParser
import QiDiagnostics
import QiLanguage

/// `yuanqi draw FILE…`.
struct DrawCommand: YuanqiCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw",
    abstract: "Draw contracts: their phases, and every way on from each.",
    discussion: """
      Under a phase stand its clauses, numbered as receipts number them: who or what sets one off, \
      what it pays, where it leads. Where a clause decides, each of its ways has an arrow.

      --format mermaid gives a diagram for documents: put it into a ```mermaid block, as GitHub \
      and others render it. There is no JSON; `yuanqi check --show tree` has everything.

      --lang zh spells the keywords in Chinese; names stay as they are.

      Examples:
        yuanqi draw contracts/purchase/escrow.qi
        yuanqi draw --lang zh contracts/lesson/prepay.qi
        yuanqi draw --format mermaid contracts/wages/wages.qi > wages.mmd
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, mermaid }

  @Argument(help: "Qi files.", completion: .file(extensions: ["qi"]))
  var files: [String]

  @Option(help: "text, for a terminal, or mermaid, for a document.")
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
