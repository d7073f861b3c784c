import QiDiagnostics
import QiValues
import Testing

@testable import QiLanguage

/// Splits by a book.
struct SplitByBookTests {
  private func marks(_ statement: String) throws -> [String] {
    let text = """
      qi 1
      contract Sample {
        parties a, b
        holds pot owned by a
        holds stakes by party max 5
        book paid: money by party max 4
        book points: integer by party max 4
        book words: integer by text max 4
        book born: date by party max 4
        start S {
          a may go {
            points[b] += 1, words["x"] += 1, born[b] = today, paid[b] = ¥1
            \(statement)
          }
          after 9 days {
            pay all from pot to a
            for each p in stakes { pay all from stakes[p] to p }
            if b in paid and b in points and "x" in words and b in born { note "x" }
          } -> E
        }
        end E
      }
      """
    let source = SourceFile(name: "", text: text)
    return try compile(source).diagnostics.map { "\($0.code) \(source.text($0.range))" }
  }

  @Test(
    arguments: [
      ("split pot by paid { remainder to b }", nil),
      ("split pot by points { remainder to b }", nil),
      ("split pot by stakes { remainder to pot }", nil),
      ("split ¥9 from (pot, then a) by paid { remainder { 1% to b, remainder to a } }", nil),
      ("split stakes[a] by paid { remainder to stakes[b] }", nil),
      ("split ¥1 from b by paid { remainder to a }", "Q2104 b"),
      ("split pot by words { remainder to b }", "Q2463 words"),
      ("split pot by born { remainder to b }", "Q2463 born"),
      ("split pot by pot { remainder to b }", "Q2463 pot"),
      ("split pot by nobody { remainder to b }", "Q2001 nobody"),
      ("split pot by paid { 5% to a, remainder to b }", "Q1151 5%"),
      ("split pot by paid { }", "Q2161 {"),
      ("split stakes by paid { remainder to b }", "Q2460 stakes"),
    ] as [(String, String?)])
  func whatIsSaid(statement: String, mark: String?) throws {
    #expect(try marks(statement) == (mark.map { [$0] } ?? []))
  }

  @Test func bothSpellingsAreOneTree() throws {
    let texts = ["split pot by paid { remainder to b }", "分账 pot 按 paid { 其余归 b }"]
    let trees = try texts.map { text in
      try compile(
        SourceFile(
          name: "",
          text: """
            qi 1
            contract Sample {
              parties a, b
              holds pot owned by a
              book paid: money by party max 4
              start S { a may go { paid[b] = ¥1, \(text) } -> E }
              end E
            }
            """)
      ).templates.map(\.tree)
    }
    #expect(trees[0].count == 1 && trees[0] == trees[1])
  }
}
