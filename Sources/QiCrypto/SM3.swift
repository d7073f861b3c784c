import COpenSSL
public import QiValues

/// Digests by GB/T 32905. Keep one for as long as there is something to digest: making the context
/// costs more than a short digest does.
public struct SM3: ~Copyable, @unchecked Sendable {
  // Sendable although it holds a pointer: the context has this one owner, and every use of it is
  // mutating, hence exclusive.
  private let context: OpaquePointer

  // libcrypto's own table entry: immutable, counted atomically, and kept for the whole run.
  private nonisolated(unsafe) static let algorithm = EVP_MD_fetch(nil, "SM3", nil)

  public init() throws(CryptoFailure) {
    guard let algorithm = SM3.algorithm else { throw .unavailable(algorithm: "SM3") }
    guard let context = EVP_MD_CTX_new() else { throw libraryFailure("EVP_MD_CTX_new") }
    guard EVP_DigestInit_ex2(context, algorithm, nil) == 1 else {
      EVP_MD_CTX_free(context)
      throw libraryFailure("EVP_DigestInit_ex2")
    }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  /// `H(domain, bytes)` of docs/chain-format.md §1.
  public mutating func digest(_ domain: Domain, _ bytes: RawSpan) -> Digest {
    begin(domain)
    absorb(bytes)
    return finish()
  }

  /// `H(domain, bytes)` of docs/chain-format.md §1.
  public mutating func digest(_ domain: Domain, _ bytes: [UInt8]) -> Digest {
    digest(domain, bytes.span.bytes)
  }

  /// For one digest now and then; in a loop, keep an `SM3`.
  public static func digest(_ domain: Domain, _ bytes: [UInt8]) throws(CryptoFailure) -> Digest {
    var sm3 = try SM3()
    return sm3.digest(domain, bytes)
  }
}

// In parts, for what does not lie in one piece. A fetched digest over memory we own has nothing
// left to fail on, so these calls are asserted rather than thrown.
extension SM3 {
  mutating func begin(_ domain: Domain) {
    precondition(EVP_DigestInit_ex2(context, nil, nil) == 1, "SM3 does not start")
    absorb(domain.rawValue)
  }

  mutating func absorb(_ bytes: RawSpan) {
    let absorbed = bytes.withUnsafeBytes { EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
    precondition(absorbed == 1, "SM3 does not take bytes")
  }

  mutating func absorb(_ digest: Digest) {
    let absorbed = digest.withUnsafeBytes { EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
    precondition(absorbed == 1, "SM3 does not take bytes")
  }

  mutating func absorb(_ number: some FixedWidthInteger) {
    let absorbed = withUnsafeBytes(of: number.littleEndian) {
      EVP_DigestUpdate(context, $0.baseAddress, $0.count)
    }
    precondition(absorbed == 1, "SM3 does not take bytes")
  }

  mutating func finish() -> Digest {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { buffer in
      precondition(
        EVP_DigestFinal_ex(context, buffer.baseAddress, nil) == 1, "SM3 does not finish")
      // Of 32 bytes there always is one.
      return Digest(UnsafeRawBufferPointer(buffer).bytes) ?? .zero
    }
  }
}
