import COpenSSL

/// Owns one key of libcrypto, public or whole.
final class SM2Key: @unchecked Sendable {
  // Sendable although it holds a pointer: the key is never changed after `init`, and libcrypto
  // lets threads share a key they only read.
  private let key: OpaquePointer

  /// The user identity of docs/chain-format.md §7.
  private static let identity: [UInt8] = Array("1234567812345678".utf8)

  /// `publicKey` is 64 bytes x‖y on the curve, `scalar` its private key where there is one.
  init(publicKey: [UInt8], scalar: [UInt8]?) throws(CryptoFailure) {
    guard let context = EVP_PKEY_CTX_new_from_name(nil, "SM2", nil) else {
      ERR_clear_error()
      throw .unavailable(algorithm: "SM2")
    }
    let number = scalar.flatMap { BN_bin2bn($0, Int32($0.count), nil) }
    let parameters = SM2Key.parameters(publicKey: publicKey, number: number)
    defer {
      EVP_PKEY_CTX_free(context)
      BN_clear_free(number)
      OSSL_PARAM_free(parameters)
    }
    var made: OpaquePointer?
    let selection = number == nil ? qi_selection_public : qi_selection_pair
    guard parameters != nil, EVP_PKEY_fromdata_init(context) == 1,
      EVP_PKEY_fromdata(context, &made, Int32(selection), parameters) == 1, let made
    else { throw libraryFailure("EVP_PKEY_fromdata") }
    key = made
  }

  deinit { EVP_PKEY_free(key) }

  /// The signature of a message as DER.
  func sign(_ message: [UInt8]) throws(CryptoFailure) -> [UInt8] {
    let context = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(context) }
    // Owned by the context; the identity can be set only between the start and the first bytes.
    var operation: OpaquePointer?
    guard EVP_DigestSignInit_ex(context, &operation, "SM3", nil, nil, key, nil) == 1,
      EVP_PKEY_CTX_set1_id(operation, SM2Key.identity, Int32(SM2Key.identity.count)) == 1
    else { throw libraryFailure("EVP_DigestSignInit_ex") }
    var length = Int(EVP_PKEY_get_size(key))
    var der = [UInt8](repeating: 0, count: length)
    guard EVP_DigestSign(context, &der, &length, message, message.count) == 1 else {
      throw libraryFailure("EVP_DigestSign")
    }
    return Array(der.prefix(length))
  }

  /// False for a wrong signature and for bytes that are none.
  func verifies(_ der: [UInt8], of message: [UInt8]) throws(CryptoFailure) -> Bool {
    let context = EVP_MD_CTX_new()
    defer {
      EVP_MD_CTX_free(context)
      ERR_clear_error()
    }
    // Owned by the context; the identity can be set only between the start and the first bytes.
    var operation: OpaquePointer?
    guard EVP_DigestVerifyInit_ex(context, &operation, "SM3", nil, nil, key, nil) == 1,
      EVP_PKEY_CTX_set1_id(operation, SM2Key.identity, Int32(SM2Key.identity.count)) == 1
    else { throw libraryFailure("EVP_DigestVerifyInit_ex") }
    return EVP_DigestVerify(context, der, der.count, message, message.count) == 1
  }

  private static func parameters(
    publicKey: [UInt8], number: OpaquePointer?
  ) -> UnsafeMutablePointer<OSSL_PARAM>? {
    let builder = OSSL_PARAM_BLD_new()
    defer { OSSL_PARAM_BLD_free(builder) }
    let point = [4] + publicKey
    // The builder keeps addresses and copies only at the end.
    return point.withUnsafeBytes { point in
      OSSL_PARAM_BLD_push_utf8_string(builder, qi_name_group, qi_group_sm2, 0)
      OSSL_PARAM_BLD_push_octet_string(builder, qi_name_public, point.baseAddress, point.count)
      if let number { OSSL_PARAM_BLD_push_BN(builder, qi_name_private, number) }
      return OSSL_PARAM_BLD_to_param(builder)
    }
  }
}
