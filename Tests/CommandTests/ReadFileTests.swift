import Foundation
import QiCommands
import QiDiagnostics
import Testing

@Suite struct ReadFileTests {
  private let directory = FileManager.default.temporaryDirectory
    .appendingPathComponent("yuanqi-\(UUID())")

  init() throws {
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  }

  private func path(_ name: String, holding text: String) throws -> String {
    let url = directory.appendingPathComponent(name)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  private func failure(_ path: String, limit: Int = 100) -> Failure? {
    do {
      _ = try readFile(path, limit: limit)
      return nil
    } catch {
      return error
    }
  }

  @Test func ordinaryFiles() throws {
    defer { try? FileManager.default.removeItem(at: directory) }
    #expect(try readFile(path("合约.qi", holding: "契"), limit: 3) == Array("契".utf8))
    #expect(try readFile(path("empty.qi", holding: ""), limit: 0) == [])
    let long = String(repeating: "x", count: 300_000)
    #expect(try readFile(path("long.qi", holding: long), limit: 300_000) == Array(long.utf8))
    #expect(try failure(path("over.qi", holding: "1234"), limit: 3)?.code == "F1005")
  }

  @Test func pathsThatNameNoFile() throws {
    defer { try? FileManager.default.removeItem(at: directory) }
    #expect(failure("\(directory.path)/none.qi")?.code == "F1001")
    #expect(failure(try path("a", holding: "") + "/b")?.code == "F1001")
    #expect(failure(try path("c", holding: "") + "\u{0}.qi")?.code == "F1001")
    #expect(failure("")?.code == "F1001")
    #expect(failure(directory.path)?.code == "F1003")
    let closed = try path("closed.qi", holding: "secret")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: closed)
    // The superuser may read everything.
    #expect(getuid() == 0 || failure(closed)?.code == "F1002")
  }

  @Test(.timeLimit(.minutes(1))) func pathsThatWouldNeverEnd() {
    defer { try? FileManager.default.removeItem(at: directory) }
    let pipe = directory.appendingPathComponent("pipe").path
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(failure(pipe)?.code == "F1004")
    #expect(failure("/dev/zero")?.code == "F1004")
    // Says it has no length, and has one.
    #expect(failure("/proc/self/status", limit: 10)?.code == "F1005")
    #expect(failure("/proc/self/mem")?.code == "F1006")
  }

  @Test func theExitCodeTellsInputFromEnvironment() throws {
    defer { try? FileManager.default.removeItem(at: directory) }
    #expect(failure("/proc/self/mem")?.exit == .environment)
    #expect(try failure(path("over.qi", holding: "1234"), limit: 3)?.exit == .badInput)
    #expect(failure("/none\u{1B}")?.message.zh == "没有文件 /none␛")
  }
}
