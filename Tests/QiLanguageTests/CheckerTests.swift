import QiDiagnostics
import QiLanguage
import Testing

/// What is wrong with a contract, by code and by the text that is marked.
struct CheckerTests {
  /// A contract around the clauses of its start.
  private func contract(_ clauses: String, more: String = "") -> String {
    """
    qi 1
    contract Sample {
      parties buyer, seller
      terms { price: money, day: date, moment: time, count: integer, open: boolean }
      holds pot owned by buyer
      var left = count
      var paid = ¥0
      start Start {
        buyer may use when price > ¥0 and day > today and moment > now and open {
          left += 1, paid += pot
        }
        \(clauses)
        after 30 days { pay all from pot to buyer } -> Over
      }
      \(more)
      end Over
    }
    """
  }

  /// `CODE text marked`, one for each diagnostic.
  private func marks(_ text: String) throws -> [String] {
    let source = SourceFile(name: "", text: text)
    return try compile(source).diagnostics.map { "\($0.code) \(source.text($0.range))" }
  }

  @Test func theSampleIsSound() throws {
    #expect(try marks(contract("")) == [])
  }

  @Test(arguments: [
    ("buyer may pay_now { pay price from seller to buyer }", "Q2104 seller"),
    ("buyer may a { try { pay price from seller to pot } else { } }", "Q2104 seller"),
    (
      "buyer may a { try { } else { try { pay price from seller to pot } else { } } }",
      "Q2104 seller"
    ),
    ("buyer may a { pay all from buyer to seller }", "Q2101 all"),
    ("after 3 days { pay price from buyer to seller }", "Q2105 buyer"),
    ("on day { try { pay price from buyer to seller } else { } }", "Q2105 buyer"),
    (
      "seller must a within 1 day, failing which { pay price from seller to buyer } -> Over",
      "Q2105 seller"
    ),
    (
      "seller must a within 1 day { pay price from buyer to seller }, failing which -> Over",
      "Q2104 buyer"
    ),
    ("stranger may a", "Q2001 stranger"), ("pot may a", "Q2004 pot"),
    ("buyer may a { pay price from pot to pot }", "Q2102 pot"),
    ("buyer may a { pay -price from buyer to pot }", "Q2103 -price"),
    ("buyer may a { pay price from price to pot }", "Q2006 price"),
    ("buyer may a { pay price from buyer to left }", "Q2006 left"),
  ])
  func authority(clause: String, mark: String) throws {
    let found = try marks(contract(clause)).filter { !$0.hasPrefix("Q2202") }
    #expect(found == [mark])
  }

  @Test(arguments: [
    "buyer may a { pay price from buyer to seller }",
    "seller may a { pay price from seller to pot }",
    "seller may a { pay price from pot to seller }",
    "on end of day { pay price from pot to seller }",
    "seller may a { try { pay price from seller to pot } else { pay price from pot to seller } }",
  ])
  func whatIsAllowed(clause: String) throws {
    #expect(try marks(contract(clause)) == [])
  }

  @Test(
    arguments: [
      ("price > 5", "Q2303 5"), ("price > 5 days", "Q2303 5 days"), ("count > ¥5", "Q2303 ¥5"),
      ("day > 2026-01-01 00:00", nil), ("moment > day", nil), ("day == day + 1 month", nil),
      ("day + 3 hours > day", "Q2305 3 hours"), ("moment + 3 hours > day", nil),
      ("3 days + day > day", nil), ("moment - 1 year > now", nil), ("day - day > day", "Q2302 day"),
      ("price + count > ¥0", "Q2302 count"), ("price * count > ¥0", nil),
      ("count * price > ¥0", nil),
      ("price * price > ¥0", "Q2304 price"), ("-price < ¥0", nil), ("-day > day", "Q2301 day"),
      ("not open", nil), ("not price", "Q2301 price"), ("open and count", "Q2301 count"),
      ("open == true", nil), ("open < true", "Q2303 true"), ("buyer == seller", nil),
      ("buyer < seller", "Q2303 seller"), ("price == \"a\"", "Q2303 \"a\""),
      ("count", "Q2301 count"),
      ("0 < count <= 5", nil), ("0 < count <= ¥5", "Q2303 ¥5"), ("(count)", "Q2301 (count)"),
      ("3 days > 2 days and open", nil), ("30 days < 1 month", "Q2303 1 month"),
      ("today + 1 day > day", nil), ("pot >= price", nil),
      ("prise > ¥0", "Q2001 prise"), ("day + 1 > day", "Q2302 1"), ("count + 1 * 2 > 0", nil),
    ] as [(String, String?)])
  func typesAndUnits(guardText: String, mark: String?) throws {
    #expect(try marks(contract("buyer may a when \(guardText)")) == (mark.map { [$0] } ?? []))
  }

  @Test(arguments: [
    ("on price -> Over", "Q2301 price"), ("on end of moment -> Over", "Q2301 moment"),
    ("after day -> Over", "Q2301 day"), ("after 3 -> Over", "Q2301 3"),
    ("on day -> Ovr", "Q2003 Ovr"),
    ("buyer may a { left = ¥1 }", "Q2301 ¥1"), ("buyer may a { left += ¥1 }", "Q2302 ¥1"),
    ("buyer may a { lefft = 1 }", "Q2001 lefft"), ("buyer may a { price = ¥1 }", "Q2005 price"),
    ("buyer may a { note \"{day} {prize}\" }", "Q2001 \"{day} {prize}\""),
    ("buyer may a(x: money)", "Q2009 x"), ("buyer may a(price: money)", "Q2002 price"),
    ("buyer may a(x: money, x: money) { paid = x }", "Q2002 x"),
    ("buyer may a(x: integer) { left = x }, seller may a", "Q2008 a"),
    ("buyer may a(x: integer) { left = x }, seller may a(x: money) { paid = x }", "Q2008 a"),
    ("buyer may a(x: integer) { left = x }, seller may a(y: integer) { left = y }", "Q2008 a"),
  ])
  func clauses(clause: String, mark: String) throws {
    #expect(try marks(contract(clause)) == [mark])
  }

