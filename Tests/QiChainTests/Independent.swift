import Foundation

/// Of the repository.
let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
  .standardizedFileURL

let python = ["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"].first {
  FileManager.default.isExecutableFile(atPath: $0)
}

/// Runs a program of Tests/Independent.
func run(_ script: String, _ arguments: String...) throws -> (output: String, status: Int32) {
  let process = Process()
  process.executableURL = URL(filePath: python ?? "/usr/bin/env")
  process.arguments =
    ["-B", root.appending(path: "Tests/Independent/\(script)").path] + arguments
  process.environment = ["PYTHONIOENCODING": "utf-8"]
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = FileHandle.nullDevice
  try process.run()
  let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  return (String(decoding: output, as: UTF8.self), process.terminationStatus)
}

/// Another process that writes to a database and does not come to an end.
struct LockHolder {
  private let process = Process()
  private let input = Pipe()

  init(path: String) throws {
    let output = Pipe()
    process.executableURL = URL(filePath: python ?? "/usr/bin/env")
    process.arguments = [
      "-c",
      """
      import sqlite3, sys
      database = sqlite3.connect(sys.argv[1], isolation_level=None)
      database.execute("BEGIN IMMEDIATE")
      print("locked", flush=True)
      sys.stdin.read()
      """, path,
    ]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    _ = output.fileHandleForReading.availableData
  }

  func letGo() {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}
