import COpenSSL

/// Takes the newest error from libcrypto's queue and empties it, so that the next failure does not
/// report this one.
func libraryFailure(_ operation: String) -> CryptoFailure {
  let code = ERR_peek_last_error()
  ERR_clear_error()
  return .failed(operation: operation, code: UInt(code))
}
