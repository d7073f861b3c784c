import QiLedger
import Testing

@testable import YuanqiKit

/// A contract that decides, names values and shares clauses, on a chain that is then replayed.
@Suite struct LessonTests {
  private let text = """
    qi 1
    contract Lessons {
        parties student, school
        terms { price: money where price > ¥0, lessons: integer where lessons > 0 }
        holds prepaid owned by student
        var left = lessons
        start Offered {
            student may enrol { pay price * lessons from student to prepaid } -> Trial
            after 7 days -> Lapsed
        }
        phase Trial { student may stay -> Teaching }
        phase Teaching {
            student may confirm {
                if left == 1 { pay all from prepaid to school } -> Completed
                pay price from prepaid to school
                left -= 1
            }
        }
        in Trial, Teaching {
            student may quit {
                let back = prepaid
                pay all from prepaid to student
                note "{back} back, {prepaid} kept"
            } -> Quit
            after 3 months { pay all from prepaid to student } -> Expired
        }
        end Lapsed, Completed, Quit, Expired
    }
    """

  /// The student acts, then time goes on until nothing is due any more.
  private func play(
    _ acts: [String]
  ) throws -> (phase: String, school: Money, last: TransactionReceipt?) {
    let platform = try Platform(begin: at("2026-03-01"))
    let bank = try platform.openOperator("工行")
    let student = try platform.openWallet("小林", .corporate, at: bank, funded: .yuan(1000))
    let school = try platform.openWallet("学堂", .corporate, at: bank)
    let deal = try platform.deploy(
      try Template(text), parties: ["student": student, "school": school],
      terms: ["price": yuan(200), "lessons": .integer(3)])
    var last: TransactionReceipt?
    platform.observer = { last = $0 }
    for act in acts { #expect(try platform.act(student, deal, act).isDone) }
    let final = last
    try platform.advance(to: at("2026-12-01"))
    let sum = platform.balance(of: student).fen + platform.balance(of: school).fen
    #expect(sum == Money.yuan(1000).fen)
    try platform.close()
    #expect(try platform.verify() == platform.head)
    let phase = try #require(platform.phase(of: deal))
    return (phase, platform.balance(of: school), last?.entry.kind == .due ? last : final)
  }

  @Test func theBranchThatHoldsLeadsOn() throws {
    let (phase, school, last) = try play(["enrol", "stay", "confirm", "confirm", "confirm"])
    #expect(phase == "Completed" && school == .yuan(600))
    #expect(last?.run?.phaseAfter == 5)
  }

  @Test func aPathWithoutAnArrowStays() throws {
    let (phase, school, last) = try play(["enrol", "stay", "confirm", "confirm"])
    #expect(phase == "Expired" && school == .yuan(400))
    // Behind the one clause the phase has of its own, and the act it shares.
    #expect(last?.run?.clause == ClauseNumber(phase: 3, clause: 3))
    #expect(last?.time == (try at("2026-06-01")))
  }

  @Test(arguments: [(["enrol"], 2, "¥600.00"), (["enrol", "stay", "confirm"], 3, "¥400.00")])
  func aSharedActIsAClauseOfEachPhase(before: [String], phase: Int, back: String) throws {
    let last = try play(before + ["quit"]).last
    #expect(last?.run?.clause == ClauseNumber(phase: UInt16(phase), clause: 2))
    #expect(last?.notes == ["\(back) back, ¥0.00 kept"])
  }
}
