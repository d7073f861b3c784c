import Testing

@testable import QiLanguage
@testable import YuanqiKit

/// What holds of every input.
struct FuzzCheck {
  /// How many texts had a layout, contracts were sound, and plays began: what never happens is not
  /// tested.
  var (read, sound, played) = (0, 0, 0)

  /// The first thing that does not hold.
  mutating func fault(of input: FuzzInput, seed: UInt64) throws -> String? {
    switch input {
    case .source(let bytes):
      let source = SourceFile(name: "fuzz.qi", bytes: bytes)
      let compilation = try compile(source)
      for diagnostic in compilation.diagnostics.prefix(3) {
        for language in Language.allCases {
          _ = DiagnosticRenderer(language: language).render(diagnostic, in: source)
          _ = diagnostic.json(in: source, language: language).line
        }
      }
      if let fault = try layoutFault(source) ?? runFault(compilation) { return fault }
      for template in compilation.templates {
        if let fault = treeFault(template) ?? playFault(template, seed) { return fault }
      }
      return nil
    case .tree(let bytes):
      guard let template = try? Template(tree: bytes) else { return nil }
      if template.tree != bytes { return "what was read is not what is written" }
      return playFault(template, seed)
    }
  }

  // MARK: Layout

  /// Laid out, in either spelling and back, a text says the same, and is not laid out again.
  private mutating func layoutFault(_ source: SourceFile) -> String? {
    guard let reading = Reading(source) else { return nil }
    read += 1
    guard let once = layOut(source) else { return "it has no layout" }
    let again = SourceFile(name: "", text: once)
    if Reading(again)?.roles != reading.roles { return "its layout says something else" }
    if layOut(again) != once { return "its layout is laid out again" }
    let trees = trees(source)
    guard let english = layOut(again, in: .en) else { return "it has no English" }
    guard let chinese = layOut(SourceFile(name: "", text: english), in: .zh) else {
      return "it has no Chinese"
    }
    for (text, what) in [(once, "layout"), (chinese, "Chinese"), (english, "English")]
    where self.trees(SourceFile(name: "", text: text)) != trees {
      return "its \(what) has another tree"
    }
    return layOut(SourceFile(name: "", text: chinese), in: .en) == english
      ? nil : "its Chinese has another English"
  }

  private func trees(_ source: SourceFile) -> [TreeNode] {
    parse(source).tree.contracts.map { TreeNode($0) }
  }

  // MARK: Trees

  private func treeFault(_ template: Template) -> String? {
    do throws(Template.Fault) {
      let read = try Template(tree: template.tree)
      return read.identity == template.identity ? nil : "its tree is another's"
    } catch { return "its tree is not read: \(error)" }
  }

  // MARK: Plays

  /// Longer clauses are sound, and take long. A level instalment counts for 50,000 steps.
  private static let mostSteps = 200_000

  /// Some of the contracts, between people who do what comes to mind: each act is done or refused,
  /// and no fen is made or lost.
  private mutating func playFault(_ template: Template, _ seed: UInt64) -> String? {
    sound += 1
    guard seed % 2 == 0, template.program.longestRun <= FuzzCheck.mostSteps,
      !template.program.parties.isEmpty
    else { return nil }
    do {
      var play = try ContractPlay(template, seed: seed, log: MemoryLog())
      if try play.begin() {
        played += 1
        for _ in 0..<6 where play.record.fault == nil { try play.step() }
      }
      if let fault = play.record.fault { return "\(fault)\(play.story)" }
      if !(try play.platform.audit().isBalanced) { return "money was made or lost\(play.story)" }
      try play.platform.close()
      return try play.platform.verify() == play.platform.head
        ? nil : "its replay differs\(play.story)"
    } catch PlatformFailure.refused { return nil } catch { return "\(error)" }
  }
}
