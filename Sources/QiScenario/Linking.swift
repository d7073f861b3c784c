public import QiDiagnostics
public import QiLanguage
import YuanqiKit

/// What a `use … from "path"` came to.
public enum LoadedSource: Sendable {
  case compiled(Compilation)
  /// Why the file could not be read.
  case unreadable(Wording)
}

/// A scenario with the templates it can deploy, and everything wrong with it.
public struct LinkedScenario: Sendable {
  public let scenario: ScenarioSyntax
  public let templates: [String: Template]
  /// The file each of them stands in.
  public let sources: [String: SourceFile]
  /// In the scenario's own file.
  public let diagnostics: [Diagnostic]
  /// Files it uses that have mistakes of their own.
  public let faulty: [Compilation]

  public var canRun: Bool {
    faulty.isEmpty && !diagnostics.contains { $0.severity == .error }
  }
}

/// Finds the contracts a scenario uses: those in its own file, and those it names by their file.
/// The paths count from the scenario's folder; `load` knows where that is.
public func link(
  _ scenario: ScenarioSyntax, in compilation: Compilation, load: (String) -> LoadedSource
) -> LinkedScenario {
  var templates: [String: Template] = [:]
  var diagnostics: [Diagnostic] = []
  var faulty: [Compilation] = []
  var sources: [String: SourceFile] = [:]
  var firsts: [String: Name] = [:]
  func add(_ template: Template, from file: Compilation, named name: Name) {
    templates[template.name] = template
    sources[template.name] = file.source
    firsts[template.name] = name
  }
  for own in compilation.templates { add(own, from: compilation, named: own.contract.name) }
  for use in scenario.uses {
    switch load(use.path) {
    case .unreadable(let why): diagnostics.append(.unreadableUse(why, at: use.pathRange))
    case .compiled(let file) where file.hasErrors: faulty.append(file)
    case .compiled(let file):
      guard let template = file.templates.first(where: { $0.name == use.contract.text }) else {
        let nearest = Suggest.nearest(to: use.contract.text, in: file.templates.map(\.name))
        diagnostics.append(.notInFile(use, nearest: nearest))
        continue
      }
      if file.source.name == compilation.source.name {
        diagnostics.append(.usesOwnFile(use, contract: template.contract.name))
      } else if let first = firsts[template.name] {
        diagnostics.append(.duplicateName(use.contract, first: first))
      } else {
        add(template, from: file, named: use.contract)
        let isFirst = scenario.uses.first { $0.path == use.path }?.pathRange == use.pathRange
        if isFirst, file.tree.firstTable != nil { diagnostics.append(.tablesStayBehind(use)) }
      }
    }
  }
  if faulty.isEmpty, !diagnostics.contains(where: { $0.severity == .error }) {
    diagnostics += check(scenario, templates: templates)
  }
  return LinkedScenario(
    scenario: scenario, templates: templates, sources: sources, diagnostics: diagnostics,
    faulty: faulty)
}
