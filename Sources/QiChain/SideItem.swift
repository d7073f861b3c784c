public import QiValues

/// The request and the receipt that do not fit into an entry (docs/chain-format.md §6).
public struct SideItem: Hashable, Sendable {
  /// In the bytes §5 gives its kind; the platform reads them.
  public let request: ArraySlice<UInt8>
  public let receipt: ArraySlice<UInt8>

  /// Of an item without its length in front. Both parts empty is malformed: such an entry has no
  /// side item.
  public init(decoding item: ArraySlice<UInt8>) throws(MalformedBytes) {
    var reader = ByteReader(item)
    request = try reader.read(raw: Int(try reader.read(UInt32.self)))
    receipt = try reader.read(raw: reader.remaining)
    guard !request.isEmpty || !receipt.isEmpty else { throw reader.malformed }
  }
}
