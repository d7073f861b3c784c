import QiCommands
import QiDiagnostics
import Testing

@Suite struct ShellTests {
  @Test func versionAndHelpAreAnswers() {
    #expect(run("--version") == Outcome(out: "yuanqi 0.1.0\n", err: "", exit: 0))
    for help in [run("--help"), run("-h"), run()] {
      #expect(help.out.contains("USAGE: yuanqi"))
      #expect(help.err == "" && help.exit == 0)
    }
    #expect(run("help", "echo", as: Root.self).out.contains("USAGE: root echo"))
  }

  /// All of a page of help but what is typed.
  @Test(arguments: [
    [], ["new"], ["check"], ["fmt"], ["run"], ["chain"], ["chain", "verify"], ["chain", "show"],
    ["statement"], ["receipt"], ["balance"], ["draw"],
  ])
  func helpIsInEitherLanguage(command: [String]) {
    let english = run(command + ["--help"])
    let chinese = run(command + ["--help", "--lang", "zh"])
    #expect(english.exit == 0 && chinese.exit == 0 && chinese.err == "")
    #expect(chinese == run(command + ["--help"], language: .zh))
    #expect(chinese == run(["help"] + command + ["--lang=zh"]))
    #expect(chinese == run(["help", "--lang=zh"] + command + ["--lang"]))
    #expect(english == run(["help"] + command + ["--lang", "en"], language: .zh))
    let shared = Set(english.out.split(separator: "\n")).intersection(
      chinese.out.split(separator: "\n"))
    let words = #/^  yuanqi .*$/#
    let others = shared.filter { $0.wholeMatch(of: words) == nil }
    #expect(others.isEmpty, "\(others)")
    #expect(chinese.out.hasPrefix("概述："))
    #expect(!chinese.out.contains(#/[A-Z]+:|Show|See|values|default/#), "\(chinese.out)")
  }

  @Test(arguments: [["--no-such-option"], ["echo", "--lang", "fr"]])
  func wrongUsageEndsInTwo(arguments: [String]) {
    var errors = ""
    let console = Console(
      out: {
        Issue.record("not an answer, but in the output: \($0)")
        return true
      },
      err: {
        errors += $0
        return true
      })
    #expect(execute(arguments, as: Root.self, on: console) == 2)
    #expect(errors.contains("Usage: root"))
  }

  @Test func whatTheUserTypedCannotSteerTheTerminal() {
    #expect(!run("--\u{1B}[2J\u{202E}").err.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
  }

  @Test func commandsDecideTheExitCode() {
    #expect(run("echo", "a", as: Root.self) == Outcome(out: "hello\na\n", err: "", exit: 0))
    #expect(run("echo", as: Root.self).exit == 1)
    #expect(max(QiCommands.ExitStatus.badInput, .unexpected) == .badInput)
  }

  @Test func failuresSayWhatToDo() {
    #expect(
      run("echo", "fail", as: Root.self)
        == Outcome(out: "hello\n", err: "error[F9999]: it broke\n = help: mend it\n", exit: 3))
    #expect(
      run("echo", "--lang", "zh", "fail", as: Root.self)
        == Outcome(out: "你好\n", err: "错误[F9999]：坏了\n = 改法：修好它\n", exit: 3))
  }

  @Test func theLocaleIsTheDefaultLanguage() {
    #expect(run("echo", as: Root.self, language: .zh).out == "你好\n")
    #expect(run("echo", "--lang", "en", as: Root.self, language: .zh).out == "hello\n")
  }

  @Test(arguments: [
    (["LANG": "zh_CN.UTF-8"], Language.zh), (["LANG": "en_US.UTF-8"], .en), ([:], .en),
    (["LC_ALL": "C", "LANG": "zh_CN"], .en), (["LC_MESSAGES": "zh", "LANG": "C"], .zh),
  ])
  func languageOfALocale(environment: [String: String], language: Language) {
    #expect(Console.language(of: { environment[$0] }) == language)
  }

  @Test func lostOutputIsAFailure() {
    let outcome = run("echo", "a", as: Root.self, losingOutput: true)
    #expect(outcome.exit == 3)
    #expect(outcome.err.hasPrefix("error[F1010]: "))
  }

  @Test func outputIsHandedOnInLargePiecesAndInOrder() {
    var pieces: [String] = []
    let console = Console(
      out: {
        pieces.append($0)
        return true
      },
      err: {
        pieces.append($0)
        return true
      })
    for _ in 0..<10_000 { console.print("0123456789") }
    console.printError("error")
    console.flush()
    #expect(pieces.count == 3)
    #expect(pieces.joined().utf8.count == 110_006)
    #expect(pieces.last == "error\n")
  }
}
