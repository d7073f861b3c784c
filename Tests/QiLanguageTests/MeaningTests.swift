import QiDiagnostics
import QiLanguage
import Testing

/// Warnings of what is sound and surely not meant: where they are given, and where not.
@Suite struct MeaningTests {
  private func contract(_ clauses: String) -> String {
    """
    qi 1
    contract C {
      parties host, guest
      terms {
        fee: money where fee > ¥0
        invited: set of party max 9
        day: date
      }
      holds chest owned by host
      holds stakes by party max 5
      book seats: integer by party max 5
      var count = 0
      start S {
        guest may use when guest in invited and fee > ¥5 {
          count += 1
          seats[guest] = count
          pay fee from guest to chest
          pay fee from guest to stakes[guest]
        }
        \(clauses)
        on day {
          pay all from chest to host
          for each p in stakes { pay all from stakes[p] to p }
        } -> E
      }
      end E
    }
    """
  }

  @Test(arguments: [
    ("anyone may sit { seats[actor] = 1 }", true),
    ("anyone may sit when not (actor in seats) { seats[actor] = 1 }", true),
    ("anyone may sit when actor != host { seats[actor] = 1 }", true),
    ("anyone may sit when actor in invited or count < 3 { seats[actor] = 1 }", true),
    ("anyone may sit(who: party) when who in invited { seats[actor] = 1 }", true),
    ("anyone may sit when actor in invited and count < 3 { seats[actor] = 1 }", false),
    ("anyone may sit when kind of actor == \"u\" { seats[actor] = 1 }", false),
    ("anyone may sit when kind of actor != \"u\" { seats[actor] = 1 }", true),
    ("anyone may sit when actor == guest { seats[actor] = 1 }", false),
    ("anyone may sit { pay fee from actor to chest seats[actor] = 1 }", false),
    ("anyone may sit { try { pay fee from actor to chest } else { } seats[actor] = 1 }", true),
    ("anyone may sit(who: party) when actor == who { seats[actor] = 1 }", true),
    ("anyone may sit(who: party) { let one = who seats[one] = 1 }", true),
    ("anyone may sit(who: party) when who in invited { seats[who] = 1 }", false),
    ("anyone may sit(who: party where who == guest) { seats[who] = 1 }", false),
    ("anyone may rise when actor in seats { seats[actor] -= 1 }", false),
    ("guest may sit { seats[guest] = 2 }", false),
  ])
  func whereAStrangerMayFillABook(clause: String, warns: Bool) throws {
    #expect(try codes(contract(clause)) == (warns ? ["Q2503"] : []))
  }

  @Test(arguments: [
    ("sum: money", "", true), ("sum: money where sum > ¥0", "", true),
    ("sum: money where ¥0 < sum <= fee", "", true), ("sum: money where sum >= ¥1", "", false),
    ("sum: money where fee <= sum", "", false), ("sum: money", "when sum >= fee", false),
    ("sum: money", "when sum < fee", true),
    ("sum: money where sum > ¥0", "when actor in invited", false),
  ])
  func whereAStrangerMayFillAPot(argument: String, guardText: String, warns: Bool) throws {
    for sum in ["pay sum", "let all_of_it = sum\n pay all_of_it"] {
      let body = "{ \(sum) from actor to stakes[actor] }"
      let clause = "anyone may back(\(argument)) \(guardText) \(body)"
      #expect(try codes(contract(clause)) == (warns ? ["Q2503"] : []))
    }
  }

  @Test func aPotLeftToTheEndIsSaidOnce() throws {
    let clauses = (1...4).map { "guest may go\($0) -> E" }.joined(separator: "\n")
    let found = try diagnose(contract(clauses))
    #expect(found.map(\.code) == ["Q2202", "Q2202"])
    #expect(
      found.map { $0.note?.en }
        == Array(repeating: "so it may at 3 more arrows to an end", count: 2))
  }

  @Test(arguments: [
    ("guest may go when 1 == 2", ["Q2500"]), ("guest may go when count == 2", []),
    ("guest may go when today == 2026-03-01", []),
  ])
  func conditionsThatNeverChange(clause: String, expected: [String]) throws {
    #expect(try codes(contract(clause)) == expected)
  }

  @Test(arguments: [
    ("max(¥1,234,¥5)", ["¥1,234"]), ("max(¥1,234, ¥5)", []), ("max(¥5,¥1,234)", ["¥1,234"]),
    ("max(¥1,234, ¥5,¥5,678)", ["¥1,234", "¥5,678"]), ("max(¥1,234，¥5)", []),
    ("max(¥1234,¥5)", []), ("(¥1,234)", []), ("max(max(¥1,¥2), ¥1,234)", []),
  ])
  func commasThatLookAlike(value: String, marked: [String]) throws {
    let source = SourceFile(name: "", text: contract("guest may go when fee > \(value)"))
    let found = try compile(source).diagnostics
    #expect(found.allSatisfy { $0.code == "Q2502" && $0.severity == .warning })
    #expect(found.map { source.text($0.range) } == marked)
  }
}
