import QiBytecode
import QiDiagnostics
import QiLanguage
import QiValues

/// What `--show` prints of a contract.
extension CheckCommand {
  func shown(
    of template: Template, in compilation: Compilation, _ language: Language
  ) -> String {
    switch show {
    case .tree: template.outline
    case .bytecode: template.program.disassembly
    case .limits:
      // A line of each: what, how much of it, and how much there may be.
      bounds(of: template, in: compilation).reduce(into: "") { text, bound in
        let count = "\(bound.count)".padded(to: 8, .right)
        text += "  \(bound.what[language].padded(to: 54)) \(count) / \(bound.most)\n"
      }
    case nil: ""
    }
  }

  func shownJSON(
    of template: Template, in compilation: Compilation, _ language: Language
  ) -> JSON? {
    guard let show else { return nil }
    let content: [JSON] =
      switch show {
      case .tree: template.outline.lines
      case .bytecode: template.program.disassembly.lines
      case .limits:
        bounds(of: template, in: compilation).map { bound in
          .object([
            ("what", .text(bound.what[language])), ("count", .integer(Int64(bound.count))),
            ("most", .integer(Int64(bound.most))),
          ])
        }
      }
    return .object([
      ("file", .text(compilation.source.name)), ("contract", .text(template.name)),
      (show.rawValue, .array(content)),
    ])
  }

  /// The last are of the file.
  private func bounds(of template: Template, in compilation: Compilation) -> [StaticBound] {
    template.bounds + compilation.bounds
  }
}

extension String {
  fileprivate var lines: [JSON] { split(separator: "\n").map { .text(String($0)) } }
}
