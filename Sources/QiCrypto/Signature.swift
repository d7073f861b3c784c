import COpenSSL

/// An SM2 signature (GB/T 32918): r‖s, 32 bytes each, big-endian. That it has this shape says
/// nothing about whose it is: ask a `VerifyingKey`.
public struct Signature: Hashable, Sendable {
  public let bytes: [UInt8]

  /// Nil unless there are exactly 64 bytes.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == 64 else { return nil }
    self.bytes = Array(bytes)
  }

  /// From the DER that libcrypto writes.
  init(der: [UInt8]) throws(CryptoFailure) {
    var pair: OpaquePointer?
    var raw = [UInt8](repeating: 0, count: 64)
    der.withUnsafeBufferPointer {
      var position = $0.baseAddress
      pair = d2i_ECDSA_SIG(nil, &position, $0.count)
    }
    defer { ECDSA_SIG_free(pair) }
    let written = raw.withUnsafeMutableBufferPointer { buffer in
      guard let pair, let start = buffer.baseAddress else { return false }
      return BN_bn2binpad(ECDSA_SIG_get0_r(pair), start, 32) == 32
        && BN_bn2binpad(ECDSA_SIG_get0_s(pair), start + 32, 32) == 32
    }
    guard written else { throw libraryFailure("d2i_ECDSA_SIG") }
    bytes = raw
  }

  /// As the DER that libcrypto reads.
  func der() throws(CryptoFailure) -> [UInt8] {
    let pair = ECDSA_SIG_new()
    defer { ECDSA_SIG_free(pair) }
    let (r, s) = bytes.withUnsafeBufferPointer { buffer in
      (
        BN_bin2bn(buffer.baseAddress, 32, nil),
        BN_bin2bn(buffer.baseAddress.map { $0 + 32 }, 32, nil)
      )
    }
    // From here on the pair owns both numbers.
    guard pair != nil, ECDSA_SIG_set0(pair, r, s) == 1 else {
      BN_free(r)
      BN_free(s)
      throw libraryFailure("ECDSA_SIG_set0")
    }
    var der = [UInt8](repeating: 0, count: Int(max(0, i2d_ECDSA_SIG(pair, nil))))
    let written = der.withUnsafeMutableBufferPointer {
      var position = $0.baseAddress
      return i2d_ECDSA_SIG(pair, &position)
    }
    guard written > 0 else { throw libraryFailure("i2d_ECDSA_SIG") }
    return der
  }
}
