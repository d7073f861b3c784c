import Foundation
import QiDiagnostics
import QiLanguage
import QiScenario
import Testing

/// Every code has a page whose first example gives it and nothing else, and whose second is clean.
struct DiagnosticPageTests {
  /// Where diagnostics are written.
  static let folders = ["Sources/QiLanguage", "Sources/QiScenario"]

  static let codes: [String] = {
    let texts = folders.flatMap { files(in: $0, endingIn: ".swift") }.compactMap { try? text($0) }
    return Set(texts.flatMap { $0.matches(of: /"(Q\d{4})"/).map { String($0.1) } }).sorted()
  }()

  func diagnostics(of source: SourceFile) throws -> [Diagnostic] {
    let compilation = try compile(source)
    // As everywhere: what could not be read is put right first.
    if compilation.hasErrors { return compilation.diagnostics }
    let linked = compilation.tree.scenarios.map { scenario in
      link(scenario, in: compilation) { path in
        path == source.name
          ? .compiled(compilation)
          : .unreadable(Wording(en: "there is no file \(path)", zh: "没有文件 \(path)"))
      }
    }
    return compilation.diagnostics + linked.flatMap(\.diagnostics)
  }

  func page(_ code: String) throws -> DiagnosticPage {
    let path = "\(DiagnosticPage.folder)/\(code).md"
    return try #require(
      DiagnosticPage(code: code, page: try text(path)), "\(path): two examples and a why")
  }

  @Test(arguments: codes)
  func oneMistakeGivesOneDiagnostic(code: String) throws {
    let page = try page(code)
    let source = SourceFile(name: "example.qi", bytes: bytes(ofExample: page.wrong))
    let found = try diagnostics(of: source)
    #expect(found.map(\.code) == [code])
    #expect(found.allSatisfy { $0.message.en != $0.message.zh && !$0.message.en.hasSuffix(".") })
    let right = SourceFile(name: "example.qi", bytes: bytes(ofExample: page.right))
    #expect(try diagnostics(of: right) == [])
    #expect(!page.why.isEmpty)
    if let diagnostic = found.first {
      try expectPage(page.path, page.render(diagnostic, in: source))
    }
  }

  @Test func everyPageHasACode() {
    let pages = files(in: DiagnosticPage.folder, endingIn: ".md").map {
      String($0.split(separator: "/").last?.dropLast(3) ?? "")
    }
    #expect(pages.filter { $0 != "README" } == Self.codes)
    #expect(Self.codes.count > 50)
  }

  @Test func theIndexListsThemAll() throws {
    var rows: [String] = []
    var warnings: [String] = []
    for code in Self.codes {
      let page = try page(code)
      let source = SourceFile(name: "example.qi", bytes: bytes(ofExample: page.wrong))
      let diagnostic = try #require(try diagnostics(of: source).first)
      let message = diagnostic.message
      rows.append("| [\(code)](\(code).md) | \(message.en) | \(message.zh) |")
      if diagnostic.severity == .warning { warnings.append(code) }
    }
    try expectPage(
      "\(DiagnosticPage.folder)/README.md",
      """
      # Diagnostics

      What `yuanqi` says of a source text: Q1xxx of reading it, Q2xxx of contracts, Q3xxx of
      scenarios. A code is never given another meaning. In the examples `\\u{202E}` stands for a
      character that no page can show, `\\x{C0}` for a byte that is none, `\\repeat{70}{(}` for a
      text so many times.

      Warnings keep nothing from running: \(warnings.joined(separator: ", ")).

      | code | message | 中文 |
      | --- | --- | --- |
      \(rows.joined(separator: "\n"))

      """)
  }

  @Test func examplesSpellWhatCannotBeShown() {
    #expect(
      bytes(ofExample: #"a\u{e9}\x{FF}\repeat{3}{(}b"#) == Array("aé".utf8) + [0xFF]
        + Array("(((b".utf8))
  }
}
