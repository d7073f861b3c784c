import QiBytecode
import QiDiagnostics
import QiLanguage
import Testing

/// docs/contracts/NAME.md: what becomes of each contract of this repository.
struct ContractPageTests {
  @Test(arguments: files(in: "contracts", endingIn: ".qi"))
  func theContractBecomesWhatItsPageShows(path: String) throws {
    let source = try source(path)
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

      \(made.joined(separator: "\n"))
      """
  }
}
