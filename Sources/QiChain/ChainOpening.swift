public import QiCrypto
import QiValues

/// The request of `openChain` (docs/chain-format.md §5): who runs the chain and signs its blocks.
public struct ChainOpening: Hashable, Sendable {
  /// Of the operation centre.
  public let name: String
  public let key: VerifyingKey

  public init(name: String, key: VerifyingKey) {
    self.name = name
    self.key = key
  }

  public func encoded() -> [UInt8] {
    var writer = ByteWriter()
    writer.write(name)
    writer.write(raw: key.bytes)
    return writer.bytes
  }

  /// Nil where the bytes are of another form or their key is not on the curve.
  public init?(decoding bytes: ArraySlice<UInt8>) throws(CryptoFailure) {
    var reader = ByteReader(bytes)
    guard let name = try? reader.readText(),
      let keyBytes = try? reader.read(raw: VerifyingKey.byteCount), reader.remaining == 0,
      let key = try VerifyingKey(keyBytes)
    else { return nil }
    self.init(name: name, key: key)
  }
}
