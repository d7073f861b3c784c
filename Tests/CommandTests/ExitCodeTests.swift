import Testing

/// 0 as expected, 1 not as expected, 2 wrong input or usage, 3 the environment failed; of many, the
/// highest.
@Suite struct ExitCodeTests {
  @Test func theHighestWinsAndNothingIsHeldUp() throws {
    let folder = try Folder()
    let good = try folder.scenario("", named: "good.qi")
    let wrong = try folder.scenario("expect 小林 has ¥1", named: "wrong.qi")
    let broken = try folder.scenario("expect", named: "broken.qi")
    let none = folder["none.qi"]
    let table: [([String], Int32)] = [
      ([good], 0), ([good, good], 0), ([wrong], 1), ([wrong, good], 1), ([broken], 2),
      ([broken, wrong, good], 2), ([none], 2), ([none, wrong], 2), (["/none\u{0}", good], 2),
    ]
    for (files, exit) in table {
      let result = run(["run"] + files)
      #expect(result.exit == exit, "\(files)")
      let played = files.count { [good, wrong].contains($0) }
      #expect(result.out.split(separator: "s  ").count >= played)
      if played > 0 {
        let count = played == 1 ? "1 scenario, " : "\(played) scenarios, "
        #expect(result.out.contains("\n\(count)"), "\(result.out)")
      }
    }
    #expect(run("check", good, wrong).exit == 0)
    #expect(run("check", good, none, broken).exit == 2)
    #expect(run("check", good, "/proc/self/mem").exit == 3)
    #expect(run("run", broken, "/proc/self/mem", good).exit == 3)
    #expect(run("run", good, losingOutput: true).exit == 3)
  }

  @Test func chains() throws {
    let folder = try Folder()
    let good = try folder.scenario("")
    #expect(run("run", "--chain", folder["c.db"], good).exit == 0)
    #expect(run("run", "--chain", folder["c.db"], good).exit == 2)
    #expect(run("chain", "verify", folder["c.db"]).exit == 0)
    #expect(run("chain", "show", folder["none.db"]).exit == 2)
    #expect(run("chain", "verify", good).exit == 2)
  }

  @Test(arguments: [
    ["--no-such-option"], ["run"], ["check"], ["chain", "verify"],
    ["run", "--lang", "fr", "a.qi"], ["run", "--lang"], ["run", "--chain"],
    ["--lang", "fr", "run"],
    ["check", "--show", "assembly", "a.qi"], ["run", "--jsn", "a.qi"], ["chain", "show", "a", "b"],
  ]) func wrongUsage(arguments: [String]) {
    let result = run(arguments)
    #expect(result.exit == 2 && result.out == "")
    #expect(result.err.hasPrefix("Error: ") && result.err.contains("Usage: yuanqi"))
  }

  @Test(arguments: [
    (["no-such-command"], "there are `new`, `check`"), (["chek", "a.qi"], "did you mean `check`?"),
    (["help", "runn"], "did you mean `run`?"), (["chain", "shwo"], "did you mean `show`?"),
    (["chian", "--lang", "zh"], "是否为“chain”？"), (["hlep"], "did you mean `help`?"),
    (["--lang", "zh", "--lang", "en", "chek"], "是否为“check”？"),
  ])
  func commandsThereAreNot(arguments: [String], help: String) {
    let result = run(arguments)
    #expect(result.exit == 2 && result.out == "")
    #expect(result.err.contains("[F1011]") && result.err.contains(help))
  }

  /// Also in front of the command.
  @Test(arguments: [
    (["run"], "错误：缺少参数 <files> ..."), (["run", "--chian", "a"], "错误：没有选项 --chian；是否为 --chain？"),
    (["run", "--nothing-like-it", "a"], "错误：没有选项 --nothing-like-it"),
    (["run", "--chain"], "错误：缺少 --chain <chain> 的值"),
    (["check", "--show", "x", "a"], "错误：“x”不是 --show <show> 的值，可用 tree、bytecode、limits"),
    (["chain", "show", "a", "b"], "错误：多出参数“b”"),
    (["chain", "show", "a", "b", "c"], "错误：多出 2 个参数：“b、c”"),
    (["run", "--json=a", "b"], "错误：选项 --json 不带值，却写了“a”"),
    (["statement", "a", "--chain", "b", "--from", "c"], "错误：“c”不是 --from <from> 的值"),
  ])
  func wrongUsageIsSaidInChinese(arguments: [String], error: String) {
    let result = run(["--lang", "zh"] + arguments)
    #expect(result.exit == 2 && result.out == "")
    let lines = result.err.split(separator: "\n")
    #expect(lines.first.map(String.init) == error)
    #expect(lines.contains { $0.hasPrefix("用法：yuanqi ") } && lines.last?.hasPrefix("  详见 ") == true)
    #expect(!result.err.contains(#/Error|Usage|Help:|See /#), "\(result.err)")
  }

  @Test func theLanguageMayStandAnywhere() {
    let chinese = run("chain", "verify", "none.db", "--lang", "zh")
    #expect(chinese.exit == 2 && chinese.err.contains("none.db"))
    for place in 0..<3 {
      var arguments = ["chain", "verify", "none.db"]
      arguments.insert(contentsOf: ["--lang", "zh"], at: place)
      #expect(run(arguments) == chinese)
    }
    #expect(run("--lang=zh", "chain", "verify", "--", "none.db") == chinese)
    #expect(run("--lang", "zh") == run("--help", "--lang", "zh"))
    #expect(run("--lang", "fr", "check", "a.qi").err.contains("The value 'fr' is invalid"))
    #expect(run("chek", "--json").out.hasPrefix("{\"code\":\"F1011\""))
  }

  @Test(arguments: [["run"], ["check"], ["fmt"], ["chain", "verify"], ["chain", "show"]])
  func helpShowsAnExample(command: [String]) {
    for result in [run(command + ["--help"]), run(["help"] + command)] {
      #expect(result.exit == 0 && result.err == "")
      #expect(result.out.contains("  yuanqi \(command.joined(separator: " ")) "))
      #expect(result.out.contains("Example"))
    }
  }

  @Test func helpOfAll() {
    let result = run("--help")
    for word in ["run", "check", "fmt", "chain", "Exit codes: 0"] {
      #expect(result.out.contains(word))
    }
    #expect(run() == result)
    #expect(run("chain").exit == 0)
    #expect(run("chain").out.contains("SUBCOMMANDS"))
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func completions(shell: String) {
    let result = run("--generate-completion-script", shell)
    #expect(result.exit == 0 && result.err == "")
    for word in ["yuanqi", "verify", "--chain"] {
      let spelt = shell == "fish" ? String(word.drop { $0 == "-" }) : word
      #expect(result.out.contains(spelt), "\(word)")
    }
  }
}
