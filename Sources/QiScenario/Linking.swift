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
  for template in compilation.templates {
    templates[template.name] = template
    sources[template.name] = compilation.source
  }
  var used: [String: Name] = [:]
  for use in scenario.uses {
    if let first = used[use.contract.text] {
      diagnostics.append(.duplicateName(use.contract, first: first))
    }
    used[use.contract.text] = use.contract
    switch load(use.path) {
    case .unreadable(let why): diagnostics.append(.unreadableUse(why, at: use.pathRange))
    case .compiled(let used) where used.hasErrors: faulty.append(used)
    case .compiled(let used):
      if let template = used.templates.first(where: { $0.name == use.contract.text }) {
        templates[use.contract.text] = template
        sources[use.contract.text] = used.source
      } else {
        let nearest = Suggest.nearest(to: use.contract.text, in: used.templates.map(\.name))
        diagnostics.append(.notInFile(use, nearest: nearest))
      }
    }
  }
  if diagnostics.isEmpty, faulty.isEmpty {
    diagnostics += check(scenario, templates: templates)
  }
  return LinkedScenario(
    scenario: scenario, templates: templates, sources: sources, diagnostics: diagnostics,
    faulty: faulty)
}
