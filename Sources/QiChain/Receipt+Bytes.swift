public import QiValues

extension Receipt {
  private static let ranTag: UInt8 = 1
  private static let refusedTag: UInt8 = 2
  private static let approvedTag: UInt8 = 3
  private static let replacedTag: UInt8 = 4

  /// Appends the bytes of docs/chain-format.md §6; a plain receipt has none.
  public func encode(into writer: inout ByteWriter) {
    switch self {
    case .plain: break
    case .ran(let run):
      writer.write(Receipt.ranTag)
      run.encode(into: &writer)
    case .approved(let approval):
      writer.write(Receipt.approvedTag)
      approval.encode(into: &writer)
    case .replaced(let replacement):
      writer.write(Receipt.replacedTag)
      replacement.encode(into: &writer)
    case .refused(let refusal):
      writer.write(Receipt.refusedTag)
      writer.write(refusal.clause?.phase ?? 0)
      writer.write(refusal.clause?.clause ?? 0)
      writer.write(UInt8(refusal.facts.count))
      for (fact, value) in refusal.facts {
        writer.write(fact.rawValue)
        writer.write(value)
      }
    }
  }

  /// `reason` is the entry's: a refused entry has a receipt that says refused, and no other has.
  public init(decoding bytes: ArraySlice<UInt8>, reason: Reason?) throws(MalformedBytes) {
    var reader = ByteReader(bytes)
    if bytes.isEmpty, reason == nil {
      self = .plain
      return
    }
    switch (try reader.read(UInt8.self), reason) {
    case (Receipt.ranTag, nil): self = .ran(try ClauseRun(from: &reader))
    case (Receipt.approvedTag, nil): self = .approved(try Approval(from: &reader))
    case (Receipt.replacedTag, nil): self = .replaced(try Replacement(from: &reader))
    case (Receipt.refusedTag, let reason?):
      self = .refused(try Receipt.refusal(reason, from: &reader))
    default: throw MalformedBytes(offset: 0)
    }
    try reader.finish()
  }

  /// By the first byte alone.
  static func saysRefused(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.first == refusedTag }

  private static func refusal(
    _ reason: Reason, from reader: inout ByteReader
  ) throws(MalformedBytes) -> Refusal {
    let (phase, number) = (try reader.read(UInt16.self), try reader.read(UInt16.self))
    guard (phase == 0) == (number == 0) else { throw reader.malformed }
    var facts: [(fact: Refusal.Fact, value: Value)] = []
    for _ in 0..<(try reader.read(UInt8.self)) {
      guard let fact = Refusal.Fact(rawValue: try reader.read(UInt8.self)) else {
        throw reader.malformed
      }
      facts.append((fact, try reader.readValue()))
    }
    let clause = phase == 0 ? nil : ClauseNumber(phase: phase, clause: number)
    return Refusal(reason: reason, clause: clause, facts: facts)
  }
}

extension ClauseRun {
  fileprivate func encode(into writer: inout ByteWriter) {
    writer.write(clause.phase)
    writer.write(clause.clause)
    writer.write(phaseAfter)
    writer.write(UInt16(postings.count))
    for posting in postings { writer.write(posting) }
    writer.write(UInt16(notes.count))
    for note in notes { writer.write(note) }
    drawn.encode(into: &writer)
  }

  fileprivate init(from reader: inout ByteReader) throws(MalformedBytes) {
    let (phase, number) = (try reader.read(UInt16.self), try reader.read(UInt16.self))
    let phaseAfter = try reader.read(UInt16.self)
    guard phase > 0, number > 0, phaseAfter > 0 else { throw reader.malformed }
    var postings: [Posting] = []
    for _ in 0..<(try reader.read(UInt16.self)) { postings.append(try reader.readPosting()) }
    var notes: [String] = []
    for _ in 0..<(try reader.read(UInt16.self)) { notes.append(try reader.readText()) }
    let drawn = try [Drawn](from: &reader, movements: postings.count / 2)
    self.init(
      clause: ClauseNumber(phase: phase, clause: number), phaseAfter: phaseAfter,
      postings: postings, notes: notes, drawn: drawn)
  }
}
