import ArgumentParser
import QiBytecode
import QiDiagnostics
import QiLanguage
import QiScenario
import QiValues

/// `yuanqi check FILE…`.
struct CheckCommand: YuanqiCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check",
      abstract: String(
        en: "Say what is wrong with contracts and scenarios, without running them.",
        zh: "检查合约与情景，指出错误，不运行。"),
      discussion: String(
        en: """
          Examples:
            yuanqi check contracts/purchase/escrow.qi
            yuanqi check --show bytecode contracts/purchase/escrow.qi
            yuanqi check --show limits contracts/purchase/escrow.qi
            yuanqi check --json scenarios/purchase/*.qi
          """,
        zh: """
          示例：
            yuanqi check contracts/purchase/escrow.qi
            yuanqi check --show bytecode contracts/purchase/escrow.qi
            yuanqi check --show limits contracts/purchase/escrow.qi
            yuanqi check --json scenarios/purchase/*.qi
          """))
  }

  enum Part: String, ExpressibleByArgument, CaseIterable { case tree, bytecode, limits }

  @Argument(help: .init(en: "Qi files.", zh: "Qi 文件。"), completion: .file(extensions: ["qi"]))
  var files: [String]

  @Option(
    help: .init(
      en: "Show what a contract becomes, tree or bytecode, or its limits.",
      zh: "显示语法树 tree、字节码 bytecode 或上限 limits。"))
  var show: Part?

  @Flag(
    help: .init(
      en: "Print one JSON object a diagnostic, and of what is shown one a contract, a line each.",
      zh: "每条诊断输出一行 JSON；所示内容，每份合约一行。"))
  var json = false

  @OptionGroup var lang: LanguageOption

  func run(on console: Console) throws(Failure) -> ExitStatus {
    let loader = SourceLoader()
    return console.each(files) { path throws(Failure) in
      check(try loader.load(path), loader, console)
    }
  }

  private func check(
    _ compilation: Compilation, _ loader: SourceLoader, _ console: Console
  ) -> ExitStatus {
    var own = compilation.diagnostics
    var status = ExitStatus.ok
    // What a file with errors declares is not known in full: names would be missed in vain.
    for scenario in compilation.hasErrors ? [] : compilation.tree.scenarios {
      let linked = loader.link(scenario, in: compilation)
      own += linked.diagnostics
      if !linked.faulty.isEmpty { status = .badInput }
      for other in linked.faulty where loader.isFirstReport(of: other) {
        console.report(other.diagnostics, in: other.source)
      }
    }
    if !own.isEmpty, !loader.isFirstReport(of: compilation), compilation.hasErrors {
      return .badInput
    }
    console.report(own, in: compilation.source)
    if own.contains(where: { $0.severity == .error }) { status = .badInput }
    if status == .ok { describe(compilation, console) }
    return status
  }

  private func describe(_ compilation: Compilation, _ console: Console) {
    if json {
      for template in compilation.templates {
        let shown = shownJSON(of: template, in: compilation, console.language)
        if let shown { console.print(shown.line) }
      }
      return
    }
    let name = compilation.source.name.shown
    for template in compilation.templates {
      let program = template.program
      let phases = program.phases.count
      let clauses = program.phases.reduce(0) { $0 + $1.clauses.count }
      let text = Wording(
        en:
          "\(counted(phases, "phase")), \(counted(clauses, "clause")), "
          + "a clause takes at most \(counted(program.longestRun, "step"))",
        zh: "\(phases) 个阶段，\(clauses) 条条款，每条至多 \(program.longestRun) 步")
      console.print(
        "✓ \(name): \(template.name) · sm3 \(template.identity.short) · \(text[console.language])")
      console.write(shown(of: template, in: compilation, console.language))
    }
    for scenario in compilation.tree.scenarios {
      let steps = scenario.steps.count
      let text = Wording(en: counted(steps, "step"), zh: "\(steps) 步")
      console.print("✓ \(name): \(scenario.title.shown) · \(text[console.language])")
    }
    for limits in compilation.tree.limits {
      let text = Wording(en: "limits from \(limits.from)", zh: "\(limits.from) 起的限额")
      console.print("✓ \(name): \(text[console.language])")
    }
    for calendar in compilation.tree.calendars {
      let text = Wording(
        en: "calendar of \(calendar.year), from \(calendar.from)",
        zh: "\(calendar.from) 起的 \(calendar.year) 年日历")
      console.print("✓ \(name): \(text[console.language])")
    }
  }
}

extension Console {
  /// Puts diagnostics on the error output, with their number below; in JSON on the output.
  func report(_ diagnostics: [Diagnostic], in source: SourceFile) {
    if speaksJSON {
      for diagnostic in diagnostics { print(diagnostic.json(in: source, language: language).line) }
      return
    }
    guard !diagnostics.isEmpty else { return }
    let renderer = DiagnosticRenderer(language: language, style: errorStyle, width: width)
    writeError(renderer.render(diagnostics, in: source))
    printError(renderer.summary(of: diagnostics))
    if diagnostics.count >= Diagnostic.mostOfOneFile {
      printError(Wording(en: "there may be more of them", zh: "可能还有更多")[language])
    }
  }
}
