import Testing

@testable import YuanqiKit

/// When bounds of terms are asked, of a contract that is signed one by one.
@Suite struct ConsentBoundTests {
  private let platform: Platform
  private let a: ActorNumber
  private let b: ActorNumber

  init() throws {
    platform = try Platform(begin: at("2026-03-01"))
    let bank = try platform.openOperator("工行")
    a = try platform.openWallet("甲", .corporate, at: bank)
    b = try platform.openWallet("乙", .corporate, at: bank)
  }

  private func template(_ bound: String, members: String = "") throws -> Template {
    try Template(
      """
      qi 1
      contract C {
          parties a, b
          terms { n: integer, d: date where \(bound) }
          \(members)
          start A { a may go -> Z  on d -> Z }
          end Z
      }
      """)
  }

  private func propose(_ template: Template, _ date: String) throws -> ContractNumber {
    try platform.propose(
      template, parties: ["a": a, "b": b], terms: ["n": .integer(3), "d": day(date)], by: a)
  }

  private func refusal(proposing template: Template, _ date: String) throws -> Refusal? {
    do {
      _ = try propose(template, date)
      return nil
    } catch PlatformFailure.refused(let refusal) { return refusal }
  }

  /// What can never begin is refused at once, and opens nothing.
  @Test func boundsWithoutAMomentAreAskedAtTheProposal() throws {
    let template = try template("d >= 2026-03-05 and n < 4")
    let refusal = try refusal(proposing: template, "2026-03-04")
    #expect(refusal?.bare == Refusal(.badArgument, (.argument, .integer(4))))
    #expect(platform.machine.instances.isEmpty)
    _ = try propose(template, "2026-03-05")
  }

  /// A date may be out of its bound today and within it when the last has signed: `begun`, `today`
  /// and `now` are all the moment of the last signature.
  @Test(arguments: ["begun >= d", "n < 4 and not today < d", "d <= now"])
  func aBoundMayComeTrue(bound: String) throws {
    let deal = try propose(template(bound), "2026-03-05")
    try platform.advance(to: at("2026-03-04 23:59:59"))
    let before = platform.stateBytes(but: b)
    let early = try platform.sign(deal, by: b)
    #expect(early.refusal?.bare == Refusal(.badArgument, (.argument, .integer(4))))
    #expect(platform.stateBytes(but: b) == before && platform.signers(of: deal) == [a])
    try platform.advance(to: at("2026-03-05"))
    #expect(try platform.sign(deal, by: b).isDone)
    // Its deadline was past already: it fell due at once.
    #expect(platform.phase(of: deal) == "Z")
    try platform.close()
    #expect(try platform.verify() == platform.head)
  }

  /// And within it today, out of it when the last signs.
  @Test func aBoundMayLapse() throws {
    let deal = try propose(template("d >= begun"), "2026-03-05")
    let second = try propose(template("d >= begun"), "2026-03-05")
    try platform.advance(to: at("2026-03-05"))
    #expect(try platform.sign(second, by: b).isDone)
    try platform.advance(to: at("2026-03-05 00:00:01"))
    let late = try platform.sign(deal, by: b)
    #expect(late.refusal?.bare == Refusal(.badArgument, (.argument, .integer(4))))
    #expect(platform.phase(of: deal) == "Proposed")
  }

  /// Variables are set by the last signature, which is refused where that fails.
  @Test func variablesAreSetByTheLastSignature() throws {
    let deal = try propose(
      template("d >= begun", members: "var x = n * 9223372036854775807"), "2026-03-05")
    #expect(try platform.sign(deal, by: b).reason == .arithmetic)
    #expect(platform.signers(of: deal) == [a] && !platform.hasBegun(deal))
  }

  @Test func aContractOfOneBeginsByItsProposal() throws {
    let text = """
      qi 1
      contract C {
          parties a
          terms { d: date where d >= begun }
          start A { a may go -> Z }
          end Z
      }
      """
    let deal = try platform.propose(
      Template(text), parties: ["a": a], terms: ["d": day("2026-03-05")], by: a)
    #expect(platform.phase(of: deal) == "A")
    try platform.advance(to: at("2026-03-06"))
    let refused = try platform.submit(
      .propose(template: 1, parties: [a], terms: [day("2026-03-05")]), by: a)
    #expect(refused.refusal?.bare == Refusal(.badArgument, (.argument, .integer(2))))
    #expect(refused.entry.target == 0 && platform.machine.instances.count == 1)
  }
}
