/// libcrypto cannot do what was asked. Never a wrong signature or key: those are answers, not
/// failures.
public enum CryptoFailure: Error, Hashable, Sendable {
  /// This build of libcrypto has no such algorithm, or its configuration disables it.
  case unavailable(algorithm: String)
  /// One call failed; the code is that of libcrypto's error queue, 0 where it gave none.
  case failed(operation: String, code: UInt)
}
