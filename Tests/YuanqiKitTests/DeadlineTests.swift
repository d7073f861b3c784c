import Testing

@testable import YuanqiKit

private struct Deadline: CustomTestStringConvertible {
  let steps: [String]
  let instant: String
  /// Still in time, done by whom, and the phase it leads to.
  let act: String
  let phase: String
  /// What time alone leads to.
  let lapsed: String

  init(_ steps: String, _ instant: String, _ act: String, _ phase: String, else lapsed: String) {
    self.steps = steps.split(separator: "; ").map(String.init)
    (self.instant, self.act, self.phase, self.lapsed) = (instant, act, phase, lapsed)
  }

  var testDescription: String { "\(act) before \(instant)" }
  var words: [String] { act.split(separator: " ").map(String.init) }
}

private let deadlines = [
  Deadline("", "2026-03-04 09:00", "buyer deposit", "Paid", else: "Lapsed"),
  Deadline("buyer deposit", "2026-03-11", "seller ship", "Shipped", else: "Refunded"),
  Deadline(
    "buyer deposit; seller ship", "2026-03-11 09:00", "buyer extend", "Shipped",
    else: "Completed"),
  Deadline(
    "buyer deposit; seller ship; buyer complain", "2026-03-04 09:00", "seller answer", "Review",
    else: "Refunded"),
  Deadline(
    "buyer deposit; seller ship; buyer complain; seller answer", "2026-03-16 09:00",
    "arbiter dismiss", "Completed", else: "Refunded"),
]

@Suite struct DeadlineTests {
  @Test(arguments: deadlines)
  fileprivate func aSecondBeforeIsInTime(deadline: Deadline) throws {
    let purchase = try Purchase()
    try purchase.play(deadline.steps)
    let before = try #require(at(deadline.instant).adding(seconds: -1))
    try purchase.platform.advance(to: before)
    #expect(try purchase.act(deadline.words[0], deadline.words[1]).isDone)
    #expect(purchase.phase == deadline.phase)
  }

  /// At the instant itself and ever after: the clause set off by time has run, at that instant.
  @Test(arguments: deadlines, [0, 1, 86_400] as [Int64])
  fileprivate func atTheInstantItIsTooLate(deadline: Deadline, seconds: Int64) throws {
    let purchase = try Purchase()
    try purchase.play(deadline.steps)
    var fired: [TransactionReceipt] = []
    purchase.platform.observer = { if $0.entry.kind == .due { fired.append($0) } }
    let instant = try at(deadline.instant)
    try purchase.platform.advance(to: #require(instant.adding(seconds: seconds)))
    #expect(fired.map(\.time) == [instant])
    #expect(fired.first?.entry.actor == .time)
    #expect(purchase.phase == deadline.lapsed)
    #expect(try purchase.act(deadline.words[0], deadline.words[1]).reason == .wrongPhase)
    try purchase.check()
  }

  private func contract(_ phases: String) throws -> Template {
    try Template("qi 1\ncontract C {\nparties a, b\nterms { d: date }\n\(phases)\n}")
  }

  private func begun(_ phases: String, d: String) throws -> (Platform, ContractNumber) {
    let platform = try Platform(begin: at("2026-03-01 09:00"))
    let bank = try platform.openOperator("工行")
    let a = try platform.openWallet("甲", .corporate, at: bank)
    let b = try platform.openWallet("乙", .corporate, at: bank)
    let deal = try platform.deploy(
      contract(phases), parties: ["a": a, "b": b], terms: ["d": day(d)])
    return (platform, deal)
  }

  @Test func aDeadlineAlreadyPastFiresOnEntry() throws {
    let (platform, deal) = try begun("start A { on d -> Z }\nend Z", d: "2026-03-01")
    #expect(platform.phase(of: deal) == "Z")
    #expect(platform.now == (try at("2026-03-01 09:00")))
    try platform.close()
    #expect(try platform.verify() == platform.head)
  }

  @Test func deadlinesOfOneInstantRunInOrderOfTheSource() throws {
    let text = """
      var first = 0
      start A { on d { first = first * 10 + 1 }
        on d { first = first * 10 + 2 }
        on d { first = first * 10 + 3; } -> Z }
      end Z
      """.replacing(";", with: "")
    let (platform, deal) = try begun(text, d: "2026-03-02")
    try platform.advance(to: at("2026-03-02"))
    #expect(platform.phase(of: deal) == "Z")
    #expect(platform.machine.instances[0].slots.last == 123)
  }

  /// A clause set off by time that would be refused is undone, the pots go back to their owners.
  @Test func aClauseOfTimeThatFailsHalts() throws {
    let platform = try Platform(begin: at("2026-03-01"))
    let bank = try platform.openOperator("工行")
    let a = try platform.openWallet("甲", .corporate, at: bank, funded: .yuan(100))
    let b = try platform.openWallet("乙", .corporate, at: bank)
    let template = try Template(
      """
      qi 1
      contract C {
          parties a, b
          holds pot owned by a
          start A { a may pay { pay ¥100 from a to pot } -> B
              after 1 days -> Z }
          phase B { after 1 days { pay ¥60 from pot to b
              pay ¥60 from pot to b } -> Z }
          end Z
      }
      """)
    let deal = try platform.deploy(template, parties: ["a": a, "b": b])
    try platform.act(a, deal, "pay")
    var last: TransactionReceipt?
    platform.observer = { last = $0 }
    try platform.advance(to: at("2026-03-02"))
    #expect(platform.phase(of: deal) == "Halted")
    #expect(last?.isDone == true && last?.run?.phaseAfter == 4)
    #expect(platform.balance(of: a) == .yuan(100) && platform.balance(of: b) == .zero)
    #expect(try platform.act(a, deal, "pay").reason == .wrongPhase)
    try platform.close()
    #expect(try platform.verify() == platform.head)
  }

  /// `try` is undone whole: what was paid, noted and assigned.
  @Test func aFailedTryTakesItsAssignmentsBack() throws {
    let platform = try Platform(begin: at("2026-03-01"))
    let bank = try platform.openOperator("工行")
    let a = try platform.openWallet("甲", .corporate, at: bank, funded: .yuan(100))
    let b = try platform.openWallet("乙", .corporate, at: bank)
    let template = try Template(
      """
      qi 1
      contract C {
          parties a, b
          var n = 1
          start A {
              a may go {
                  try { n += 10
                      note "tried"
                      pay ¥60 from a to b
                      pay ¥60 from a to b
                  } else { n += 100 }
              }
              after 1 days -> Z
          }
          end Z
      }
      """)
    let deal = try platform.deploy(template, parties: ["a": a, "b": b])
    let receipt = try platform.act(a, deal, "go")
    #expect(receipt.isDone && receipt.notes == [] && receipt.postings == [])
    #expect(platform.machine.instances[0].slots.last == 101)
    #expect(platform.balance(of: a) == .yuan(100))
  }

  @Test func theClockOnlyGoesForward() throws {
    let platform = try Platform(begin: at("2026-03-01"))
    #expect {
      try platform.advance(to: at("2026-02-28"))
    } throws: { error in
      if case PlatformFailure.clockBackwards = error { true } else { false }
    }
  }
}
