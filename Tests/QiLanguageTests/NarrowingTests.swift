import QiDiagnostics
import Testing

@testable import QiLanguage

/// Where a variable is known to be somebody, and what the names of a choice mean.
struct NarrowingTests {
  private func marks(_ clauses: String) throws -> [String] {
    let source = SourceFile(
      name: "",
      text: """
        qi 1
        contract Sample {
          parties a, b
          terms { sum: money where sum > ¥0, side: one of (a, left, right) }
          holds pot owned by a
          var who: party or none
          var other: party or none = b
          var turn: one of (left, right) = left
          var n = 1
          start S {
            a may begin { who = a, other = none, turn = right, n = 2, pay sum from a to pot }
            \(clauses)
            after 9 days { pay all from pot to a, note "{sum} {n} {turn} {side}" } -> E
          }
          end E
        }
        """)
    return try compile(source).diagnostics.filter { $0.code != "Q2202" }
      // A name in a note is underlined with the note.
      .map { "\($0.code) \(source.text($0.range).filter { !"\"{}".contains($0) })" }
  }

  @Test(
    arguments: [
      ("a may x { pay ¥1 from pot to who }", "Q2405 who"),
      ("a may x when who is not none { pay ¥1 from pot to who }", nil),
      ("a may x when who is none { pay ¥1 from pot to who }", "Q2405 who"),
      ("a may x when not (who is none) { pay ¥1 from pot to who }", nil),
      ("a may x when who is not none and who == a", nil),
      ("a may x when who is not none or who == a", "Q2405 who"),
      ("a may x when who is none or who == a", nil),
      ("a may x when not (who is none or other is none) and who != other", nil),
      ("a may x when who is not none and n == 1 or n == 2 { note \"{who}\" }", "Q2405 who"),
      ("a may x { if who is none { n = 3 } else { note \"{who}\" } }", nil),
      ("a may x { if who is none -> E, note \"{who}\" }", nil),
      ("a may x { if who is none { n = 3 }, note \"{who}\" }", "Q2405 who"),
      ("a may x { if who is none { who = b }, note \"{who}\" }", nil),
      ("a may x { if n == 1 { who = b } else { who = a }, note \"{who}\" }", nil),
      ("a may x { try { who = b } else { who = a }, note \"{who}\" }", nil),
      ("a may x { if who is not none { note \"{who}\" } else -> E, note \"{who}\" }", nil),
      ("a may x when who is not none { who = none, note \"{who}\" }", "Q2405 who"),
      ("a may x { who = b, note \"{who}\" }", nil),
      ("a may x when who is not none { if n == 1 { who = none }, note \"{who}\" }", "Q2405 who"),
      (
        "a may x when who is not none { try { who = none } else { n = 1 }, note \"{who}\" }",
        "Q2405 who"
      ),
      (
        "a may x(l: list of party max 2) { who = a, for each p in l { note \"{who}\", who = p } }",
        "Q2405 who"
      ),
      ("a may x { let y = who, note \"{y}\" }", "Q2405 who"),
      ("who may x { pay ¥1 from who to a, note \"{who}\" }", nil),
      ("who may x { pay ¥1 from b to a }", "Q2104 b"),
      ("who may x { who = b, pay ¥1 from who to a }", "Q2104 who"),
      ("who may x { if n == 1 { who = b }, pay ¥1 from pot to who }", nil),
      ("who may x { if n == 1 { who = b, n = 3 }, pay ¥1 from who to a }", "Q2104 who"),
      ("who may x { split ¥5 from (pot, then who) { remainder to a } }", nil),
      ("who must x within 1 day { note \"{who}\" }, failing which { note \"{who}\" }", "Q2405 who"),
      ("who with a may x { n = 1 }", "Q2004 who"), ("n may x { n = 1 }", "Q2004 n"),
      ("a may x when a is none", "Q2407 a"), ("a may x when n is not none", "Q2407 n"),
      ("a may x when who == none", "Q2406 none"), ("a may x { n = none }", "Q2301 none"),
      ("a may x { let y = none, note \"{y}\" }", "Q2306 y"),
      ("a may x { who = other }", "Q2405 other"),
      ("a may x(p: party or none) { who = p }", "Q1120 or none"),
    ] as [(String, String?)])
  func somebody(clauses: String, mark: String?) throws {
    #expect(try marks(clauses) == (mark.map { [$0] } ?? []), "\(clauses)")
  }

  @Test(
    arguments: [
      ("a may x when side == left", nil), ("a may x when left == side", nil),
      ("a may x when side == a", nil), ("a may x when a == side != right", nil),
      ("a may x when side == lft", "Q2403 lft"), ("a may x when turn == a", "Q2403 a"),
      ("a may x when side == turn", "Q2303 turn"), ("a may x when left == right", "Q2402 left"),
      ("a may x when side < left", "Q2303 left"), ("a may x { turn = right }", nil),
      ("a may x { turn = lft }", "Q2403 lft"), ("a may x { turn = side }", "Q2301 side"),
      ("a may x { let y = left, note \"{y}\" }", "Q2402 left"),
      ("a may x when n == left", "Q2402 left"),
      ("a may x(t: one of (left, right)) { turn = t }", nil),
      ("a may x(t: one of (right, left)) { turn = t }", "Q2301 t"),
      ("a may x(t: one of (left)) when t == left", "Q2401 one of (left)"),
      ("a may x(t: one of (left, left)) when t == left", "Q2002 left"),
      ("a may x(t: list of one of (left, right) max 3) when left in t and turn in t", nil),
      ("a may x(t: list of one of (left, right) max 3) when up in t", "Q2403 up"),
      ("a may x when sm3(left) == sm3(turn)", "Q2402 left"),
      ("a may x { turn += left }", "Q2402 left"),
    ] as [(String, String?)])
  func chosen(clauses: String, mark: String?) throws {
    #expect(try marks(clauses).prefix(1) == (mark.map { [$0] } ?? [])[...], "\(clauses)")
  }
}
