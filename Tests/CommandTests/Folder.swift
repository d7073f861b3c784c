import Foundation
import Testing

/// Of the repository.
let repository = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
  .standardizedFileURL

/// A folder of its own for one test, with the escrow contract in it; gone with the value.
final class Folder {
  let path: String

  init(holdingEscrow: Bool = true) throws {
    path = FileManager.default.temporaryDirectory.appending(path: "yuanqi-\(UUID())").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard holdingEscrow else { return }
    let escrow = repository.appending(path: "contracts/purchase/escrow.qi").path
    try FileManager.default.copyItem(atPath: escrow, toPath: path + "/escrow.qi")
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  subscript(name: String) -> String { "\(path)/\(name)" }

  func write(_ name: String, _ text: String) throws -> String {
    try write(name, Array(text.utf8))
  }

  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    try Data(bytes).write(to: URL(filePath: self[name]))
    return self[name]
  }

  /// A scenario with an operator, three wallets and the escrow, followed by these steps.
  func scenario(_ steps: String, named name: String = "s.qi", deploys: Bool = true) throws -> String
  {
    try write(name, Folder.opening + (deploys ? Folder.deployment : "") + steps + "\n}\n")
  }

  /// Without the folder's own path, which differs from run to run.
  func masked(_ text: String) -> String { text.replacing(path + "/", with: "") }

  var files: [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: path)
    return (names ?? []).sorted()
  }

  static let opening = """
    qi 1
    scenario "s" {
      use Escrow from "escrow.qi"
      begin 2026-03-01
      operator 工行
      wallet 小林: personal class 2 at 工行 funded ¥10,000
      wallet 茶庄: corporate at 工行
      wallet 仲裁: corporate at 工行

    """

  static let deployment = """
      let deal = deploy Escrow {
        buyer: 小林, seller: 茶庄, arbiter: 仲裁
        price: ¥2,680, fee: ¥80, shipBy: 2026-03-05
      }

    """
}

/// The built executable.
let executable = Bundle.main.bundleURL.appending(path: "yuanqi").path

let python = ["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"].first {
  FileManager.default.isExecutableFile(atPath: $0)
}

/// What a shell makes of a script; `yuanqi` in it is the built executable.
func shell(
  _ script: String, in folder: String = repository.path, language: String = "C"
) throws -> Outcome {
  let process = Process()
  process.executableURL = URL(filePath: "/bin/bash")
  process.arguments = ["-c", "yuanqi() { '\(executable)' \"$@\"; }\n" + script]
  process.currentDirectoryURL = URL(filePath: folder)
  var environment = ProcessInfo.processInfo.environment
  environment["LC_ALL"] = language
  process.environment = environment
  let (out, err) = (Pipe(), Pipe())
  process.standardInput = FileHandle.nullDevice
  process.standardOutput = out
  process.standardError = err
  try process.run()
  // Error output of commands is short: it waits in its pipe.
  let output = out.fileHandleForReading.readDataToEndOfFile()
  let errors = err.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return Outcome(
    out: String(decoding: output, as: UTF8.self), err: String(decoding: errors, as: UTF8.self),
    exit: process.terminationStatus)
}

/// `18 ms` → `… ms`, and names of files without their test's folder: what differs from run to run.
func withoutTimes(_ text: String) -> String {
  text.replacing(/\d+ (ms|毫秒)/) { "… \($0.output.1)" }
    .replacing(/\/[^ ]*\/yuanqi-[0-9A-F-]{36}\//, with: "")
}
