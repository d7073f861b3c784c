import QiBytecode
import QiDiagnostics
import QiMachine
import QiValues
import Testing

@testable import QiLanguage

/// `split`: who has what, whose money it is, and what a pot may hold afterwards.
struct SplitTests {
  private static func contract(_ clauses: String, phases: String = "") -> String {
    """
    qi 1
    contract Sample {
      parties a, b, c
      terms { sum: money, most: money }
      holds pot owned by a
      holds other owned by b
      start S {
        \(clauses)
        after 9 days { pay all from pot to a, pay all from other to b, note "{sum} {most}" } -> E
      }
      \(phases)
      end E
    }
    """
  }

  private let a = Place.party(ActorNumber(10))
  private let b = Place.party(ActorNumber(11))
  private let c = Place.party(ActorNumber(12))

  /// What `a` does, and what there is then.
  private func balances(
    _ statements: String, sum: Int64 = 0, most: Int64 = 0, from purse: [Place: Int64]
  ) throws -> [Place: Int64] {
    let program = try template(SplitTests.contract("a may go { \(statements) }")).program
    let clause = try #require(program.phases.first?.clauses.first?.act)
    var frame = [Int64](repeating: 0, count: program.registerCount)
    for (index, slot) in [10, 11, 12, sum, most].enumerated() {
      frame[Program.firstSlot + index] = slot
    }
    var purse = MachineTests.Purse(balances: purse)
    _ = try Machine.run(program, from: clause.bodyEntry, frame: &frame, settlement: &purse)
    return purse.balances.filter { $0.value != 0 }
  }

  private let bill = """
    split sum from (pot, then a) {
      15% { 20% to c, remainder { 5% at most most to a, remainder to other } }
      remainder to b
    }
    """

  @Test func levelsShareWhatTheyHave() throws {
    // 15% of 99.99 are 14.99; of those 2.99 and 12.00; of those 0.60, capped at 0.10.
    let found = try balances(bill, sum: 9_999, most: 10, from: [.pot(0): 3_000, a: 9_000])
    #expect(found == [c: 299, a: 2_001 + 10, .pot(1): 1_190, b: 8_500])
    let uncapped = try balances(bill, sum: 9_999, most: 1_000, from: [.pot(0): 3_000, a: 9_000])
    #expect(uncapped == [c: 299, a: 2_001 + 60, .pot(1): 1_140, b: 8_500])
  }

  @Test func theOddFenHasAnOwner() throws {
    let thirds = "split sum from a { 33.3333% to a, 33.3333% to b, remainder to c }"
    #expect(try balances(thirds, sum: 100, from: [a: 100]) == [a: 33, b: 33, c: 34])
    #expect(try balances(thirds, sum: 2, from: [a: 2]) == [c: 2])
    #expect(try balances(thirds, sum: 0, from: [a: 2]) == [a: 2])
    let whole = "split sum from a { 100% to b, remainder to c }"
    #expect(try balances(whole, sum: 7, from: [a: 7]) == [b: 7])
    // Basis points are hundredths of a per cent.
    let points = "split sum from a { 25 bp to b, 0.25% to c, remainder to pot }"
    #expect(try balances(points, sum: 400, from: [a: 400]) == [b: 1, c: 1, .pot(0): 398])
  }

  @Test func allOfAPotIsWhatItHoldsThen() throws {
    let statements = "pay sum from a to pot, split pot { 50% to b, remainder to c }"
    #expect(try balances(statements, sum: 5, from: [a: 5, .pot(0): 6]) == [b: 5, c: 6])
    // What comes back to the pot stays there.
    let back = "split pot { 50% to pot, remainder to c }"
    #expect(try balances(back, from: [.pot(0): 7]) == [.pot(0): 3, c: 4])
    #expect(try balances(back, from: [:]) == [:])
  }

  @Test(
    arguments: [
      (-1, 0, .invalidAmount), (100, -1, .invalidAmount), (0, -1, .invalidAmount),
      (100, 0, nil), (100_001, 0, .insufficientFunds),
    ] as [(Int64, Int64, Reason?)])
  func whatIsRefused(sum: Int64, most: Int64, reason: Reason?) throws {
    var refused: Reason?
    do {
      _ = try balances(bill, sum: sum, most: most, from: [a: 100_000])
    } catch let refusal as Refusal { refused = refusal.reason }
    #expect(refused == reason)
  }

  @Test func theLargestSumsDoNotOverflow() throws {
    let statements =
      "split sum from a { 99.9999% { 99.9999% to b, remainder to c }, remainder to c }"
    let found = try balances(statements, sum: .max, from: [a: .max])
    #expect(found == [b: 9_223_353_590_119_925_469, c: 18_446_734_850_338])
  }

  // MARK: What is said

  private static let release = "remainder to a"

