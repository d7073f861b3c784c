import QiBytecode
import QiDiagnostics
import QiValues
import Testing

@testable import QiLanguage

/// Records, lists and books: what is said of them, and how long a clause may run.
struct ListTests {
  private func contract(_ statements: String, max: Int = 5) -> String {
    """
    qi 1
    record Wage { worker: party, amount: money where ¥0 < amount, key worker }
    contract Sample {
      parties a, b
      terms { days: list of date max 4, kinds: set of text max 2, shop: party, one: Wage }
      holds pot owned by a
      book paid: money by party max \(max)
      var n = 1
      start S {
        a may go(sheet: list of Wage max \(max)) {
          for each w in sheet { paid[w.worker] = w.amount }
          \(statements)
        }
        after 9 days { pay all from pot to one.worker, note "{n}" } -> E
      }
      in S { b may use when kind of shop in kinds and today in days { } }
      end E
    }
    """
  }

  private func marks(_ text: String) throws -> [String] {
    let source = SourceFile(name: "", text: text)
    return try compile(source).diagnostics.map { "\($0.code) \(source.text($0.range))" }
  }

  @Test(
    arguments: [
      ("", nil), ("n = days", "Q2301 days"), ("n = paid[b]", "Q2301 paid[b]"),
      ("paid[n] = ¥1", "Q2301 n"), ("paid[b] += 1", "Q2302 1"), ("n[b] = 1", "Q2014 n"),
      ("let x = sheet, note \"{x}\"", "Q2306 x"), ("pay paid[b] from a to shop", nil),
      ("pay ¥1 from a to n", "Q2006 n"), ("pay ¥1 from shop to b", "Q2104 shop"),
      ("pay ¥1 from a to one.amount", "Q2006 amount"), ("pay one.amount from a to one.worker", nil),
      ("for each d in days { note \"{d}\" }", nil), ("for each d in days { }", "Q2009 d"),
      ("for each n in days { }", "Q2002 n"), ("for each b, v in paid { note \"{v}\" }", "Q2002 b"),
      ("for each n in days { note \"{n}\" }", "Q2002 n"), ("for each d in n { }", "Q2015 n"),
      ("if b in sheet { n = 2 }", "Q2015 sheet"), ("if n in kinds { n = 2 }", "Q2301 n"),
      ("clear pot", "Q2014 pot"), ("remove paid", "Q1104 }"), ("n = one.wage", "Q2013 wage"),
      ("for each d in days { if d > today -> E }", "Q2207 E"),
      ("for each d in days { try { n += 1 } else { } note \"{d}\" }", nil),
      ("if kind of n == \"图书\" { n = 2 }", "Q2301 n"), ("if kind of b == \"图书\" { n = 2 }", nil),
      ("for each k, v in paid { pay v from a to k }", nil),
      ("for each k in paid { clear paid }", "Q2009 k"),
    ] as [(String, String?)])
  func whatIsSaid(statements: String, mark: String?) throws {
    #expect(try marks(contract(statements)) == (mark.map { [$0] } ?? []))
  }

  @Test(
    arguments: [
      ("record R { a: money, a: date }", "Q2002 a"), ("record R { a: R }", "Q2106 R"),
      ("record R { a: money, key b }", "Q2013 b"), ("record R { a: money where a > 1 }", "Q2303 1"),
      ("record R { a: money where n > 1 }", "Q2001 n"),
      ("record R { a: money } record R { b: money }", "Q2002 R"),
      ("record R { a: money } record Q { b: money }", "Q2009 Q"),
    ])
  func whatIsSaidOfRecords(records: String, mark: String) throws {
    let contract = """
      contract C {
        parties p
        start S { p may do(rows: list of R max 3) { for each r in rows { note "{r}" } } }
        end E
      }
      """
    let found = try marks("qi 1 \(records) \(contract)").filter {
      !["Q2306", "Q2203"].contains($0.prefix(5))
    }
    #expect(found == [mark])
  }

  /// Rounds in rounds multiply; what looks through a book counts for its length.
  @Test func stepsAreCountedBeforehand() throws {
    let loops = "for each k in paid { for each j in paid { paid[k] += ¥1, paid[j] += ¥1 } }"
    let few = try #require(try compile(SourceFile(name: "", text: contract(loops))).templates.first)
    #expect(few.program.longestRun > 5 * 5 * 2 * 5)
    #expect(few.program.longestRun < 5 * 5 * 2 * 5 * 5)
    #expect(try marks(contract(loops, max: 300)) == ["Q2208 Sample"])
  }

  /// A receipt counts postings and notes in 16 bits.
  @Test(arguments: [
    ("note \"{k}\"", 253, 254), ("pay ¥1 from pot to k", 179, 180),
    ("split ¥2 from pot { 50% to k, remainder to b }", 103, 104),
  ])
  func whatAClauseWritesIsCountedBeforehand(statement: String, most: Int, more: Int) throws {
    let loops = "for each k in paid { for each j in paid { if j != k { \(statement) } } }"
    #expect(try marks(contract(loops, max: most)) == [])
    #expect(try marks(contract(loops, max: more)) == ["Q2209 Sample"])
  }

  /// A `try` copies every register.
  @Test func triesCountForWhatTheyCopy() throws {
    let loops = "for each k in paid { for each j in paid { try { paid[k] += paid[j] } else { } } }"
    #expect(try marks(contract(loops, max: 100)) == [])
    #expect(try marks(contract(loops, max: 200)) == ["Q2208 Sample"])
  }

  @Test func sourcesOfEitherSpellingGiveOneTree() throws {
    let loops =
      "for each k, v in paid { if k in paid { remove paid[k], pay v from a to k } }, clear paid"
    let source = SourceFile(name: "", text: contract(loops))
    let chinese = try #require(layOut(source, in: .zh))
    let back = try #require(layOut(SourceFile(name: "", text: chinese), in: .en))
    let templates = try [source.text(SourceRange(0, source.bytes.count)), chinese, back].map {
      try #require(try compile(SourceFile(name: "", text: $0)).templates.first)
    }
    #expect(Set(templates.map(\.identity)).count == 1)
    #expect(try Template(tree: templates[1].tree).identity == templates[0].identity)
  }
}
