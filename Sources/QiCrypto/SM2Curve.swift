import COpenSSL

/// The curve of GB/T 32918.5, `y² = x³ + ax + b`, as far as keys need it.
struct SM2Curve: ~Copyable {
  /// n, the order of the base point.
  static let order: [UInt8] = [
    0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    0x72, 0x03, 0xDF, 0x6B, 0x21, 0xC6, 0x05, 0x2B, 0x53, 0xBB, 0xF4, 0x09, 0x39, 0xD5, 0x41, 0x23,
  ]

  /// The highest private key, n − 2.
  static let highestScalar: [UInt8] = order.dropLast() + [0x21]

  private let group: OpaquePointer

  init() throws(CryptoFailure) {
    guard let group = EC_GROUP_new_by_curve_name(NID_sm2) else {
      ERR_clear_error()
      throw .unavailable(algorithm: "SM2")
    }
    self.group = group
  }

  deinit { EC_GROUP_free(group) }

  /// Big-endian, 32 bytes: within 1 … n − 2.
  static func isPrivateKey(_ scalar: [UInt8]) -> Bool {
    scalar.contains { $0 != 0 } && !highestScalar.lexicographicallyPrecedes(scalar)
  }

  /// The public key of a private one: 64 bytes x‖y.
  func point(ofScalar scalar: [UInt8]) throws(CryptoFailure) -> [UInt8] {
    let number = BN_bin2bn(scalar, Int32(scalar.count), nil)
    defer { BN_clear_free(number) }
    let point = EC_POINT_new(group)
    defer { EC_POINT_free(point) }
    var encoded = [UInt8](repeating: 0, count: 65)
    guard EC_POINT_mul(group, point, number, nil, nil, nil) == 1,
      EC_POINT_point2oct(group, point, POINT_CONVERSION_UNCOMPRESSED, &encoded, 65, nil) == 65
    else { throw libraryFailure("EC_POINT_mul") }
    return Array(encoded.dropFirst())
  }

  /// Whether 64 bytes x‖y are a point of the curve.
  func contains(_ bytes: [UInt8]) -> Bool {
    let point = EC_POINT_new(group)
    defer {
      EC_POINT_free(point)
      ERR_clear_error()
    }
    // libcrypto checks the equation as it decodes; the 4 says that both coordinates follow.
    return EC_POINT_oct2point(group, point, [4] + bytes, 65, nil) == 1
  }
}
