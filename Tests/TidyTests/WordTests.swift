import Testing

private let deterministic: Set<String> = [
  "QiValues", "QiCrypto", "QiDiagnostics", "QiBytecode", "QiLanguage", "QiMachine", "QiLedger",
  "QiChain", "QiStore", "YuanqiKit",
]

private let exact: Set<String> = [
  "QiValues", "QiCrypto", "QiBytecode", "QiLanguage", "QiMachine", "QiLedger", "QiChain",
  "YuanqiKit", "QiScenario",
]

private let clocksAndChance = [
  "Date(", "ContinuousClock", "SuspendingClock", "time(nil)", "clock_gettime", "gettimeofday",
  "random(", "SystemRandomNumberGenerator", "shuffled", "shuffle(", "randomElement", "getrandom",
]

private let floatingPoint = [
  "Double", "Float", "Float16", "Float32", "Float64", "Float80", "CGFloat", ".rounded",
]

private let traps = ["try!", "as!", "fatalError(", "preconditionFailure(", "unsafelyUnwrapped"]

extension TextFile {
  func words(_ words: [String], _ why: String) -> [Finding] {
    findings { line in
      words.first { contains(line, word: $0) }.map { "`\($0)`: \(why)" }
    }
  }
}

/// Whether the word stands there by itself, not as a part of a longer name.
private func contains(_ line: Substring, word: String) -> Bool {
  var rest = line
  while let range = rest.firstRange(of: word) {
    let before = line[..<range.lowerBound].last
    let after = line[range.upperBound...].first
    let startsInside = isNamePart(word.first) && isNamePart(before)
    let endsInside = isNamePart(word.last) && isNamePart(after)
    if !startsInside, !endsInside { return true }
    rest = rest[range.upperBound...]
  }
  return false
}

private func isNamePart(_ character: Character?) -> Bool {
  character.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false
}

extension SwiftText {
  /// `name!`, `call()!`, `items[0]!`, and types such as `Int!`.
  fileprivate var forceUnwraps: [Finding] {
    code.findings { line in
      for index in line.indices where line[index] == "!" {
        let before = line[..<index]
        let after = line[line.index(after: index)...].first
        guard let last = before.last, isNamePart(last) || ")]\"".contains(last), after != "="
        else { continue }
        if before.hasSuffix("try") || before.hasSuffix("as") { continue }
        return "a forced unwrap: say what happens when there is nothing"
      }
      return nil
    }
  }
}

@Suite struct WordTests {
  @Test func failureCodesAreGivenOnce() {
    let given = Repository.texts.filter { $0.module != nil }.flatMap { $0.codes }
    #expect(given.count > 20)
    #expect(given.repeated == [])
    #expect(TextFile(path: "a", text: "\"F1001\" \"F1001\" \"F1002\"").codes.repeated == ["F1001"])
  }

  private func expectNone(
    _ modules: Set<String>?, _ sourceLocation: SourceLocation = #_sourceLocation,
    _ rule: (SwiftText) -> [Finding]
  ) {
    let findings = Repository.sources
      .filter { text in modules.map { $0.contains(text.code.module ?? "") } ?? true }
      .flatMap(rule)
    #expect(findings.isEmpty, "\(list(findings))", sourceLocation: sourceLocation)
  }

  @Test func noClockAndNoChanceBelowTheScenario() {
    expectNone(deterministic) {
      $0.code.words(clocksAndChance, "time and seed come in as values")
        // A device's name would stand in a string.
        + $0.whole.words(["/dev/urandom", "/dev/random"], "time and seed come in as values")
    }
  }

  @Test func noFloatingPointNearMoney() {
    expectNone(exact) { $0.code.words(floatingPoint, "money is counted in whole fen") }
  }

  @Test func nothingTrapsOnPurpose() {
    expectNone(nil) { $0.code.words(traps, "no input may end the process; throw instead") }
  }

  @Test func nothingIsForced() { expectNone(nil, #_sourceLocation, \.forceUnwraps) }

  @Test func overflowIsAlwaysChecked() {
    let findings = Repository.texts.filter { !$0.path.hasPrefix("Tests/TidyTests/") }
      .filter { !$0.path.hasSuffix(".md") }
      .flatMap { $0.words(["-Ounchecked"], "overflow is checked, always") }
    #expect(findings.isEmpty, "\(list(findings))")
  }

  @Test(arguments: [
    ("let now = Date()", 1), ("reader.readDate(x)", 0), ("items.shuffled()", 1),
    ("// items.shuffled()", 0), ("let s = \"Date()\"", 0), ("let s = \"\\(Int.random(in: a))\"", 1),
  ])
  func clocksAreSeen(line: String, count: Int) {
    #expect(SwiftText(sample: line).code.words(clocksAndChance, "").count == count)
  }

  @Test(arguments: [
    ("let rate: Double", 1), ("let doubled = DoubleEntry()", 0), ("x.rounded()", 1), ("Float80", 1),
  ])
  func floatingPointIsSeen(line: String, count: Int) {
    #expect(SwiftText(sample: line).code.words(floatingPoint, "").count == count)
  }

  @Test(arguments: [
    ("try! f()", 1), ("x as! Y", 1), ("fatalError(\"x\")", 1), ("try f()", 0), ("try? f()", 0),
  ])
  func trapsAreSeen(line: String, count: Int) {
    #expect(SwiftText(sample: line).code.words(traps, "").count == count)
  }

  @Test(arguments: [
    ("a!", 1), ("f()!.b", 1), ("a[0]! + 1", 1), ("var a: Int!", 1), ("a != b", 0), ("a!=b", 0),
    ("if !a, !f() {", 0), ("\"really!\"", 0), ("// really!", 0), ("(!a)", 0), ("#\"a\"b!\"#", 0),
  ])
  func forcedUnwrapsAreSeen(line: String, count: Int) {
    #expect(SwiftText(sample: line).forceUnwraps.count == count)
  }
}

extension TextFile {
  /// `"F1001"`: what failures are known by.
  fileprivate var codes: [String] {
    text.matches(of: /"(F\d{4})"/).map { String($0.1) }
  }
}

extension [String] {
  fileprivate var repeated: [String] {
    sorted().reduce(into: (last: "", found: [String]())) { state, text in
      if text == state.last { state.found.append(text) }
      state.last = text
    }.found
  }
}
