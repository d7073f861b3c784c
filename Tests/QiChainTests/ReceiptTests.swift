import QiValues
import Testing

@testable import QiChain

@Suite struct ReceiptTests {
  private func bytes(_ receipt: Receipt) -> [UInt8] {
    var writer = ByteWriter()
    receipt.encode(into: &writer)
    return writer.bytes
  }

  @Test(arguments: 0..<300 as Range<UInt64>) func roundTrip(_ seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let facts = (0..<Int.random(in: 0..<5, using: &random)).map { _ in
      (fact: Refusal.Fact.available, value: random.value())
    }
    let clause = Bool.random(using: &random) ? ClauseNumber(phase: 2, clause: 3) : nil
    let refusal = Refusal(reason: .tooLate, clause: clause, facts: facts)
    let receipts: [(Receipt, Reason?)] = [
      (.approved(random.approval()), nil), (.plain, nil), (.ran(random.clauseRun()), nil),
      (.refused(refusal), .tooLate),
      (.replaced(Replacement(contract: 7, phase: 2, postings: random.clauseRun().postings)), nil),
    ]
    for (receipt, reason) in receipts {
      let encoded = bytes(receipt)
      #expect(try Receipt(decoding: encoded[...], reason: reason) == receipt)
      #expect(throws: MalformedBytes.self) {
        try Receipt(decoding: (encoded + [0])[...], reason: reason)
      }
      for length in 1..<max(1, encoded.count) {
        #expect(throws: MalformedBytes.self) {
          try Receipt(decoding: encoded[..<length], reason: reason)
        }
      }
    }
  }

  @Test func reasonAndFormAgree() throws {
    let refused = bytes(.refused(Refusal(.tooLate)))
    let run = ClauseRun(clause: ClauseNumber(phase: 1, clause: 1), phaseAfter: 1)
    #expect(throws: MalformedBytes.self) { try Receipt(decoding: refused[...], reason: nil) }
    #expect(throws: MalformedBytes.self) { try Receipt(decoding: [], reason: .tooLate) }
    #expect(throws: MalformedBytes.self) {
      try Receipt(decoding: bytes(.ran(run))[...], reason: .tooLate)
    }
    let approval = Approval(clause: run.clause, count: 1, needed: 2)
    #expect(throws: MalformedBytes.self) {
      try Receipt(decoding: bytes(.approved(approval))[...], reason: .tooLate)
    }
  }

  @Test(
    arguments: [
      [2, 1, 0, 0, 0, 0], [2, 0, 0, 1, 0, 0], [2, 0, 0, 0, 0, 1, 99, 7, 1], [4], [5],
      [4, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0], [4, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      [3], [3, 0, 0, 1, 0, 1, 2], [3, 1, 0, 0, 0, 1, 2], [3, 1, 0, 1, 0, 0, 2],
      [3, 1, 0, 1, 0, 2, 2],
      [1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0], [1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0],
    ] as [[UInt8]]) func malformed(_ bytes: [UInt8])
  {
    #expect(throws: MalformedBytes.self) {
      try Receipt(decoding: bytes[...], reason: bytes[0] == 2 ? .tooLate : nil)
    }
  }
}
