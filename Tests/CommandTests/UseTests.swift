import Testing

/// `use … from`, and how failures of one file leave others alone.
@Suite struct UseTests {
  private func file(_ folder: Folder, _ use: String) throws -> String {
    try folder.write("u.qi", "qi 1\nscenario \"u\" {\n  \(use)\n  begin 2026-03-01\n}\n")
  }

  @Test func filesThatCannotBeUsed() throws {
    let folder = try Folder()
    _ = try folder.write("bad.qi", "qi 1\ncontract Escrow {\n")
    let cases = [
      ("use Escrow from \"none.qi\"", "Q3015", "there is no file"),
      ("use Escrow from \".\"", "Q3015", "is a directory"),
      ("use Escrow from \"u.qi\"", "Q3004", "u.qi holds no contract `Escrow`"),
      (
        "use Escrow from \"../\(folder.path.split(separator: "/").last ?? "")/u.qi\"", "Q3004",
        "holds"
      ),
      ("use Escow from \"escrow.qi\"", "Q3004", "did you mean `Escrow`?"),
      ("use Escrow from \"bad.qi\"", "Q", "bad.qi:"),
      ("use Escrow from \"escrow.qi\" use Escrow from \"escrow.qi\"", "Q3007", "already"),
    ]
    for (use, code, says) in cases {
      for command in ["run", "check"] {
        let result = run(command, try file(folder, use))
        #expect(result.exit == 2)
        #expect(result.err.contains("error[\(code)") && result.err.contains(says), "\(result.err)")
      }
    }
  }

  @Test func contractsOfTheOwnFileNeedNoUse() throws {
    let folder = try Folder()
    let own = "contract Escrow { parties a, b\nstart S { a may go -> E }\nend E }"
    func file(_ use: String) throws -> String {
      try folder.write("o.qi", "qi 1\n\(own)\nscenario \"o\" {\n \(use)\n begin 2026-03-01\n}")
    }
    #expect(run("run", try file("")).exit == 0)
    let hint = run("run", try file("use Escrow from \"./o.qi\""))
    #expect(hint.exit == 0 && hint.err.contains("warning[Q3090]"), "\(hint.err)")
    // Which of the two would be meant?
    let two = run("run", try file("use Escrow from \"escrow.qi\""))
    #expect(two.exit == 2 && two.err.contains("error[Q3007]"), "\(two.err)")
  }

  /// Tables hold in the scenarios of their own file: whoever uses that file is told, once.
  @Test func tablesStayBehind() throws {
    let folder = try Folder()
    let contract = "contract T { parties a, b\nstart S { a may go -> E }\nend E }"
    let second = "contract U { parties a, b\nstart S { a may go -> E }\nend E }"
    let table = "limits from 2026-01-01 { corporate payment ¥1 weak \"x\" }"
    let scenario = "scenario \"t\" { begin 2026-03-01 }"
    _ = try folder.write("t.qi", "qi 1\n\(contract)\n\(second)\n\(table)\n\(scenario)\n")
    let uses = "use T from \"t.qi\" use U from \"t.qi\""
    for command in ["run", "check"] {
      let result = run(command, try file(folder, uses))
      #expect(result.exit == 0 && result.err.contains("warning[Q2018]"), "\(result.err)")
      #expect(result.err.contains("t.qi do not hold here") && result.err.contains("1 warning"))
      #expect(run(command, folder["t.qi"]).err == "")
    }
  }

  @Test func mistakesOfAUsedFileAreSaidOnce() throws {
    let folder = try Folder()
    _ = try folder.write("bad.qi", "qi 1\ncontract Escrow {\n")
    let first = try file(folder, "use Escrow from \"bad.qi\"")
    let second = try folder.write(
      "v.qi", "qi 1\nscenario \"v\" { use Escrow from \"./bad.qi\" begin 2026-03-01 }\n")
    for command in ["run", "check"] {
      let result = run(command, first, second, folder["bad.qi"])
      #expect(result.exit == 2)
      #expect(result.err.split(separator: "bad.qi:").count == 2, "\(result.err)")
    }
  }

  @Test func aContractIsNoScenario() throws {
    let folder = try Folder()
    let result = run("run", folder["escrow.qi"])
    #expect(result.exit == 2 && result.err.contains("error[F1020]"))
    #expect(result.err.contains("yuanqi check"))
    #expect(run("check", folder["escrow.qi"]).exit == 0)
  }

  @Test func aChainIsForOneScenario() throws {
    let folder = try Folder()
    let good = try folder.scenario("")
    let bad = try folder.scenario("expect x has ¥1", named: "bad.qi")
    let files = folder.files
    #expect(run("run", "--chain", folder["c.db"], good, good).err.contains("error[F1021]"))
    #expect(run("run", "--chain", folder["c.db"], good, bad).exit == 2)
    #expect(run("run", "--chain", folder["c.db"], good, folder["none.qi"]).exit == 2)
    #expect(folder.files == files)
  }
}
