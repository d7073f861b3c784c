import Foundation
import Testing

extension SwiftText {
  fileprivate var longFunctions: [Finding] {
    functions.filter { $0.length > 60 }.map {
      Finding(path: whole.path, line: $0.first, what: "a function of \($0.length) lines; 60 do")
    }
  }

  fileprivate var unfinished: [Finding] {
    comments.words(["TODO", "FIXME", "XXX"], "do it, or leave it out")
  }

  /// Comments that read like code. Documentation may show some.
  fileprivate var commentedOutCode: [Finding] {
    comments.findings { line in
      let text = line.drop { $0 == " " }
      guard text.hasPrefix("//"), !text.hasPrefix("///") else { return nil }
      let content = text.dropFirst(2).drop { $0 == " " }
      return readsLikeCode(content) ? "commented-out code: git remembers it" : nil
    }
  }
}

extension TextFile {
  fileprivate var isTooLong: Finding? {
    // A line break at the end does not begin another line.
    let count = lines.last == "" ? lines.count - 1 : lines.count
    guard count > 500 else { return nil }
    return Finding(path: path, line: 501, what: "a file of \(count) lines; 500 do")
  }

  fileprivate var longLines: [Finding] {
    findings { $0.count > 100 ? "a line of \($0.count) characters; 100 do" : nil }
  }
}

private func readsLikeCode(_ text: Substring) -> Bool {
  if let last = text.last, "{};".contains(last) { return true }
  let patterns = [
    #"^(let|var) \w+( =|: )"#, #"^(import|return) \w+$"#, #"^[a-z][\w.]*\(.*\)$"#,
    #"^[a-z]\w*(\.\w+)* [-+*/]?= \S+$"#,
  ]
  return patterns.contains { text.range(of: $0, options: .regularExpression) != nil }
}

@Suite struct LayoutTests {
  private let swift = Repository.swift

  /// Rules over nothing would always hold.
  @Test func theTreeIsRead() {
    #expect(swift.contains { $0.whole.path == "Tests/TidyTests/LayoutTests.swift" })
    #expect(Repository.sources.contains { $0.code.module == "yuanqi" })
    #expect(!Repository.texts.contains { $0.path.contains("checkouts/") })
  }

  @Test func filesHaveAtMost500Lines() {
    let findings = swift.compactMap(\.whole.isTooLong)
    #expect(findings.isEmpty, "\(list(findings))")
  }

  @Test func functionsHaveAtMost60Lines() {
    let findings = swift.flatMap(\.longFunctions)
    #expect(findings.isEmpty, "\(list(findings))")
  }

  @Test func linesHaveAtMost100Characters() {
    let findings = swift.flatMap(\.whole.longLines)
    #expect(findings.isEmpty, "\(list(findings))")
  }

  @Test func nothingIsLeftForLater() {
    let findings = swift.flatMap(\.unfinished)
    #expect(findings.isEmpty, "\(list(findings))")
  }

  @Test func codeIsNotKeptInComments() {
    let findings = swift.flatMap(\.commentedOutCode)
    #expect(findings.isEmpty, "\(list(findings))")
  }

  @Test(.enabled(if: hasSwiftFormat, "swift format is not installed"))
  func theFormatterHasNothingToSay() throws {
    let (status, output) = try swiftFormat(
      "lint", "--strict", "--parallel", "--recursive", "Package.swift", "Sources", "Tests")
    #expect(status == 0, "\n\(output)\nmake format lays most of it out.")
  }

  @Test func longFilesAndLinesAreSeen() {
    let lines = Array(repeating: "x", count: 500).joined(separator: "\n")
    #expect(TextFile(path: "", text: lines + "\n").isTooLong == nil)
    #expect(TextFile(path: "", text: lines + "\nx").isTooLong?.line == 501)
    let long = String(repeating: "契", count: 101)
    #expect(TextFile(path: "", text: "\n" + long).longLines.map(\.line) == [2])
  }

  @Test(arguments: [
    "func f(_ g: () -> Void = {}) {", "init() {", "var x: Int {", "subscript(i: Int) -> Int {",
  ])
  func longFunctionsAreSeen(head: String) {
    func sample(_ count: Int) -> SwiftText {
      let body = Array(repeating: "  a(\"}\") // }", count: count).joined(separator: "\n")
      return SwiftText(sample: "struct S {\n\(head)\n\(body)\n}\n}")
    }
    #expect(sample(58).longFunctions == [])
    #expect(sample(59).longFunctions.map(\.line) == [2])
  }

  @Test func functionsWithoutABodyHaveNone() {
    let text = SwiftText(
      sample: """
        protocol P {
          func f()
          var x: Int
        }
        let s = "func g() {"
        struct Q { let a = P.init(1) }
        """)
    #expect(text.functions == [])
  }

  @Test func unfinishedWorkIsSeen() {
    #expect(SwiftText(sample: "a\n// TODO: b").unfinished.map(\.line) == [2])
    #expect(SwiftText(sample: "/* FIXME */").unfinished.count == 1)
    #expect(SwiftText(sample: "let s = \"TODO\"").unfinished == [])
  }

  @Test(arguments: [
    ("// let x = 1", 1), ("// }", 1), ("// if a {", 1), ("// f(x)", 1), ("// x = y", 1),
    ("a() // return x", 1), ("// Let it be: the clause (if any) returns.", 0),
    ("/// let x = 1", 0), ("// from 1970 to 9999", 0), ("\"// let x = 1\"", 0),
  ])
  func commentedOutCodeIsSeen(line: String, count: Int) {
    #expect(SwiftText(sample: line).commentedOutCode.count == count)
  }
}

private let hasSwiftFormat = (try? swiftFormat("--version"))?.status == 0

private func swiftFormat(_ arguments: String...) throws -> (status: Int32, output: String) {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = ["swift", "format"] + arguments
  process.currentDirectoryURL = Repository.root
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = pipe
  try process.run()
  let output = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return (process.terminationStatus, String(decoding: output, as: UTF8.self))
}
