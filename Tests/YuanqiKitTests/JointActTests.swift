import QiLedger
import Testing

@testable import YuanqiKit

/// Acts that take several signatures.
@Suite struct JointActTests {
  private static let two = """
    2 of (owner, builder, surveyor) may release(n: integer where n > done) when done > 0 {
        note "{n}"
    }
    """

  /// Steps, and what comes of each.
  private func expect(_ clauses: String, _ steps: [(String, String)]) throws {
    let fitting = try Fitting(clauses)
    #expect(try fitting.outcomes(steps.map(\.0)) == steps.map(\.1))
    try fitting.check()
  }

  @Test func theLastSignatureDoesIt() throws {
    let fitting = try Fitting("owner with builder may end { pay ¥1 from builder to owner } -> Over")
    #expect(try fitting.outcomes(["builder end"]) == ["1/2"])
    #expect(fitting.platform.phase(of: fitting.deal) == "Work")
    let last = try fitting.act("owner", "end")
    // Whoever signs last, everybody's wallet may be spent from.
    #expect(last.run?.clause == ClauseNumber(phase: 2, clause: 1))
    #expect(fitting.platform.balance(of: try #require(fitting.actors["builder"])) == .yuan(1999))
    #expect(fitting.platform.phase(of: fitting.deal) == "Over")
    try fitting.check()
  }

  @Test func argumentsAreEqualOrDoNotCount() throws {
    try expect(
      Self.two,
      [
        ("surveyor allow", "done"), ("owner release 2", "1/2"), ("builder release 3", "1/2"),
        ("surveyor release 3", "done"),
      ])
  }

  @Test func otherArgumentsReplaceTheFirst() throws {
    try expect(
      Self.two,
      [
        ("surveyor allow", "done"), ("owner release 2", "1/2"), ("owner release 3", "1/2"),
        ("builder release 2", "1/2"), ("surveyor release 2", "done"),
      ])
  }

  @Test func theSameAgainIsADuplicate() throws {
    try expect(
      Self.two,
      [
        ("owner release 2", "1/2"), ("owner release 2", "duplicate"),
        ("second release 2", "duplicate"), ("owner release 3", "1/2"), ("owner release 2", "1/2"),
      ])
  }

  /// A holder's other wallet signs for the same role.
  @Test func aHolderCountsOnce() throws {
    try expect(
      Self.two,
      [
        ("surveyor allow", "done"), ("owner release 2", "1/2"), ("second release 3", "1/2"),
        ("builder release 3", "done"),
      ])
  }

  /// The guard is tested at the last: no earlier, and not only once.
  @Test func theGuardCountsAtTheLast() throws {
    try expect(
      Self.two,
      [
        ("owner release 2", "1/2"), ("builder release 2", "guard-failed"),
        ("surveyor allow", "done"), ("builder release 2", "done"),
      ])
  }

  /// Bounds are tested at each approval, by what holds then.
  @Test func boundsCountEveryTime() throws {
    try expect(
      Self.two,
      [
        ("owner release 0", "bad-argument"), ("owner release 1", "1/2"),
        ("surveyor allow", "done"), ("builder release 1", "bad-argument"),
        ("builder release 2", "1/2"), ("owner release 2", "done"),
      ])
  }

  @Test func approvalsLapseWithTheStay() throws {
    try expect(
      Self.two,
      [
        ("surveyor allow", "done"), ("owner release 2", "1/2"), ("owner restart", "done"),
        ("builder release 2", "1/2"), ("owner release 2", "done"),
      ])
  }

  /// What was done without an arrow spends all approvals of its clause, and of no other.
  @Test func whatIsDoneSpendsAllOfItsClause() throws {
    try expect(
      Self.two + "\nowner with surveyor may agree",
      [
        ("surveyor allow", "done"), ("surveyor agree", "1/2"), ("owner release 3", "1/2"),
        ("builder release 2", "1/2"), ("surveyor release 2", "done"), ("builder release 3", "1/2"),
        ("owner agree", "done"), ("surveyor release 3", "done"),
      ])
  }

  @Test func aRefusedBodyKeepsTheApprovals() throws {
    try expect(
      "2 of (owner, builder, surveyor) may move(n: integer) "
        + "{ pay ¥600 * n from escrow to builder }",
      [
        ("owner move 2", "1/2"), ("builder move 2", "insufficient-funds"),
        ("owner move 2", "duplicate"), ("builder move 1", "1/2"), ("owner move 1", "done"),
      ])
  }

  @Test func aDutyOfSeveral() throws {
    try expect(
      "owner with builder must answer within 2 days when done > 0, failing which -> Over",
      [
        ("owner answer", "1/2"), ("surveyor allow", "done"), ("builder answer", "done"),
        ("owner answer", "guard-failed"), ("builder answer", "guard-failed"),
      ])
  }

  /// Of several clauses of a name the first that takes the signature keeps it.
  @Test func theFirstClauseThatFitsTakesIt() throws {
    try expect(
      "owner may go when done > 0 { note \"alone\" }\nowner with builder may go { note \"both\" }",
      [
        ("owner go", "1/2"), ("builder go", "done"), ("surveyor allow", "done"),
        ("owner go", "done"), ("builder go", "1/2"),
      ])
  }

  @Test func otherArgumentsThanTheClauseTakes() throws {
    try expect(
      Self.two,
      [("court release 2", "not-authorised"), ("owner release", "bad-argument")])
  }

  @Test func refusalsNameEverybody() throws {
    let fitting = try Fitting(Self.two)
    let refusal = try fitting.act("court", "release", .integer(2)).refusal
    let named = refusal?.facts.filter { $0.fact == .holder }.map(\.value)
    #expect(
      named == ["owner", "builder", "surveyor"].map { .party(fitting.actors[$0] ?? .time) })
  }

  /// docs/chain-format.md §8, byte by byte.
  @Test func stateSaysWhoApprovedWhat() throws {
    let fitting = try Fitting("owner may idle\n" + Self.two)
    let before = fitting.values
    #expect(try fitting.outcomes(["surveyor release 5", "owner release 4"]) == ["1/2", "1/2"])
    let one: [UInt8] = [2, 0, 1, 0, 1, 0, 2, 4, 0, 0, 0, 0, 0, 0, 0]
    let three: [UInt8] = [2, 0, 3, 0, 1, 0, 2, 5, 0, 0, 0, 0, 0, 0, 0]
    #expect(fitting.values == before + [2, 0] + one + three)
    #expect(try fitting.outcomes(["owner restart"]) == ["done"])
    #expect(fitting.values == before)
    try fitting.check()
  }

  @Test func anApprovalHasAReceiptOfItsOwn() throws {
    let fitting = try Fitting(Self.two)
    let receipt = try fitting.act("owner", "release", .integer(2))
    var writer = ByteWriter()
    receipt.detail.encode(into: &writer)
    #expect(writer.bytes == [3, 2, 0, 1, 0, 1, 2])
    #expect(receipt.isDone && receipt.postings.isEmpty && receipt.run == nil)
  }
}
