public import QiValues

extension Limits {
  /// The request of a `publishLimits`: docs/chain-format.md §12.
  public var bytes: [UInt8] {
    var writer = ByteWriter(reserving: 6 + 34 * rows.count)
    writer.write(firstDay.number)
    writer.write(UInt16(rows.count))  // at most five kinds and classes
    for row in rows {
      writer.write(row.kind.rawValue)
      writer.write(row.walletClass)
      for cap in row.caps { writer.write(cap?.fen ?? -1) }
    }
    return writer.bytes
  }

  /// Accepts what `bytes` gives and nothing else.
  public init(bytes: [UInt8]) throws(MalformedBytes) {
    var reader = ByteReader(bytes)
    guard let firstDay = Day(number: Int64(try reader.read(Int32.self))) else {
      throw reader.malformed
    }
    var rows: [Row] = []
    for _ in 0..<(try reader.read(UInt16.self)) {
      let row = try Limits.readRow(&reader)
      if let last = rows.last, last.order >= row.order { throw reader.malformed }
      rows.append(row)
    }
    try reader.finish()
    do { self = try Limits(from: firstDay, rows) } catch { throw reader.malformed }
  }

  private static func readRow(_ reader: inout ByteReader) throws(MalformedBytes) -> Row {
    guard let kind = WalletKind(rawValue: try reader.read(UInt8.self)) else {
      throw reader.malformed
    }
    return Row(
      kind, class: try reader.read(UInt8.self), balance: try readCap(&reader),
      payment: try readCap(&reader), day: try readCap(&reader), year: try readCap(&reader))
  }

  private static func readCap(_ reader: inout ByteReader) throws(MalformedBytes) -> Money? {
    let fen = try reader.read(Int64.self)
    guard fen >= -1 else { throw reader.malformed }
    return fen == -1 ? nil : Money(fen: fen)
  }
}
