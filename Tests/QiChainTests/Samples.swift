import Foundation
import QiChain
import QiCrypto
import QiValues
import Testing

/// Small chains as a platform would write them. What they say makes no sense to a ledger.
final class SampleChain {
  var builder: BlockBuilder
  let key: SigningKey
  var random: SplitMix
  var head: ChainHead?
  var time: Int64 = 1_772_328_600
  private var sequence: UInt64 = 0

  init(seed: UInt64 = 1) throws {
    key = try SigningKey(seed: seed, actor: 1)
    random = SplitMix(state: seed)
    builder = try BlockBuilder()
  }

  /// The next block, with so many entries that a third have side items.
  func block(entries: Int = 5, state: StateMark? = nil) throws -> Block {
    if head == nil {
      let opening = ChainOpening(name: "数字人民币运营管理中心", key: key.verifyingKey)
      builder.append(
        Entry(actor: .centre, sequence: 1, kind: .openChain, target: 1),
        request: opening.encoded(), receipt: .plain)
    }
    for _ in 0..<entries { appendEntry() }
    time += 60
    let block = try builder.seal(
      after: head, at: #require(Instant(seconds: time)), state: state, signedBy: key)
    head = block.head
    return block
  }

  func appendEntry() {
    sequence += 1
    var entry = Entry(
      actor: ActorNumber(.random(in: 3...9, using: &random)), sequence: sequence, kind: .transfer,
      target: .random(in: 3...9, using: &random),
      amount: Money(fen: .random(in: 1...100_000, using: &random)))
    switch Int.random(in: 0..<6, using: &random) {
    case 0:
      entry.reason = .insufficientFunds
      let facts = [(fact: Refusal.Fact.available, value: Value.money(entry.amount))]
      let refusal = Refusal(reason: .insufficientFunds, clause: nil, facts: facts)
      builder.append(entry, request: [], receipt: .refused(refusal))
    case 1:
      entry.kind = .act
      builder.append(entry, request: [1, 2, 3], receipt: .ran(random.clauseRun()))
    default: builder.append(entry)
    }
  }
}

/// Sebastiano Vigna's SplitMix64: the same numbers in every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }

  mutating func value() -> Value {
    let number = Int64.random(in: .min ... .max, using: &self)
    switch Int.random(in: 0..<9, using: &self) {
    case 0: return .money(Money(fen: number))
    case 1: return .integer(number)
    case 2: return .date(Day(number: abs(number % 2_932_896)) ?? .last)
    case 3: return .time(Instant(startOf: Day(number: abs(number % 2_932_896)) ?? .last))
    case 4: return .duration(QiValues.Duration(number, .months))
    case 5: return .boolean(number > 0)
    case 6: return .text(String(repeating: "押金", count: Int.random(in: 0..<4, using: &self)))
    case 7:
      return .digest(
        Digest([UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 32)) ?? .zero)
    default: return .party(ActorNumber(UInt64(bitPattern: number)))
    }
  }

  mutating func approval() -> Approval {
    let needed = UInt8.random(in: 2...32, using: &self)
    return Approval(
      clause: ClauseNumber(
        phase: .random(in: 1...9, using: &self), clause: .random(in: 1...9, using: &self)),
      count: .random(in: 1..<needed, using: &self), needed: needed)
  }

  mutating func clauseRun() -> ClauseRun {
    ClauseRun(
      clause: ClauseNumber(
        phase: .random(in: 1...9, using: &self), clause: .random(in: 1...9, using: &self)),
      phaseAfter: .random(in: 1...9, using: &self),
      postings: (0..<Int.random(in: 0..<4, using: &self)).map {
        Posting(.hold($0), Money(fen: .random(in: -9...9, using: &self)))
      },
      notes: (0..<Int.random(in: 0..<3, using: &self)).map { "第\($0)条" })
  }
}

/// A new directory for one test's files.
func withDirectory(_ body: (_ path: String) throws -> Void) throws {
  let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: directory) }
  try body(directory.path)
}
