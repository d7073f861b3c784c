import QiCrypto
public import QiValues

extension DigestRule {
  /// What `sm3(v, …)` or `sha256(v, …)` is in a contract: the digest of the bytes of the values,
  /// one behind the other (docs/chain-format.md §2), and of nothing else.
  public func digest(of values: [Value]) -> Digest {
    var writer = ByteWriter()
    for value in values { writer.write(value) }
    return digest(writer.bytes)
  }
}