  @Test(
    arguments: [
      ("price > ¥0", nil), ("price > cap", nil), ("price > pot", "Q2010 pot"),
      ("price > paid", "Q2010 paid"),
    ] as [(String, String?)])
  func boundsOfTermsKnowTermsOnly(bound: String, mark: String?) throws {
    let text = contract("").replacing(
      "price: money,", with: "price: money where \(bound), cap: money where cap > ¥0,")
    #expect(try marks(text) == (mark.map { [$0] } ?? []))
  }

  @Test func variablesKnowThoseAbove() throws {
    let text = contract("buyer may a { first = left }")
    #expect(
      try marks(text.replacing("var left", with: "var first = left + 1\nvar left")) == [
        "Q2010 left"
      ])
    #expect(try marks(text.replacing("var paid", with: "var first = left + 1\nvar paid")) == [])
  }

  @Test(
    arguments: [
      ("prise", "price"), ("sellr", "seller"), ("cuont", "count"), ("zzzzzz", nil),
    ] as [(String, String?)])
  func suggestions(written: String, meant: String?) throws {
    let found = try diagnose(contract("buyer may a when \(written) == \(written)"))
    #expect(found.first?.help?.en.contains(meant.map { "`\($0)`" } ?? "declare") == true)
  }

  // MARK: Time

  private let deposit = "buyer may put { pay price from buyer to pot } -> Held"

  @Test(
    arguments: [
      ("seller may take { pay all from pot to seller } -> Over", "Q2201 Held"),
      ("after 3 days { pay all from pot to seller } -> Over", nil),
      ("on day { pay all from pot to seller }", "Q2201 Held"),
      ("after 3 days -> Held", "Q2204 Held"), ("after 3 days -> Start", "Q2201 Empty"),
      ("after 3 days { pay all from pot to buyer } -> Empty", nil),
      ("after 3 days -> Empty", "Q2201 Empty"),
      (
        "seller must a within 1 day -> Over, failing which { pay all from pot to buyer } -> Over",
        "Q2202 Over"
      ),
      (
        "seller must a within 1 day, failing which { pay all from pot to buyer } -> Over",
        "Q2201 Held"
      ),
      ("after 3 days { try { pay all from pot to seller } else { } } -> Over", "Q2202 Over"),
      ("after 3 days { try { } else { pay all from pot to seller } } -> Empty", "Q2201 Empty"),
    ] as [(String, String?)])
  func timeLeadsToAnEnd(clause: String, mark: String?) throws {
    let start = "\(deposit), seller may skip -> Empty"
    let empty = "phase Empty { seller may leave { pay all from pot to buyer } -> Over }"
    let phases = "phase Held { \(clause) } \(empty)"
    // What stays in the start at its end is another matter.
    let found = try marks(contract(start, more: phases))
    #expect(found == (mark.map { [$0] } ?? []))
  }

  @Test func longCirclesOfTimeAreRefusedOnce() throws {
    let phases = (1...200).map { "phase P\($0) { after 1 day -> P\($0 % 200 + 1) }" }
    let found = try marks(contract("seller may go -> P1", more: phases.joined(separator: "\n")))
    #expect(found == ["Q2204 P1"])
  }

  // MARK: Several mistakes

  @Test func threeMistakesGiveThreeErrors() throws {
    let text = contract(
      """
      buyer may a { pay price form buyer to pot }
      buyer may b when price > 5
      buyer may { left = 1 }
      """)
    let source = SourceFile(name: "", text: text)
    let found = try compile(source).diagnostics.map {
      "\($0.code) \(source.line(at: $0.range.start))"
    }
    #expect(found == ["Q1104 12", "Q2303 13", "Q1104 14"])
  }

  /// Which of the two would a scenario deploy?
  @Test func contractsOfOneFileHaveTheirOwnNames() throws {
    let contract = "contract A { parties one\nstart S { one may go -> E }\nend E }"
    #expect(try marks("qi 1\n\(contract)\n\(contract)") == ["Q2002 A"])
  }

  @Test func whatCouldNotBeReadHidesNoNames() throws {
    let text = contract("buyer may a when missing > 0").replacing(
      "var left = count", with: "var left count")
    #expect(try marks(text) == ["Q1104 count"])
  }

  @Test(arguments: [("parties", 32), ("terms", 64), ("holds", 32), ("var", 64), ("end", 255)])
  func limitsOfNumbers(what: String, most: Int) throws {
    func text(_ count: Int) -> String {
      let names = (0..<count).map { "n\($0)" }
      let list: String =
        switch what {
        case "parties", "end": "\(what) \(names.joined(separator: ", "))"
        case "terms": "terms { \(names.map { "\($0): money" }.joined(separator: ", ")) }"
        case "holds": names.map { "holds \($0) owned by one" }.joined(separator: "\n")
        default: names.map { "var \($0) = 1" }.joined(separator: "\n")
        }
      let own = what == "parties" ? "" : "parties one"
      let first = what == "parties" ? "n0" : "one"
      return "qi 1\ncontract A {\n\(own)\n\(list)\nstart S { \(first) may go }\n}"
    }
    #expect(!(try codes(text(most))).contains("Q2007"))
    #expect(try codes(text(most + 1)) == ["Q2007"])
  }
}
