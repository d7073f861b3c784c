import Foundation
import Testing

/// Files that a chain cannot be written to or read from.
@Suite struct ChainFileTests {
  private func expect(
    _ result: Outcome, _ exit: Int32, _ code: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let said = Comment(rawValue: result.err)
    #expect(result.exit == exit, said, sourceLocation: sourceLocation)
    #expect(result.err.contains("[\(code)]"), said, sourceLocation: sourceLocation)
    #expect(result.err.contains(" = "), said, sourceLocation: sourceLocation)
  }

  @Test func placesThatCannotBeWritten() throws {
    let folder = try Folder()
    let good = try folder.scenario("")
    let old = try folder.write("old.db", "mine")
    let files = folder.files
    expect(run("run", "--chain", old, good), 2, "F2003")
    #expect(try String(contentsOfFile: old, encoding: .utf8) == "mine")
    expect(run("run", "--chain", folder.path, good), 2, "F2003")
    expect(run("run", "--chain", folder["no/c.db"], good), 2, "F2013")
    expect(run("run", "--lang", "zh", "--chain", "/dev/full", good), 2, "F2003")
    expect(run("run", "--chain", "/proc/c.db", good), 2, "F2013")
    #expect(folder.files == files)
  }

  @Test(.enabled(if: getuid() != 0, "the superuser may write everywhere"))
  func aReadOnlyFolder() throws {
    let folder = try Folder()
    let good = try folder.scenario("")
    try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder.path)
    defer {
      try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
    }
    expect(run("run", "--chain", folder["c.db"], good), 3, "F2007")
  }

  @Test func filesThatAreNoChain() throws {
    let folder = try Folder()
    let other = folder["other.db"]
    let script = "import sqlite3; sqlite3.connect('\(other)').executescript('CREATE TABLE t(x)')"
    let made = try shell("'\(python ?? "python3")' -c \"\(script)\"")
    #expect(made.exit == 0, "\(made.err)")
    let cases = [
      (try folder.write("text.db", String(repeating: "text ", count: 100)), "F2004"),
      (try folder.write("empty.db", ""), "F2004"), (folder.path, "F2004"), (other, "F2004"),
      (folder["none.db"], "F2002"),
    ]
    for (path, code) in cases {
      for command in ["verify", "show"] {
        for language in ["en", "zh"] {
          let result = run("chain", command, "--lang", language, path)
          expect(result, 2, code)
          #expect(!result.out.contains("✓"))
        }
      }
    }
  }

  @Test(.enabled(if: python != nil)) func aChainSomebodyHasLocked() throws {
    let folder = try Folder()
    #expect(run("run", "--chain", folder["c.db"], try folder.scenario("")).exit == 0)
    let script = """
      import sqlite3, subprocess, sys
      database = sqlite3.connect(sys.argv[1], isolation_level=None)
      database.execute("BEGIN EXCLUSIVE")
      sys.exit(subprocess.run([sys.argv[2], "chain", "verify", sys.argv[1]]).returncode)
      """
    let file = try folder.write("lock.py", script)
    let result = try shell("'\(python ?? "")' '\(file)' '\(folder["c.db"])' '\(executable)'")
    expect(result, 3, "F2006")
  }

  /// A file size limit fails as a full disk does, at every size.
  @Test(arguments: [1, 16, 40, 64, 100, 160, 400]) func noRoom(kilobytes: Int) throws {
    let folder = try Folder()
    let days = (1...300).map { _ in "at +1 day 小林: pay ¥1 to 茶庄" }.joined(separator: "\n")
    let file = try folder.scenario(days)
    let database = folder["c.db"]
    let result = try shell("ulimit -f \(kilobytes); yuanqi run --chain '\(database)' '\(file)'")
    #expect(result.exit == 3, "\(result.err)")
    #expect(result.err.contains("error[F20"), "\(result.err)")
    guard FileManager.default.fileExists(atPath: database) else { return }
    expectAcknowledged(result.out, in: database)
  }

  @Test(.enabled(if: getuid() == 0, "mounting a small disk takes the superuser"))
  func aFullDisk() throws {
    let folder = try Folder()
    let days = (1...400).map { _ in "at +1 day 小林: pay ¥1 to 茶庄" }.joined(separator: "\n")
    let file = try folder.scenario(days)
    let disk = folder["disk"]
    let result = try shell(
      """
      mkdir '\(disk)' && mount -t tmpfs -o size=256k none '\(disk)' || exit 77
      yuanqi run --chain '\(disk)/c.db' '\(file)'; status=$?
      cp '\(disk)'/c.db* '\(folder.path)'; umount '\(disk)'; exit $status
      """)
    // A container may forbid mounting.
    guard result.exit != 77, result.exit != 32 else { return }
    expect(result, 3, "F2008")
    expectAcknowledged(result.out, in: folder["c.db"])
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func outputThatCannotBeWritten() throws {
    let folder = try Folder()
    let file = try folder.scenario("")
    for command in ["run", "check"] {
      expect(try shell("yuanqi \(command) '\(file)' > /dev/full"), 3, "F1010")
    }
  }
}

/// Every moment printed has its block on the chain, which verifies.
func expectAcknowledged(
  _ output: String, in database: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  let verified = run("chain", "verify", "--json", database)
  #expect(verified.exit == 0, "\(verified.out)\(verified.err)", sourceLocation: sourceLocation)
  let moments = output.matches(of: /(?m)^  \d{4}-\d\d-\d\d \d\d:\d\d/).count
  let blocks = verified.out.firstMatch(of: /"blocks":(\d+)/).flatMap { Int($0.output.1) } ?? -1
  #expect(
    moments <= blocks, "\(moments) moments printed, \(blocks) blocks kept",
    sourceLocation: sourceLocation)
}
