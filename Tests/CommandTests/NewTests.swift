import Foundation
import Testing

/// `yuanqi new`: what it writes passes, and what is there stays.
@Suite struct NewTests {
  private let folder: Folder

  init() throws { folder = try Folder(holdingEscrow: false) }

  @Test(arguments: ["en", "zh"]) func whatIsWrittenPasses(language: String) throws {
    let name = language == "zh" ? "押金" : "Deposit"
    let result = try shell("yuanqi new --lang \(language) \(name)", in: folder.path)
    #expect(result.exit == 0 && result.err == "", "\(result)")
    #expect(result.out.contains("yuanqi run \(name).qi"))
    #expect(result.out.contains("yuanqi check \(name).qi"))
    #expect(folder.files == ["\(name).qi"])
    let text = try String(contentsOfFile: folder["\(name).qi"], encoding: .utf8)
    #expect(text.contains(language == "zh" ? "合约 押金 ｛" : "contract Deposit {"))
    let played = run("run", "--lang", language, folder["\(name).qi"])
    #expect(played.exit == 0 && played.err == "", "\(played)")
    let summary = language == "zh" ? "2 个情景，2 个通过" : "2 scenarios, 2 passed"
    #expect(played.out.contains(summary))
    let checked = run("check", "--lang", language, folder["\(name).qi"])
    #expect(checked.exit == 0 && checked.err == "", "\(checked)")
  }

  /// Words of the language, and names of what the file itself has.
  @Test(arguments: [
    "contract", "pay", "all", "合约", "全部", "1", "x押y", "_", "lease", "tenant", "Lin", "Bank",
    "deposit", "sum", "Signed", "租约", "租客", "小林", "工行", "押金池", "已签订", "NAME", "数额",
    String(repeating: "契", count: 64),
  ])
  func anyNameWillDo(name: String) {
    for language in ["en", "zh"] {
      let path = folder["\(language)/\(name)"]
      try? FileManager.default.createDirectory(
        atPath: folder[language], withIntermediateDirectories: true)
      #expect(run("new", "--lang", language, path).exit == 0)
      let played = run("run", path + ".qi")
      #expect(played.exit == 0 && played.err == "", "\(name) \(language): \(played)")
      let checked = run("check", path + ".qi")
      #expect(checked.exit == 0 && checked.err == "", "\(name) \(language): \(checked)")
      let layout = run("fmt", "--check", path + ".qi")
      #expect(layout == Outcome(), "\(name) \(language): \(layout)")
    }
  }

  @Test func aFileThatIsThereStays() throws {
    let path = try folder.write("mine.qi", "mine")
    for name in ["mine", "mine.qi"] {
      let result = run("new", folder[name])
      #expect(result.exit == 2 && result.out == "")
      #expect(result.err.contains("error[F1051]") && result.err.contains("mine.qi"))
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
    // Nor is anything written through a link that leads nowhere yet.
    try FileManager.default.createSymbolicLink(
      atPath: folder["link.qi"], withDestinationPath: folder["elsewhere"])
    #expect(run("new", folder["link"]).exit == 2)
    #expect(!FileManager.default.fileExists(atPath: folder["elsewhere"]))
    #expect(run("new", "--lang", "zh", folder["mine"]).err.contains("已经存在"))
  }

  @Test(arguments: [
    "", " ", "a b", "../", "folder/", ".qi", "..", "a-b", "a.b", "é", "\u{202E}a", "a\0b",
    String(repeating: "a", count: 65),
  ])
  func whatIsNoName(name: String) {
    for language in ["en", "zh"] {
      let result = run("new", "--lang", language, folder[name])
      #expect(result.exit == 2 && result.out == "")
      #expect(result.err.contains("[F1050]"), "\(result.err)")
      #expect(!result.err.contains("\u{202E}"))
    }
    #expect(folder.files.isEmpty)
  }

  @Test func placesThatCannotBeWritten() throws {
    let missing = run("new", folder["none/deposit"])
    #expect(missing.exit == 2 && missing.err.contains("error[F1052]"), "\(missing)")
    let refused = run("new", "/proc/deposit")
    #expect(refused.exit > 1 && refused.err.contains("error[F105"), "\(refused)")
  }

  /// A file size limit fails as a full disk does; no half of a file is left.
  @Test func noRoom() throws {
    let result = try shell("ulimit -f 1; yuanqi new deposit", in: folder.path)
    #expect(result.exit == 3 && result.err.contains("error[F1053]"), "\(result)")
    #expect(folder.files.isEmpty)
  }

  @Test func jsonNamesTheFile() {
    let result = run("new", "--json", folder["deposit"])
    #expect(
      result.out == "{\"file\":\"\(folder["deposit.qi"])\",\"contract\":\"deposit\"}\n", "\(result)"
    )
  }
}
