public import QiCrypto
public import QiValues

/// What is wrong with a block, in the order `BlockCheck` looks.
public enum BlockFault: Error, Hashable, Sendable {
  /// The log has later blocks but not this one.
  case missing
  /// Shorter than a header and a signature.
  case cutShort(byteCount: Int)
  case unknownVersion(UInt16)
  case unknownSuite(UInt8)
  case reservedNotZero
  /// Seconds outside the years 1970 to 9999.
  case timeOutOfRange(Int64)
  /// Bytes, as the header has them and as they are.
  case length(stated: UInt64, found: Int)
  /// The digest kept beside the block is not that of its header.
  case storedDigest(stored: Digest, computed: Digest)
  case height(expected: UInt64, found: UInt64)
  case parent(expected: Digest, found: Digest)
  case timeBeforeParent(parent: Instant, found: Instant)
  case unknownProposer(ActorNumber)
  case tooManyEntries(UInt32)
  /// A state root of a height to come or older than the parent's, another root for the parent's
  /// height, a root of no height, or a block that has neither entries nor its own root.
  case stateMark
  case entriesRoot(stated: Digest, computed: Digest)
  /// Entries of a block are counted from 0.
  case entry(Int, EntryFault)
  /// Bytes of the side area that belong to no entry.
  case sideAreaLeftOver(byteCount: Int)
  /// The first entry of block 0 does not open a chain with a key on the curve.
  case noKey
  /// Not the proposer's over this header.
  case signature
  /// Not known to be wrong: libcrypto failed.
  case uncheckable(CryptoFailure)
}
