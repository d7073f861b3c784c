import QiChain
import QiLedger
import QiValues

/// Requests in the bytes of docs/chain-format.md §5, as far as the entry does not carry them.
extension Request {
  /// What its kind and the numbers in its bytes leave room for: 65,535 parties, terms or arguments.
  var fits: Bool {
    switch self {
    case .deploy(_, let parties, let terms): max(parties.count, terms.count) <= UInt16.max
    case .act(_, _, let arguments): arguments.count <= UInt16.max
    default: true
    }
  }

  /// Bytes it may take at most, roughly: by the texts and lists in it, without encoding them.
  var sizeBound: Int {
    switch self {
    case .openChain(let opening): opening.name.utf8.count
    case .openOperator(let name), .openWallet(let name, _, _, _), .openOracle(let name),
      .attestKind(let name, _):
      name.utf8.count
    case .publishTemplate(let tree): tree.count
    case .deploy(_, let parties, let terms): 8 * parties.count + Request.sizeBound(of: terms)
    case .act(_, let action, let arguments):
      action.utf8.count + Request.sizeBound(of: arguments)
    case .publishLimits, .issue, .redeem, .transfer, .due, .claim: 0
    }
  }

  private static func sizeBound(of values: [Value]) -> Int {
    values.reduce(0) { sum, value in
      if case .text(let text) = value { sum + 5 + text.utf8.count } else { sum + 33 }
    }
  }

  var bytes: [UInt8] {
    var writer = ByteWriter()
    switch self {
    case .openChain(let opening): return opening.encoded()
    case .publishLimits(let limits): return limits.bytes
    case .publishTemplate(let tree): return tree
    case .openOperator(let name), .openOracle(let name), .attestKind(let name, _):
      writer.write(name)
    case .openWallet(let name, let kind, let walletClass, let holder):
      writer.write(name)
      writer.write(kind.rawValue)
      writer.write(walletClass)
      writer.write(holder?.number ?? 0)
    case .deploy(let template, let parties, let terms):
      writer.write(template)
      writer.write(UInt16(parties.count))
      for party in parties { writer.write(party.number) }
      writer.write(values: terms)
    case .act(_, let action, let arguments):
      writer.write(action)
      writer.write(values: arguments)
    case .issue, .redeem, .transfer, .due, .claim: break
    }
    return writer.bytes
  }

  /// Reads back what an entry and its side item ask for. Throws where the bytes have another form.
  init(_ recorded: RecordedTransaction) throws(MalformedBytes) {
    let entry = recorded.entry
    let bytes = recorded.side?.request ?? []
    let target = ActorNumber(entry.target)
    var reader = ByteReader(bytes)
    switch entry.kind {
    case .openChain:
      guard let opening = try? ChainOpening(decoding: bytes) else { throw reader.malformed }
      self = .openChain(opening)
    case .publishLimits: self = .publishLimits(try Limits(bytes: Array(bytes)))
    case .publishTemplate: self = .publishTemplate(tree: Array(bytes))
    case .openOperator:
      self = .openOperator(name: try reader.readText())
      try reader.finish()
    case .openWallet:
      self = try Request.openWallet(reading: &reader)
      try reader.finish()
    case .deploy:
      self = try Request.deploy(reading: &reader)
      try reader.finish()
    case .act:
      self = .act(
        instance: entry.target, action: try reader.readText(), arguments: try reader.readValues())
      try reader.finish()
    case .issue: self = .issue(entry.amount, to: target)
    case .redeem: self = .redeem(entry.amount)
    case .transfer: self = .transfer(entry.amount, to: target)
    case .due: self = .due(instance: entry.target)
    case .claim: self = .claim(entry.amount)
    case .openOracle:
      self = .openOracle(name: try reader.readText())
      try reader.finish()
    case .attestKind:
      self = .attestKind(try reader.readText(), of: target)
      try reader.finish()
    }
  }

  private static func openWallet(
    reading reader: inout ByteReader
  ) throws(MalformedBytes) -> Request {
    let name = try reader.readText()
    guard let kind = WalletKind(rawValue: try reader.read(UInt8.self)) else {
      throw reader.malformed
    }
    let walletClass = try reader.read(UInt8.self)
    let holder = try reader.read(UInt64.self)
    return .openWallet(
      name: name, kind, class: walletClass, holder: holder == 0 ? nil : ActorNumber(holder))
  }

  private static func deploy(reading reader: inout ByteReader) throws(MalformedBytes) -> Request {
    let template = try reader.read(UInt64.self)
    var parties: [ActorNumber] = []
    for _ in 0..<(try reader.read(UInt16.self)) {
      parties.append(ActorNumber(try reader.read(UInt64.self)))
    }
    return .deploy(template: template, parties: parties, terms: try reader.readValues())
  }
}

extension ByteWriter {
  /// `u16` count, then the values. There are at most 65,535.
  mutating func write(values: [Value]) {
    write(UInt16(values.count))
    for value in values { write(value) }
  }
}

extension ByteReader {
  mutating func readValues() throws(MalformedBytes) -> [Value] {
    var values: [Value] = []
    for _ in 0..<(try read(UInt16.self)) { values.append(try readValue()) }
    return values
  }
}
