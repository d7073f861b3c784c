import Foundation
import QiBytecode
import QiDiagnostics
import QiLanguage
import Testing

/// docs/contracts/NAME.md: what becomes of each contract of this repository.
struct ContractPageTests {
  @Test(arguments: qiFiles(in: "contracts"))
  func theContractBecomesWhatItsPageShows(path: String) throws {
    let bytes = Array(try Data(contentsOf: repository.appending(path: path)))
    let source = SourceFile(name: path, bytes: bytes)
    let compilation = try compile(source)
    let name = path.split(separator: "/").last?.dropLast(3) ?? ""
    try expectPage("docs/contracts/\(name).md", page(of: compilation, path: path))
  }

  private func page(of compilation: Compilation, path: String) -> String {
    let source = compilation.source
    let said = DiagnosticRenderer(language: .en).render(compilation.diagnostics, in: source)
    let text = source.text(SourceRange(0, source.bytes.count))
    let made = compilation.templates.map { template in
      """
      ## \(template.name)

      Identity `\(template.identity)`: \(template.tree.count) bytes of tree.

      ### Tree

      ```text
      \(template.outline)```

      ### Bytecode

      ```text
      \(template.program.disassembly)```

      """
    }
    return """
      # \(path)

      ```qi
      \(text)```

      ## Diagnostics

      \(said.isEmpty ? "None." : "```text\n\(said)```")

      \(pictures(of: path, isChinese: text.contains("合约 ")))
      \(made.joined(separator: "\n"))
      """
  }

  /// Drawn in the language it is written in.
  private func pictures(of path: String, isChinese: Bool) -> String {
    let language = isChinese ? "zh" : "en"
    let file = repository.appending(path: path).path
    let text = run("draw", "--lang", language, file)
    let mermaid = run("draw", "--lang", language, "--format", "mermaid", file)
    #expect(text.exit == 0 && mermaid.exit == 0)
    #expect(text.err.isEmpty && mermaid.err.isEmpty)
    return """
      ## Picture

      ```text
      \(text.out)```

      ```mermaid
      \(mermaid.out)```

      """
  }
}
