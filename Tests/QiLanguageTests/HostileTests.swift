import QiDiagnostics
import QiLanguage
import Testing

/// Whatever is read, the answer is a sound contract or a diagnostic, soon.
struct HostileTests {
  private func expectAnswer(
    _ bytes: [UInt8], errors: ClosedRange<Int> = 0...100, _ what: String,
    _ sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let source = SourceFile(name: "hostile.qi", bytes: bytes)
    var compilation: Compilation?
    let spent = try ContinuousClock().measure { compilation = try compile(source) }
    let found = try #require(compilation)
    #expect(
      errors ~= found.diagnostics.count, "\(what): \(found.diagnostics.map(\.code))",
      sourceLocation: sourceLocation)
    #expect(
      found.diagnostics.count > 0 || !found.tree.isEmpty, "\(what)", sourceLocation: sourceLocation)
    // Debug builds are many times slower.
    #expect(spent < .seconds(isOptimised ? 1 : 20), "\(what)", sourceLocation: sourceLocation)
    let renderer = DiagnosticRenderer(language: .zh)
    for diagnostic in found.diagnostics.prefix(3) {
      #expect(renderer.render(diagnostic, in: source).utf8.count < 4000, "\(what)")
    }
  }

  private var isOptimised: Bool {
    var optimised = true
    assert({ optimised = false }() == ())
    return optimised
  }

  @Test(arguments: [
    "", " ", "\n", "qi", "qi 1", "qi 1\n", "qi 1 ///", "qi 1 contract", "qi 1 contract A {", "}",
    "{",
    "qi 1 }}}", "qi 1 contract A }", "qi 1 scenario \"", "qi 1 limits from 2026-01-01 {", "¥", "`",
    "“",
  ])
  func scraps(text: String) throws {
    try expectAnswer(Array(text.utf8), errors: 1...2, text)
  }

  @Test(
    arguments: [
      [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE5, 0x85], [0x80],
    ] as [[UInt8]])
  func whatIsNotUTF8(bytes: [UInt8]) throws {
    #expect(try diagnostics(Array("qi 1 // ".utf8) + bytes).map(\.code) == ["Q1002"])
  }

  @Test func everyByteAndBinary() throws {
    for byte in UInt8.min...UInt8.max { try expectAnswer([byte], errors: 1...2, "\(byte)") }
    var random = Seeded(state: 7)
    for length in [10, 1000, 10_000] {
      try expectAnswer((0..<length).map { _ in random.byte() }, errors: 1...1, "\(length) bytes")
    }
  }

  private func diagnostics(_ bytes: [UInt8]) throws -> [Diagnostic] {
    try compile(SourceFile(name: "", bytes: bytes)).diagnostics
  }

  /// A contract whose guard is the text.
  private func guarded(_ guardText: String) -> String {
    """
    qi 1
    contract A {
      parties a, b
      start S { a may go when \(guardText) -> E }
      end E
    }
    """
  }

  @Test(arguments: [
    ("(", "true", ")", "Q1105"), ("not ", "true", "", "Q1105"), ("- ", "1 < 2", "", "Q1105"),
    ("1 + ", "1 > 0", "", "Q1114"), ("true and ", "true", "", "Q1114"), ("1 < ", "2", "", "Q1114"),
    ("1 *\n", "1 > 0", "", "Q1114"), ("not (", "true", ")", "Q1105"),
    ("true or ", "true", "", "Q1114"),
  ])
  func deepAndLongExpressions(before: String, inner: String, after: String, code: String) throws {
    let (long, short) = (isLong ? 100_000 : 10_000, 25)
    func text(_ count: Int) -> String {
      let (open, close) = (
        String(repeating: before, count: count), String(repeating: after, count: count)
      )
      return guarded(open + inner + close)
    }
    // Nothing in it can change, which is no error.
    #expect(try codes(text(short)) == ["Q2500"])
    #expect(try codes(text(long)) == [code])
    try expectAnswer(Array(text(long).utf8), errors: 1...1, before)
  }

  @Test(arguments: [
    "{", "try {", "contract A {", "start S { a may b {", "1,", "¥1,", "1元", "(", "\n@", "@", "a",
    "a ",
    "元", "“", "`a` ", "///\n", "scenario \"x\" {\n", "pay ", "}\n", "repeat 2 {", "if n {",
    "if n -> E else ", "let n = 1 ", "in S {", "in a, ", "split a {", "15% {", "remainder {",
    "split a from (a, then ", "every day until ", "every year on 06-30 ", "every 3 months on day ",
    "mandate m from a: up to ", "pay a from a to a under ", "balance of ",
    "1%to a\n", "invariant: a\n", "invariant in a, ", "for each a in b {", "for each a, ", "a[",
    "a[b] += ",
    "a.", "record A {", "a: list of ", "book a: ", "key a, ", "a with ", "2 of (", "o states a {",
    "kind of ", "total of ", "n in ", "remove a[", "clear a\n", "from a before ",
  ])
  func oneThingOverAndOver(piece: String) throws {
    // Under test every throw is traced, which takes far longer than reading on.
    let count = (isLong ? 100_000 : 20_000) / piece.utf8.count
    let flood = String(repeating: piece, count: count)
    for head in ["qi 1 ", "qi 1 contract A { ", "qi 1\ncontract A { start S {\na may b {\n"] {
      try expectAnswer(Array((head + flood).utf8), errors: 1...100, piece)
    }
  }

  /// A combining mark joins what stands before it, but makes no other brace of it.
  @Test func marksBehindBraces() throws {
    func noting(_ note: String) -> String {
      """
      qi 1
      contract A {
        parties a
        var n = 1
        start S { a may go { note "\(note)" } -> E }
        end E
      }
      """
    }
    #expect(try codes(noting("{\u{301}n}")) == ["Q1107"])
    let template = try template(noting("{n}\u{301} {n}"))
    #expect(try Template(tree: template.tree).identity == template.identity)
  }

  @Test func manyUnknownNames() throws {
    let names = (0..<(isLong ? 15_000 : 600)).map { "name\($0)" }
    let payments = names.map { "pay ¥1 from x\($0) to y\($0)" }.joined(separator: "\n")
    let text = """
      qi 1 contract A { parties \(names.joined(separator: ", "))
      start S { name1 may go {
      \(payments)
      } -> E }
      end E }
      """
    try expectAnswer(Array(text.utf8), errors: 100...100, "names")
  }

  @Test func theLongestSources() throws {
    let most = 1 << 20
    let head = Array("qi 1 //".utf8)
    let bytes = head + [UInt8](repeating: UInt8(ascii: "x"), count: most - head.count)
    #expect(try diagnostics(bytes).map(\.code) == ["Q1101"])
    #expect(try diagnostics(bytes + [10]).map(\.code) == ["Q1001"])
    let huge = [UInt8](repeating: UInt8(ascii: "("), count: isLong ? 50 << 20 : 2 << 20)
    #expect(try diagnostics(huge).map(\.code) == ["Q1001"])
  }

  // MARK: A sound contract, damaged

  private func escrow() throws -> [UInt8] { try source("contracts/purchase/escrow.qi").bytes }

  @Test func everyPrefix() throws {
    let bytes = try escrow()
    let end = bytes.lastIndex(of: UInt8(ascii: "}")) ?? 0
    for length in stride(from: 0, through: end, by: isLong ? 1 : 31) {
      try expectAnswer(Array(bytes[..<length]), errors: 1...3, "the first \(length) bytes")
    }
  }

  @Test func everyByteMissing() throws {
    let bytes = try escrow()
    for index in stride(from: 0, to: bytes.count, by: isLong ? 1 : 23) {
      var damaged = bytes
      damaged.remove(at: index)
      try expectAnswer(damaged, "without byte \(index)")
    }
  }

  @Test func bytesReplaced() throws {
    let bytes = try escrow()
    var random = Seeded(state: 1)
    let likely = Array("{}()->,:.\"`/ ¥0aA。\n".utf8)
    for _ in 0..<(isLong ? 20_000 : 150) {
      var damaged = bytes
      for _ in 0...random.below(2) {
        let byte = random.below(2) == 0 ? random.byte() : likely[random.below(likely.count)]
        damaged[random.below(bytes.count)] = byte
      }
      try expectAnswer(damaged, "replaced")
    }
  }
}

/// SplitMix64: the same bytes in every run.
struct Seeded {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }
  mutating func byte() -> UInt8 { UInt8(truncatingIfNeeded: next()) }
}
