import Foundation
import Testing

/// The built executable, as a shell sees it.
@Suite struct ExecutableTests {
  private func shell(_ script: String) throws -> (out: String, err: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = Bundle.main.bundleURL
    let (out, err) = (Pipe(), Pipe())
    process.standardOutput = out
    process.standardError = err
    try process.run()
    let (outBytes, errBytes) = (
      out.fileHandleForReading.readDataToEndOfFile(),
      err.fileHandleForReading.readDataToEndOfFile()
    )
    process.waitUntilExit()
    return (String(decoding: outBytes, as: UTF8.self), String(decoding: errBytes, as: UTF8.self))
  }

  @Test func versionAndUsage() throws {
    #expect(try shell("./yuanqi --version; echo $?") == ("yuanqi 0.1.0\n0\n", ""))
    #expect(try shell("./yuanqi --no 2>/dev/null; echo $?") == ("2\n", ""))
  }

  @Test func aReaderThatLeavesIsNoError() throws {
    #expect(try shell("(sleep 0.1; ./yuanqi --help) | true") == ("", ""))
    #expect(
      try shell("trap '' PIPE; (sleep 0.1; ./yuanqi --help; echo $? >&2) | true").err == "0\n")
  }

  @Test func aFullDiskIsAFailure() throws {
    let (out, err) = try shell("LC_ALL=zh_CN.UTF-8 ./yuanqi --help >/dev/full; echo $?")
    #expect(out == "3\n")
    #expect(err.hasPrefix("错误[F1010]："))
  }
}
