import Foundation
import QiDiagnostics
import Testing

/// A mistake in a scenario, and what is said of it.
struct Mistake: CustomTestStringConvertible {
  let steps: String
  let code: String
  /// `s.qi:LINE:COLUMN`, without the file.
  let place: String
  let says: String
  var deploys = true

  init(_ steps: String, _ code: String, _ place: String, _ says: String, deploys: Bool = true) {
    (self.steps, self.code, self.place, self.says) = (steps, code, place, says)
    self.deploys = deploys
  }

  var testDescription: String { steps }
}

/// Line 13 is the first one after the deployment, line 9 the first one without it.
private let mistakes: [Mistake] = [
  Mistake("小王: pay ¥1 to 茶庄", "Q3002", "13:1", "did you mean `小林`?"),
  Mistake("小林: pay ¥1 to 茶庒", "Q3002", "13:15", "did you mean `茶庄`?"),
  Mistake("wallet A: corporate at 工商", "Q3002", "13:24", "did you mean `工行`?"),
  Mistake("小林: pay ¥1 to deal", "Q3040", "13:15", "`deal holds ¥…`"),
  Mistake("expect deal has ¥1", "Q3040", "13:8", "`deal holds ¥…`"),
  Mistake(
    "let d = deploy Escow { }\n小林: d.deposit\nexpect d is Paid", "Q3004", "13:16", "`Escrow`"),
  Mistake("小林: dea.deposit", "Q3003", "13:5", "did you mean `deal`?"),
  Mistake("expect 小林 holds ¥1", "Q3041", "13:8", "`小林 has ¥…`"),
  Mistake("let d = deploy Escow { }", "Q3004", "13:16", "did you mean `Escrow`?"),
  Mistake("小林: deal.depsit", "Q3011", "13:10", "did you mean `deposit`?"),
  Mistake("expect deal is Payd", "Q3012", "13:16", "did you mean `Paid`?"),
  Mistake("expect deal is 天", "Q3012", "13:16", "there is Offered, Paid"),
  Mistake("wallet 小林: corporate at 工行", "Q3007", "13:8", "give it another name"),
  Mistake("wallet A: corporate at 小林", "Q3017", "13:24", "name an operator here"),
  Mistake("wallet A: corporate at 工行 owned by 工行", "Q3016", "13:36", "name a wallet here"),
  Mistake("expect 工行 has ¥0", "Q3016", "13:8", "name a wallet here"),
  Mistake("仲裁: deal.award(sum: ¥1)", "Q3019", "13:16", "there is refund"),
  Mistake("仲裁: deal.award(refnd: ¥1)", "Q3019", "13:16", "did you mean `refund`?"),
  Mistake("仲裁: deal.award", "Q3020", "13:10", "write `award(refund: …)`"),
  Mistake("仲裁: deal.uphold(¥1)", "Q3020", "13:10", "write `uphold`"),
  Mistake("at 2026-02-28", "Q3005", "13:1", "it is 2026-03-01 00:00 already"),
  Mistake("at +1 day\nrepeat 2 { at +1 hour at 2026-03-02 01:00 }", "Q3005", "14:23", "02 02:00"),
  Mistake("at +9000 years", "Q3006", "13:1", "move it less far"),
  Mistake("repeat 1000000 { repeat 3 { 小林: pay ¥0 to 茶庄 } }", "Q3018", "13:1", "less often"),
  Mistake("repeat 2 { wallet A: corporate at 工行 }", "Q3014", "13:12", "out of `repeat`"),
  Mistake("reject frozen { at +1 day }", "Q3013", "13:17", "write `reject REASON"),
]

private func deploying(_ bindings: String) -> String { "let d = deploy Escrow { \(bindings) }" }

private let deployments: [Mistake] = [
  Mistake(deploying("buyer: 小林, seller: 茶庄"), "Q3008", "9:16", "without arbiter, price"),
  Mistake(deploying("buyer: 工行"), "Q3016", "9:32", "name a wallet here"),
  Mistake(deploying("buyer: ¥5"), "Q3010", "9:32", "`buyer` takes a wallet"),
  Mistake(deploying("price: 小林"), "Q3010", "9:32", "`price` takes a sum of money"),
  Mistake(deploying("price: 5"), "Q3010", "9:32", "`price` takes a sum of money"),
  Mistake(deploying("shipBy: ¥5"), "Q3010", "9:33", "`shipBy` takes a date"),
  Mistake(deploying("shipBy: 3 days"), "Q3010", "9:33", "`shipBy` takes a date"),
  Mistake(deploying("prise: ¥5"), "Q3009", "9:25", "did you mean `price`?"),
  Mistake(deploying("price: ¥5, price: ¥6"), "Q3007", "9:36", "give it another name"),
]

