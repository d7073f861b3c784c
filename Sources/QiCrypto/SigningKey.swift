public import QiValues

/// An SM2 private key of a scenario. It derives from a number everybody can read, so it proves
/// that a run was not altered afterwards, not who ran it.
public struct SigningKey: Sendable {
  public let verifyingKey: VerifyingKey
  private let key: SM2Key

  /// The key docs/chain-format.md §7 gives an actor in a scenario of that seed.
  public init(seed: UInt64, actor: UInt64) throws(CryptoFailure) {
    let scalar = try SigningKey.scalar(seed: seed, actor: actor)
    let publicKey = try SM2Curve().point(ofScalar: scalar)
    guard let verifyingKey = try VerifyingKey(publicKey) else {
      throw .failed(operation: "EC_POINT_mul", code: 0)
    }
    self.verifyingKey = verifyingKey
    key = try SM2Key(publicKey: publicKey, scalar: scalar)
  }

  /// Signs the digest's 32 bytes. The same digest gives another signature each time: SM2 takes
  /// fresh randomness from libcrypto.
  public func sign(_ digest: Digest) throws(CryptoFailure) -> Signature {
    try Signature(der: try key.sign(digest.bytes))
  }

  /// 32 bytes big-endian. The second attempt is needed once in 2^32, the third practically never.
  static func scalar(seed: UInt64, actor: UInt64) throws(CryptoFailure) -> [UInt8] {
    var sm3 = try SM3()
    var attempt: UInt64 = 0
    while true {
      sm3.begin(.key)
      sm3.absorb(seed)
      sm3.absorb(actor)
      sm3.absorb(attempt)
      let scalar = sm3.finish().bytes
      if SM2Curve.isPrivateKey(scalar) { return scalar }
      attempt += 1
    }
  }
}
