import QiValues

extension Entry {
  /// Writes all 88 bytes from `offset` on.
  func encode(into bytes: inout MutableRawSpan, at offset: Int) {
    store(actor.number, in: &bytes, at: offset)
    store(sequence, in: &bytes, at: offset + 8)
    store(kind.rawValue, in: &bytes, at: offset + 16)
    store(reason?.rawValue ?? 0, in: &bytes, at: offset + 18)
    store(0 as UInt32, in: &bytes, at: offset + 20)
    store(target, in: &bytes, at: offset + 24)
    store(amount.fen, in: &bytes, at: offset + 32)
    store(actorBalance.fen, in: &bytes, at: offset + 40)
    store(targetBalance.fen, in: &bytes, at: offset + 48)
    sideDigest.withUnsafeBytes { digest in
      for word in 0..<4 {
        let start = word * 8
        bytes.storeBytes(
          of: digest.loadUnaligned(fromByteOffset: start, as: UInt64.self),
          toByteOffset: offset + 56 + start, as: UInt64.self)
      }
    }
  }

  /// Of 88 bytes from `offset` on.
  init(decoding bytes: RawSpan, at offset: Int) throws(EntryFault) {
    let rawKind = bytes.load(UInt16.self, at: offset + 16)
    let rawReason = bytes.load(UInt16.self, at: offset + 18)
    guard let kind = TransactionKind(rawValue: rawKind) else { throw .unknownKind(rawKind) }
    let reason = Reason(rawValue: rawReason)
    guard reason != nil || rawReason == 0 else { throw .unknownReason(rawReason) }
    guard bytes.load(UInt32.self, at: offset + 20) == 0 else { throw .reservedNotZero }
    let side = Digest(bytes.extracting(offset + 56..<offset + 88))
    self.init(
      actor: ActorNumber(bytes.load(UInt64.self, at: offset)),
      sequence: bytes.load(UInt64.self, at: offset + 8), kind: kind, reason: reason,
      target: bytes.load(UInt64.self, at: offset + 24),
      amount: Money(fen: bytes.load(Int64.self, at: offset + 32)),
      actorBalance: Money(fen: bytes.load(Int64.self, at: offset + 40)),
      targetBalance: Money(fen: bytes.load(Int64.self, at: offset + 48)),
      sideDigest: side ?? .zero)
  }
}

// The format's integers are little-endian.
private func store<T: FixedWidthInteger & BitwiseCopyable>(
  _ number: T, in bytes: inout MutableRawSpan, at offset: Int
) {
  bytes.storeBytes(of: number.littleEndian, toByteOffset: offset, as: T.self)
}

extension RawSpan {
  fileprivate func load<T: FixedWidthInteger & BitwiseCopyable>(_: T.Type, at offset: Int) -> T {
    T(littleEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: T.self))
  }
}
