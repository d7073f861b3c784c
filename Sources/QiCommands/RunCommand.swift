import ArgumentParser
import QiChain
import QiDiagnostics
import QiLanguage
import QiScenario
import QiStore
import YuanqiKit

/// `yuanqi run FILE…`.
struct RunCommand: YuanqiCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "run",
      abstract: String(en: "Play scenarios, each on a chain of its own.", zh: "运行情景，每个情景各用一条链。"),
      discussion: String(
        en: """
          Every line is printed once the block with what it reports is closed.

          Examples:
            yuanqi run scenarios/purchase/*.qi
            yuanqi run --lang zh scenarios/purchase/well.qi
            yuanqi run --chain deal.db scenarios/purchase/well.qi
            yuanqi run --trace scenarios/purchase/well.qi
            yuanqi run --json scenarios/purchase/*.qi
          """,
        zh: """
          每行内容在其所在区块封好之后才打印。

          示例：
            yuanqi run scenarios/purchase/*.qi
            yuanqi run --lang zh scenarios/purchase/well.qi
            yuanqi run --chain deal.db scenarios/purchase/well.qi
            yuanqi run --trace scenarios/purchase/well.qi
            yuanqi run --json scenarios/purchase/*.qi
          """))
  }

  @Argument(
    help: .init(en: "Qi files with scenarios.", zh: "含情景的 Qi 文件。"),
    completion: .file(extensions: ["qi"]))
  var files: [String]

  @Option(
    help: .init(en: "Keep the chain in this new file; for one scenario.", zh: "把链存入这个新文件；限一个情景。"),
    completion: .file(extensions: ["db"]))
  var chain: String?

  @Flag(help: .init(en: "Print what each clause looked at and decided.", zh: "打印各条款所看的值与所作的判断。"))
  var trace = false

  @Flag(help: .init(en: "Print one JSON object a scenario, a line each.", zh: "每个情景输出一行 JSON。"))
  var json = false

  @OptionGroup var lang: LanguageOption

  func run(on console: Console) throws(Failure) -> ExitStatus {
    let clock = ContinuousClock()
    let start = clock.now
    let loader = SourceLoader()
    var plays: [Play] = []
    let loaded = console.each(files) { path throws(Failure) in
      try load(path, loader, console, &plays)
    }
    if chain != nil {
      if loaded != .ok { return loaded }
      if plays.count != 1 { throw notOneScenario(plays.count) }
    }
    var results: [ScenarioResult] = []
    let played = console.each(plays) { play throws(Failure) in
      guard let result = try self.play(play, console) else { return .badInput }
      results.append(result)
      return result.passed ? .ok : .unexpected
    }
    if !json, !results.isEmpty {
      let milliseconds = Int((clock.now - start) / .milliseconds(1))
      console.print(
        ReportRenderer.summary(results, milliseconds: milliseconds, language: console.language))
    }
    return max(loaded, played)
  }

  /// A scenario that can be played, with its file.
  private struct Play {
    let linked: LinkedScenario
    let source: SourceFile
  }

  private func load(
    _ path: String, _ loader: SourceLoader, _ console: Console, _ plays: inout [Play]
  ) throws(Failure) -> ExitStatus {
    let compilation = try loader.load(path)
    var diagnostics = compilation.diagnostics
    guard !compilation.hasErrors else {
      if loader.isFirstReport(of: compilation) {
        console.report(diagnostics, in: compilation.source)
      }
      return .badInput
    }
    if compilation.tree.scenarios.isEmpty { throw noScenario(path) }
    let linked = compilation.tree.scenarios.map { loader.link($0, in: compilation) }
    for other in linked.flatMap(\.faulty) where loader.isFirstReport(of: other) {
      console.report(other.diagnostics, in: other.source)
    }
    diagnostics += linked.flatMap(\.diagnostics)
    console.report(diagnostics, in: compilation.source)
    plays += linked.filter(\.canRun).map { Play(linked: $0, source: compilation.source) }
    return linked.allSatisfy(\.canRun) ? .ok : .badInput
  }

  /// Nil where the scenario asked for something that makes no sense, which has been reported.
  private func play(_ play: Play, _ console: Console) throws(Failure) -> ScenarioResult? {
    guard let chain else { return try self.play(play, on: MemoryLog(), console) }
    let log = try create(chain)
    let result: ScenarioResult?
    do throws(Failure) { result = try self.play(play, on: log, console) } catch {
      // Leaves one file where that still works; what stopped the run is the news.
      try? log.close()
      throw error
    }
    do throws(LogFailure) { try log.close() } catch { throw Failure(error, file: chain) }
    return result
  }

  private func create(_ path: String) throws(Failure) -> SQLiteLog {
    do { return try SQLiteLog.create(path) } catch {
      // A file that is to be made is never missing, its folder is.
      if case .notFound = error { throw .noFolder(ofChain: path) }
      throw Failure(error, file: path)
    }
  }

  private func play(
    _ play: Play, on log: any BlockLog, _ console: Console
  ) throws(Failure) -> ScenarioResult? {
    let scenario = play.linked.scenario
    var renderer = ReportRenderer(
      file: play.source, language: console.language, style: console.style, width: console.width)
    if !json { console.print(renderer.heading(scenario)) }
    let stop: ScenarioRunner.Stop
    do throws(ScenarioRunner.Stop) {
      let runner = try ScenarioRunner.start(
        scenario, templates: play.linked.templates, sources: play.linked.sources, log: log,
        observes: trace && !json
      ) { lines in
        if json { return }
        console.write(renderer.render(lines))
        if console.isTerminal || chain != nil { console.flush() }
      }
      let result = try runner.run()
      if json {
        console.print(result.json(in: play.source, language: console.language).line)
      } else {
        console.print(renderer.tail(result) + "\n")
      }
      return result
    } catch { stop = error }
    switch stop {
    case .diagnostic(let diagnostic):
      console.report([diagnostic], in: play.source)
      return nil
    case .platform(let failure): throw Failure(failure, file: chain ?? play.source.name)
    }
  }

  private func noScenario(_ path: String) -> Failure {
    Failure(
      "F1020", .badInput,
      Wording(en: "\(path.shown) holds no scenario", zh: "\(path.shown) 中没有情景"),
      help: Wording(
        en: "name a file with `scenario \"…\" { … }`; a contract alone is checked: `yuanqi check`",
        zh: "请写含有 情景 “…” { … } 的文件；只检查合约请用 yuanqi check"))
  }

  private func notOneScenario(_ count: Int) -> Failure {
    Failure(
      "F1021", .badInput,
      Wording(
        en: "--chain takes one scenario, and there are \(count)",
        zh: "--chain 只用于一个情景，这里有 \(count) 个"),
      help: Wording(
        en: "one scenario is one chain: run them one by one",
        zh: "一个情景对应一条链：请逐个运行"))
  }
}
