import Foundation
import QiDiagnostics
import QiLanguage

/// docs/diagnostics/CODE.md. A person writes the two examples and why; the rest is rendered.
struct DiagnosticPage {
  let code: String
  let wrong: String
  let why: String
  let right: String

  static let folder = "docs/diagnostics"
  var path: String { "\(DiagnosticPage.folder)/\(code).md" }

  /// Nil where the page lacks one of its hand-written parts.
  init?(code: String, page: String) {
    let examples = blocks("qi", in: "\n" + page)
    let parts = page.components(separatedBy: "\n## Put right\n")
    let prose = parts[0].components(separatedBy: "\n```\n").last ?? ""
    guard examples.count == 2, parts.count == 2 else { return nil }
    self.code = code
    (wrong, right) = (examples[0], examples[1])
    why = prose.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  func render(_ diagnostic: Diagnostic, in source: SourceFile) -> String {
    let shown = Language.allCases.map { language in
      let text = DiagnosticRenderer(language: language).render(diagnostic, in: source)
      return "```text\n\(text)```"
    }
    return """
      # \(code): \(diagnostic.message.en)

      ```qi
      \(wrong)
      ```

      \(shown.joined(separator: "\n\n"))

      \(why)

      ## Put right

      ```qi
      \(right)
      ```

      """
  }
}

/// The bytes an example stands for. What no page can show is spelled: `\u{202E}` a character,
/// `\x{C0}` a byte, `\repeat{70}{(}` a text so many times.
func bytes(ofExample text: String) -> [UInt8] {
  var bytes: [UInt8] = []
  var rest = text[...]
  while let match = rest.firstMatch(of: /\\(u|x|repeat)\{([0-9A-Fa-f]+)\}(?:\{([^}]*)\})?/) {
    bytes += Array(rest[..<match.range.lowerBound].utf8)
    switch match.1 {
    case "u":
      let scalar = UInt32(match.2, radix: 16).flatMap(Unicode.Scalar.init) ?? "?"
      bytes += Array(String(scalar).utf8)
    case "x": bytes.append(UInt8(match.2, radix: 16) ?? 0)
    default:
      let times = String(repeating: String(match.3 ?? ""), count: Int(match.2) ?? 0)
      bytes += Array(times.utf8)
    }
    rest = rest[match.range.upperBound...]
  }
  return bytes + Array(rest.utf8)
}