@Suite struct BadInputTests {
  /// Both `run` and `check` must say it, in both languages, at that place and with some help.
  private func expect(
    _ code: String, at place: String?, says: String?, _ arguments: [String], in folder: Folder,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for command in ["run", "check"] {
      let english = run([command] + arguments)
      let said = Comment(rawValue: folder.masked(english.err))
      #expect(english.exit == 2, said, sourceLocation: sourceLocation)
      #expect(english.out == "", said, sourceLocation: sourceLocation)
      #expect(english.err.contains("error[\(code)]: "), said, sourceLocation: sourceLocation)
      #expect(english.err.contains("= help: "), said, sourceLocation: sourceLocation)
      if let place {
        #expect(english.err.contains("s.qi:\(place)\n"), said, sourceLocation: sourceLocation)
      }
      if let says { #expect(english.err.contains(says), said, sourceLocation: sourceLocation) }
      let chinese = run([command, "--lang", "zh"] + arguments)
      #expect(chinese.exit == 2, sourceLocation: sourceLocation)
      #expect(chinese.err.contains("错误[\(code)]："), sourceLocation: sourceLocation)
      let words = chinese.err.split(separator: "\n").filter { !$0.contains("│") }.joined()
      for word in [" the ", "error", "help:", "did you mean", "there is", " is ", "write "] {
        #expect(
          !words.contains(word), "\(word): \(chinese.err)", sourceLocation: sourceLocation)
      }
    }
  }

  @Test(arguments: mistakes) func inAStep(mistake: Mistake) throws {
    let folder = try Folder()
    let file = try folder.scenario(mistake.steps)
    expect(mistake.code, at: mistake.place, says: mistake.says, [file], in: folder)
    // Nothing was begun in vain.
    #expect(run("run", "--chain", folder["c.db"], file).exit == 2)
    #expect(folder.files == ["escrow.qi", "s.qi"])
  }

  @Test(arguments: deployments) func inADeployment(mistake: Mistake) throws {
    let folder = try Folder()
    let file = try folder.scenario(mistake.steps, deploys: false)
    expect(mistake.code, at: mistake.place, says: mistake.says, [file], in: folder)
  }

  @Test(arguments: [
    ("小林: pay ¥1.234 to 茶庄", "Q1"), ("小林: pay ¥92,233,720,368,547,758.08 to 茶庄", "Q1"),
    ("at 2026-02-29", "Q1"), ("at 2026-03-02 24:01", "Q1"), ("小林: pay 5 to 茶庄", "Q"),
    ("小林 pays ¥5", "Q"), ("reject too-soon { 小林: deal.ship }", "Q"), ("\u{202E}", "Q1"),
    ("repeat 1000001 { }", "Q"), ("小林: pay ¥-1 to 茶庄", "Q"),
    (String(repeating: "(", count: 100_000), "Q"), (String(repeating: "{", count: 100_000), "Q"),
    (String(repeating: "repeat 1 {", count: 100_000), "Q"),
    ("小林: deal.award(" + String(repeating: "x", count: 1_000_000) + ")", "Q"),
  ]) func unreadable(steps: String, code: String) throws {
    let folder = try Folder()
    let file = try folder.scenario(steps)
    for command in ["run", "check"] {
      for language in ["en", "zh"] {
        let result = run(command, "--lang", language, file)
        #expect(result.exit == 2)
        let head = language == "en" ? "error[\(code)" : "错误[\(code)"
        #expect(result.err.contains(head), "\(result.err.prefix(300))")
        #expect(!result.err.contains("\u{202E}"))
        #expect(result.err.utf8.count < 100_000)
        if language == "zh" { #expect(!result.err.contains("help:")) }
      }
    }
  }

  @Test func ofManyMistakesAHundredAreTold() throws {
    let folder = try Folder()
    let file = try folder.scenario(String(repeating: "oops\n", count: 101))
    #expect(run("check", file).err.hasSuffix("100 errors\nthere may be more of them\n"))
    #expect(run("check", "--lang", "zh", file).err.hasSuffix("100 个错误\n可能还有更多\n"))
    let few = try folder.scenario(String(repeating: "oops\n", count: 99))
    #expect(run("check", few).err.hasSuffix("99 errors\n"))
  }

  @Test func filesThatAreNone() throws {
    let folder = try Folder()
    let pipe = folder["pipe.qi"]
    #expect(mkfifo(pipe, 0o600) == 0)
    let huge = folder["huge.qi"]
    #expect(FileManager.default.createFile(atPath: huge, contents: nil))
    #expect(truncate(huge, 50_000_000) == 0)
    let cases = [
      (folder["none.qi"], "F1001"), (folder.path, "F1003"), (pipe, "F1004"), (huge, "F1005"),
      ("/dev/zero", "F1004"), ("\u{0}", "F1001"),
    ]
    for (path, code) in cases { expect(code, at: nil, says: nil, [path], in: folder) }
  }

  @Test(
    arguments: [
      [], Array("\u{FEFF}".utf8), Array("\n\n".utf8), [0, 1, 2, 0xff, 0xfe],
      [0x7f, 0x45, 0x4c, 0x46],
      Array("qi 1\n".utf8), Array("qi 2\nscenario".utf8), [0xd6, 0xd0, 0xce, 0xc4],
      (0..<65_536).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 / 251) },
    ] as [[UInt8]]) func bytesThatAreNoText(bytes: [UInt8]) throws
  {
    let folder = try Folder()
    let file = try folder.write("s.qi", bytes)
    for command in ["run", "check"] {
      let result = run(command, file)
      #expect(result.exit == 2)
      #expect(result.err.contains("error[Q"))
      #expect(run(command, "--lang", "zh", file).err.contains("错误[Q"))
    }
  }
}