  @Test(
    arguments: [
      ("split sum from a { remainder to b }", nil),
      ("split sum from (a) { 100%to b, remainder to c }", nil),
      ("split sum + most from (pot, then a) { 50% at most most + sum to b remainder to c }", nil),
      ("split pot { 50% { remainder to b } 0.0001% to c remainder { remainder to c } }", nil),
      ("split sum from a { 10% to b }", "Q2161 {"), ("split sum from a { }", "Q2161 {"),
      ("split sum from a { 10% { 5% to c } remainder to b }", "Q2161 {"),
      ("split sum from a { remainder to b, 10% to c }", "Q2162 10%"),
      ("split sum from a { remainder to b, remainder to c }", "Q2162 remainder"),
      ("split sum from a { 60% to b, 40.0001% to c, remainder to c }", "Q2163 40.0001%"),
      ("split sum from a { 101% to b, 50% to c, remainder to c }", "Q2163 101%"),
      ("split sum from a { 99.75% to b, 26 bp to c, remainder to c }", "Q2163 26 bp"),
      (
        "split sum from a { 60% { 41% to b, 60% to c, remainder to c } remainder to b }",
        "Q2163 60%"
      ),
      ("split sum from a { 1.23456% to b, remainder to c }", "Q2160 1.23456%"),
      (
        "split sum from a { 99999999999999999999% to b, remainder to c }",
        "Q1010 99999999999999999999%"
      ),
      (
        "split sum from a { 999999999999999999 bp to b, remainder to c }",
        "Q1010 999999999999999999"
      ),
      ("split sum from (a, then pot, then a) { remainder to b }", "Q2164 a"),
      ("split -sum from a { remainder to b }", "Q2165 -sum"),
      ("split sum from a { 5% at most -most to b, remainder to b }", "Q2165 -most"),
      ("split 5 from a { remainder to b }", "Q2301 5"),
      ("split sum from a { 5% at most 5 to b, remainder to b }", "Q2301 5"),
      ("split sum from b { remainder to a }", "Q2104 b"),
      ("split sum from (pot, then b) { remainder to a }", "Q2104 b"),
      ("split a { remainder to b }", "Q2101 a"), ("split sum { remainder to b }", "Q2006 sum"),
      ("split sum from sum { remainder to b }", "Q2006 sum"),
      ("split sum from a { remainder to most }", "Q2006 most"),
      ("split sum from a { 5% { remainder to nobody } remainder to b }", "Q2001 nobody"),
      ("split sum from (a, b) { remainder to b }", "Q1104 b"),
      ("split sum from a { sum to b, remainder to b }", "Q1104 sum"),
      ("split sum from a { 5 % to b, remainder to b }", "Q1004 %"),
      ("split sum from a { 5% of b, remainder to b }", "Q1104 of"),
      ("split = 3", "Q2001 split"),
      ("pay sum * 5% from a to b", "Q2110 sum * 5%"),
    ] as [(String, String?)])
  func whatIsSaid(statement: String, mark: String?) throws {
    let text = SplitTests.contract("a may go { \(statement) }")
    let source = SourceFile(name: "", text: text)
    let marks = try compile(source).diagnostics.filter { $0.severity == .error }
      .map { "\($0.code) \(source.text($0.range))" }
    #expect(marks == (mark.map { [$0] } ?? []))
  }

  @Test func timeSharesOutWhatPotsHold() throws {
    func codes(_ statement: String) throws -> [String] {
      try QiLanguageTests.codes(
        SplitTests.contract("a may go { pay sum from a to pot }, after 1 day { \(statement) } -> E")
      )
    }
    // A warning: the contract's own delay, which is longer, never comes.
    #expect(try codes("split pot { remainder to b }") == ["Q2501"])
    #expect(try codes("split sum from a { remainder to b }") == ["Q2105"])
    #expect(try codes("split sum from (pot, then a) { remainder to b }") == ["Q2105"])
  }

  /// What a phase that is entered by a split may hold, and who says so.
  @Test(
    arguments: [
      ("pay sum from a to pot, split pot { remainder to b }", nil),
      ("pay sum from a to pot, split sum from pot { remainder to b }", "Q2201 P"),
      ("pay sum from a to pot, split pot { 5% to pot, remainder to b }", "Q2201 P"),
      ("split sum from a { 5% to b, remainder { 1% to pot, remainder to c } }", "Q2201 P"),
      ("split sum from a { remainder to b }", nil),
    ] as [(String, String?)])
  func onlyAWholePotIsEmptied(statements: String, mark: String?) throws {
    let text = SplitTests.contract(
      "a may go { \(statements) } -> P", phases: "phase P { b may end -> E }")
    let source = SourceFile(name: "", text: text)
    let marks = try compile(source).diagnostics.filter { $0.severity == .error }
      .map { "\($0.code) \(source.text($0.range))" }
    #expect(marks == (mark.map { [$0] } ?? []))
  }

  @Test func thereAreSoManySharesAtMost() throws {
    func text(_ count: Int) -> String {
      let shares = Array(repeating: "1% to b", count: count).joined(separator: "\n")
      return SplitTests.contract("a may go { split sum from a { \(shares)\n remainder to c } }")
    }
    #expect(try codes(text(Checker.maximumShares - 1)) == [])
    #expect(try codes(text(Checker.maximumShares)) == ["Q2166"])
  }

  @Test func spellingsAreOneTree() throws {
    let english = SplitTests.contract(
      "a may go { \(bill) split pot { 25 bp to b remainder to c } }")
    let chinese = SplitTests.contract(
      """
      a 可 go ｛
        分账 sum 从 （pot，次之 a） ｛
          15％ ｛ 20% 到 c 其余 ｛ 5.0000% 封顶 most 到 a 其余归 other ｝ ｝
          其余归 b
        ｝
        分账 pot ｛ 0.25％ 到 b、其余归 c ｝
      ｝
      """)
    #expect(try identity(english) == identity(chinese))
    let laidOut = try #require(layOut(SourceFile(name: "", text: chinese), in: .en))
    #expect(laidOut.contains("split sum from (pot, then a) {"))
    #expect(laidOut.contains("15% {") && laidOut.contains("5.0000% at most most to a"))
    #expect(try identity(laidOut) == identity(english))
  }
}
