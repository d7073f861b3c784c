import Foundation
import Testing

/// Whatever ends a run, what it had printed is on the chain.
@Suite(.serialized) struct KilledRunTests {
  private func kill(
    with signal: Int32, after milliseconds: Int, _ folder: Folder, _ file: String
  ) throws -> (output: String, database: String) {
    let database = folder["\(signal)-\(milliseconds).db"]
    let output = folder["\(signal)-\(milliseconds).txt"]
    #expect(FileManager.default.createFile(atPath: output, contents: nil))
    let process = Process()
    process.executableURL = URL(filePath: executable)
    process.arguments = ["run", "--lang", "en", "--chain", database, file]
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: output))
    process.standardError = FileHandle.nullDevice
    // A test's thread may have signals blocked, and would hand that on.
    var (none, blocked) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &blocked)
    try process.run()
    pthread_sigmask(SIG_SETMASK, &blocked, nil)
    // However busy the machine is, something has been printed by then.
    let started = Date.now
    while try String(contentsOfFile: output, encoding: .utf8).isEmpty, started > .now - 60 {
      usleep(2_000)
    }
    usleep(UInt32(milliseconds) * 1000)
    Foundation.kill(process.processIdentifier, signal)
    process.waitUntilExit()
    return (try String(contentsOfFile: output, encoding: .utf8), database)
  }

  @Test(.timeLimit(.minutes(2))) func atAnyMoment() throws {
    let folder = try Folder()
    let day = "at +1 day 小林: pay ¥1 to 茶庄 茶庄: pay ¥0.50 to 小林\n"
    let file = try folder.scenario(String(repeating: day, count: 9_000))
    var chance = Chance(seed: 3)
    let more = isLong ? 30 : 0
    for signal in [SIGKILL, SIGKILL, SIGTERM] + Array(repeating: SIGKILL, count: more) {
      let (output, database) = try kill(with: signal, after: chance.below(300), folder, file)
      #expect(!output.isEmpty && !output.contains("passed"))
      expectAcknowledged(output, in: database)
    }
  }
}

/// A long scenario neither takes long nor ever more memory.
@Suite struct LongRunTests {
  private func year(_ folder: Folder, days: Int) throws -> String {
    let steps = (1...days).map { day in
      """
      let d\(day) = deploy Escrow {
        buyer: 小林, seller: 茶庄, arbiter: 仲裁, price: ¥5, fee: ¥1, shipBy: 2030-01-01
      }
      小林: d\(day).deposit
      repeat 5 { 小林: pay ¥10 to 茶庄 茶庄: pay ¥9.99 to 小林 }
      茶庄: d\(day).ship
      at +1 day
      """
    }
    return try folder.scenario(steps.joined(separator: "\n"), named: "year.qi")
  }

  @Test(.timeLimit(.minutes(1))) func aYear() throws {
    let folder = try Folder()
    let result = run("run", "--chain", folder["c.db"], try year(folder, days: 365))
    #expect(result.exit == 0 && result.err == "", "\(result.err.prefix(500))")
    #expect(result.out.contains("due 3.4"))
    #expect(run("chain", "verify", folder["c.db"]).exit == 0)
  }

  @Test(.timeLimit(.minutes(5)), .enabled(if: isLong, "make long")) func aMillionSteps() throws {
    let folder = try Folder()
    let file = try folder.scenario("repeat 1000000 { 小林: pay ¥0 to 茶庄 }")
    #expect(run("run", file).exit == 0)
  }

  @Test(.timeLimit(.minutes(1))) func manyFailuresAreOne() throws {
    let folder = try Folder()
    let file = try folder.scenario(
      "repeat 20000 { 小林: deal.confirm expect 小林 has ¥1 }")
    let result = run("run", file)
    #expect(result.exit == 1)
    #expect(result.out.contains("First in round 1 of `repeat`; 20000 times in all."))
    #expect(result.out.split(separator: "\n").count < 30)
  }
}

private let isLong = ProcessInfo.processInfo.environment["YUANQI_LONG"] != nil
