import Foundation
import Testing

/// `yuanqi fmt`.
@Suite struct FormatTests {
  private let untidy = "qi 1\ncontract A{start B{}}\n"
  private let tidy = "qi 1\ncontract A { start B { } }\n"

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test func filesAreLaidOutInPlace() throws {
    let folder = try Folder()
    let file = try folder.write("合约.qi", untidy)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
    let link = folder["link.qi"]
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "合约.qi")
    let files = folder.files
    let result = run("fmt", link)
    #expect(result == Outcome(out: "✓ \(link): laid out\n", err: "", exit: 0))
    #expect(try text(file) == tidy && mode(file) == 0o640)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "合约.qi")
    #expect(run("fmt", file, folder["escrow.qi"]) == Outcome())
    #expect(folder.files == files)
  }

  @Test func checkingWritesNothing() throws {
    let folder = try Folder()
    let file = try folder.write("a.qi", untidy)
    let good = try folder.write("b.qi", tidy)
    #expect(run("fmt", "--check", good, file) == Outcome(out: "\(file)\n", err: "", exit: 1))
    #expect(try text(file) == untidy)
    #expect(run("fmt", "--check", good) == Outcome())
    #expect(run("fmt", "--check", "--in", "zh", good).exit == 1)
  }

  @Test func spellingsGoThereAndBack() throws {
    let folder = try Folder()
    let file = folder["escrow.qi"]
    let before = try text(file)
    let identity = run("check", file).out
    #expect(run("fmt", "--in", "zh", "--lang", "zh", file).out == "✓ \(file): 已排版\n")
    #expect(try text(file).contains("合约 Escrow {"))
    #expect(run("check", file).out == identity)
    #expect(run("fmt", "--in", "en", file).exit == 0)
    #expect(try text(file) == before)
    #expect(run("fmt", "--in", "fr", file).exit == 2)
  }

  @Test func mistakesAreLeftAlone() throws {
    let folder = try Folder()
    let broken = "qi 1\ncontract A{start B{}\n"
    let file = try folder.write("a.qi", broken)
    let other = try folder.write("b.qi", untidy)
    let result = run("fmt", file, folder["none.qi"], other)
    #expect(result.exit == 2 && result.err.contains("error[Q") && result.err.contains("F1001"))
    #expect(try text(file) == broken && text(other) == tidy)
  }

  @Test func whatCannotBeWrittenStays() throws {
    let folder = try Folder()
    let file = try folder.write("a.qi", untidy)
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: file)
    let other = try folder.write("b.qi", untidy)
    let result = run("fmt", file, other)
    #expect(result.exit == 3 && result.err.contains("error[F1061]"))
    #expect(try text(file) == untidy && text(other) == tidy)
  }

  @Test func aFullDisk() throws {
    let folder = try Folder()
    let file = try folder.write("a.qi", untidy + String(repeating: "// x\n", count: 2000))
    let before = try text(file)
    let files = folder.files
    // Files of this shell may have 1 KiB: what is written beside fails half way.
    let result = try shell("trap '' XFSZ; ulimit -f 1; yuanqi fmt a.qi", in: folder.path)
    #expect(result.exit == 3 && result.err.contains("error[F1062]"), "\(result)")
    #expect(try text(file) == before)
    #expect(folder.files == files)
  }

  @Test func whatWouldBecomeTooLongStays() throws {
    let folder = try Folder()
    let before = untidy.replacing("B{", with: "B{\n" + String(repeating: "//\n", count: 160_000))
    let file = try folder.write("a.qi", before)
    let result = run("fmt", file)
    #expect(result.exit == 2 && result.err.contains("error[F1060]"))
    #expect(try text(file) == before)
  }
}
