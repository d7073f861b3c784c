import COpenSSL
public import QiValues

/// Digests of bytes as they stand, with nothing in front, so that anybody can work them out; what
/// chains are made of is digested by `SM3`.
extension DigestRule {
  // libcrypto's own table entries: immutable, counted atomically, and kept for the whole run.
  private nonisolated(unsafe) static let sm3Algorithm = EVP_MD_fetch(nil, "SM3", nil)
  private nonisolated(unsafe) static let sha256Algorithm = EVP_MD_fetch(nil, "SHA2-256", nil)

  private var algorithm: OpaquePointer? {
    switch self {
    case .sm3: DigestRule.sm3Algorithm
    case .sha256: DigestRule.sha256Algorithm
    }
  }

  /// To be asked once, before anything is digested.
  public static func requireAll() throws(CryptoFailure) {
    for rule in allCases where rule.algorithm == nil {
      throw .unavailable(algorithm: "\(rule)")
    }
  }

  /// An algorithm that is there has nothing left to fail on over memory we own.
  public func digest(_ bytes: [UInt8]) -> Digest {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { buffer in
      let done = EVP_Digest(bytes, bytes.count, buffer.baseAddress, nil, algorithm, nil)
      precondition(done == 1, "\(self) does not digest")
      // Of 32 bytes there always is one.
      return Digest(UnsafeRawBufferPointer(buffer).bytes) ?? .zero
    }
  }
}
