public import QiValues

/// An SM2 public key, x‖y, 32 bytes each, big-endian.
public struct VerifyingKey: Hashable, Sendable {
  public static let byteCount = 64

  public let bytes: [UInt8]
  private let key: SM2Key

  /// Nil unless there are 64 bytes and they are a point of the curve.
  public init?(_ bytes: some Collection<UInt8>) throws(CryptoFailure) {
    self.bytes = Array(bytes)
    guard self.bytes.count == VerifyingKey.byteCount, try SM2Curve().contains(self.bytes) else {
      return nil
    }
    key = try SM2Key(publicKey: self.bytes, scalar: nil)
  }

  /// Whether the key's owner signed the digest's 32 bytes, as docs/chain-format.md §7 says. Out of
  /// range halves of a signature are a no like any other.
  public func verify(_ signature: Signature, of digest: Digest) throws(CryptoFailure) -> Bool {
    try key.verifies(try signature.der(), of: digest.bytes)
  }

  public static func == (a: Self, b: Self) -> Bool { a.bytes == b.bytes }

  public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}
