import QiBytecode
import QiDiagnostics
import QiValues
import Testing

@testable import QiLanguage

/// Pots of many: what is said of them, and when they are known to be empty.
struct PotTests {
  private func marks(_ text: String) throws -> [String] {
    let source = SourceFile(name: "", text: text)
    return try compile(source).diagnostics.map { "\($0.code) \(source.text($0.range))" }
  }

  private func contract(_ statements: String, atTheEnd last: String? = nil) -> String {
    """
    qi 1
    contract Sample {
      parties a, b
      holds pot owned by a
      holds stakes by party max 5
      holds fees by party max 3
      book paid: money by party max 4
      var n = 1
      start S {
        anyone may go { \(statements) }
        after 9 days {
          pay all from pot to a
          \(last ?? "for each p in stakes { pay all from stakes[p] to p }")
          for each p, sum in fees { pay sum from fees[p] to b }
          if b in paid { note "{n}" }
        } -> E
      }
      end E
    }
    """
  }

  @Test(
    arguments: [
      ("pay ¥1 from actor to stakes[actor]", nil), ("pay ¥1 from actor to stakes", "Q2460 stakes"),
      ("pay all from stakes to a", "Q2460 stakes"),
      ("split stakes { remainder to a }", "Q2460 stakes"),
      ("pay stakes[b] from stakes[a] to fees[b]", nil), ("pay ¥1 from pot[a] to b", "Q2461 pot"),
      ("pay ¥1 from actor to paid[b]", "Q2461 paid"), ("pay ¥1 from stakes[n] to b", "Q2301 n"),
      ("pay ¥1 from steaks[a] to b", "Q2001 steaks"), ("stakes[a] = ¥1", "Q2462 stakes"),
      ("stakes[a] += ¥1", "Q2462 stakes"), ("remove stakes[a]", "Q2462 stakes"),
      ("clear stakes", "Q2462 stakes"), ("let x = stakes, note \"{x}\"", "Q2306 x"),
      ("if stakes > ¥1 { n = 2 }", "Q2303 ¥1"), ("if n in stakes { n = 2 }", "Q2301 n"),
      ("pay all from stakes[a] to stakes[a]", "Q2102 stakes"),
      ("split stakes[a] { 10% to fees[b], remainder to stakes[a] }", nil),
      ("split ¥5 from (stakes[a], then stakes[a]) { remainder to b }", "Q2164 stakes"),
      ("if total of stakes > ¥1 and b in stakes { n = 2 }", nil),
      ("for each p, sum in stakes { note \"{p} {sum}\" }", nil),
      ("for each p in stakes { }", "Q2009 p"), ("pay ¥1 from pot to stakes[b].x", "Q1104 ."),
    ] as [(String, String?)])
  func whatIsSaid(statements: String, mark: String?) throws {
    #expect(try marks(contract(statements)) == (mark.map { [$0] } ?? []))
  }

  private static let all = "pay all from stakes[p] to"

  /// Nothing but a round that empties its own hold, and lets nothing in, empties the pot.
  @Test(
    arguments: [
      ("for each p in stakes { pay all from stakes[p] to p }", true),
      ("for each p, sum in stakes { pay sum from stakes[p] to p }", true),
      ("for each p in stakes { split stakes[p] { 5% to a, remainder to p } }", true),
      ("for each p, sum in stakes { split sum from stakes[p] { remainder to p } }", true),
      (
        "for each p in stakes { if p == a { \(all) b } else { \(all) p } }",
        true
      ),
      (
        "for each p in stakes { try { \(all) p } else { \(all) a } }",
        true
      ),
      ("for each p in stakes { pay all from stakes[p] to p } pay ¥0 from pot to stakes[b]", false),
      ("for each p in stakes { if p == a { pay all from stakes[p] to p } }", false),
      ("for each p in stakes { try { pay all from stakes[p] to p } else { note \"{p}\" } }", false),
      ("for each p in stakes { pay all from stakes[p] to stakes[b] }", false),
      ("for each p in stakes { pay ¥0 from pot to stakes[b], pay all from stakes[p] to p }", false),
      ("for each p in stakes { split stakes[p] { 5% to a, remainder to stakes[p] } }", false),
      ("for each p in stakes { pay ¥1 from stakes[p] to p }", false),
      ("for each p in stakes { pay all from stakes[a] to p }", false),
      ("for each p in fees { pay all from stakes[p] to p }", false),
      ("pay all from stakes[a] to a pay all from stakes[b] to b", false),
    ] as [(String, Bool)])
  func whenAPotOfManyIsEmpty(last: String, isEmpty: Bool) throws {
    let text = contract("pay ¥1 from actor to stakes[actor]", atTheEnd: last)
    #expect(try marks(text) == (isEmpty ? [] : ["Q2202 E"]))
  }

  @Test func thePotOfManyNeedsAWayOutToo() throws {
    let text = """
      qi 1
      contract Sample {
        parties a
        holds stakes by party max 5
        start S { anyone may go { pay ¥1 from actor to stakes[actor] } -> T, after 2 days -> E }
        phase T { a may stop { for each p in stakes { pay all from stakes[p] to a } } -> E }
        end E
      }
      """
    #expect(try marks(text) == ["Q2201 T"])
  }

  /// Room for 200 owners, and the round that ends the loop: as many postings again as an end may
  /// have to release, and as many for whoever is set aside before a payment.
  @Test func whatAnEndReleasesCounts() throws {
    let text = """
      qi 1
      contract Sample {
        parties a
        holds stakes by party max 200
        start S {
          anyone may go { pay ¥1 from actor to stakes[actor] }
          after 2 days { for each p in stakes { pay all from stakes[p] to a } } -> E
        }
        end E
      }
      """
    let program = try #require(try compile(SourceFile(name: "", text: text)).templates.first)
      .program
    #expect(program.mostEffects == 201 * (2 + 2) + 400)
  }

  /// What is carried over may be there from the start: time has to lead on from there too.
  @Test(arguments: [
    ("pot owned by a", "", []), ("pot owned by a carried over", "", ["Q2201 S"]),
    ("pot by party max 3 carried over", "", ["Q2201 S"]),
    ("pot owned by a carried over", "after 1 day { pay all from pot to a } -> E", []),
    ("pot owned by a carried over", "after 1 day -> E", ["Q2202 E"]),
  ])
  func aPotCarriedOverIsFilled(pot: String, clause: String, found: [String]) throws {
    let text =
      "qi 1\ncontract C { parties a, b holds \(pot)\nstart S { a may go -> T\n\(clause) }\n"
      + "phase T { on 2030-01-01 -> E }\nend E }\n"
    #expect(
      try marks(text).filter { !["Q2202 E", "Q2009 pot"].contains($0) || found.contains($0) }
        == found)
  }

  @Test func thatItIsCarriedOverIsPartOfTheContract() throws {
    func tree(_ pot: String) throws -> [UInt8] {
      let text =
        "qi 1\ncontract C { parties a, b holds \(pot)\nstart S { on 2030-01-01 -> E }\nend E }\n"
      return try #require(try compile(SourceFile(name: "", text: text)).templates.first).tree
    }
    for pot in ["pot owned by a", "pot by party max 3"] {
      let (plain, carried) = (try tree(pot), try tree("\(pot) carried over"))
      #expect(plain != carried)
      #expect(try Template(tree: carried).tree == carried)
      // Only `1` says so.
      let place = try #require(zip(plain, carried).enumerated().first { $1.0 != $1.1 }?.offset)
      #expect(place < carried.count)
    }
  }
}
