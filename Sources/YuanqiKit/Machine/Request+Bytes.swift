import QiChain
import QiLedger
import QiValues

/// Requests in the bytes of docs/chain-format.md §5, as far as the entry does not carry them.
extension Request {
  /// What its kind and the numbers in its bytes leave room for: 65,535 parties, terms,
  /// arguments, or elements of one.
  var fits: Bool {
    switch self {
    case .deploy(_, let parties, let terms, _), .propose(_, let parties, let terms, _):
      parties.count <= UInt16.max && Request.fit(terms)
    case .act(_, _, let arguments, _): Request.fit(arguments)
    default: true
    }
  }

  /// Nor may they nest deeper than a reader of the chain follows.
  private static func fit(_ values: [Value], depth: Int = 0) -> Bool {
    values.count <= UInt16.max
      && values.allSatisfy {
        switch $0 {
        case .list(let parts), .record(let parts): depth < 2 && fit(parts, depth: depth + 1)
        default: true
        }
      }
  }

  /// Bytes it may take at most, roughly: by the texts and lists in it, without encoding them.
  var sizeBound: Int {
    switch self {
    case .openChain(let opening): opening.name.utf8.count
    case .openOperator(let name), .openWallet(let name, _, _, _), .openOracle(let name),
      .attestKind(let name, _), .revoke(let name, _), .unfreeze(_, let name):
      name.utf8.count
    case .freeze(_, let order): order.name.utf8.count
    case .publishTemplate(let tree): tree.count
    case .deploy(_, let parties, let terms, _), .propose(_, let parties, let terms, _):
      8 * parties.count + Request.sizeBound(of: terms)
    case .act(_, let action, let arguments, _):
      action.utf8.count + Request.sizeBound(of: arguments)
    case .publishLimits, .issue, .redeem, .transfer, .due, .claim, .withdraw, .closeWallet: 0
    case .publishCalendar(let calendar): 5 * calendar.rows.count
    case .sign: 64
    }
  }

  private static func sizeBound(of values: [Value]) -> Int {
    values.reduce(0) { sum, value in
      switch value {
      case .text(let text): sum + 5 + text.utf8.count
      case .list(let parts), .record(let parts): sum + 3 + sizeBound(of: parts)
      default: sum + 33
      }
    }
  }

  var bytes: [UInt8] {
    var writer = ByteWriter()
    switch self {
    case .openChain(let opening): return opening.encoded()
    case .publishLimits(let limits): return limits.bytes
    case .publishCalendar(let calendar): return calendar.bytes
    case .publishTemplate(let tree): return tree
    case .openOperator(let name), .openOracle(let name), .attestKind(let name, _),
      .revoke(let name, _), .unfreeze(_, let name):
      writer.write(name)
    case .freeze(_, let order):
      writer.write(order.name)
      writer.write(order.until.seconds)
    case .openWallet(let name, let kind, let walletClass, let holder):
      writer.write(name)
      writer.write(kind.rawValue)
      writer.write(walletClass)
      writer.write(holder?.number ?? 0)
    case .deploy(let template, let parties, let terms, let replaced),
      .propose(let template, let parties, let terms, let replaced):
      writer.write(template)
      writer.write(UInt16(parties.count))
      for party in parties { writer.write(party.number) }
      writer.write(values: terms)
      if let replaced { writer.write(replaced) }
    case .act(_, let action, let arguments, _):
      writer.write(action)
      writer.write(values: arguments)
    case .sign(_, let template, let terms):
      writer.write(template)
      writer.write(terms)
    case .issue, .redeem, .transfer, .due, .claim, .withdraw, .closeWallet: break
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
    case .publishCalendar: self = .publishCalendar(try WorkingCalendar(bytes: Array(bytes)))
    case .publishTemplate: self = .publishTemplate(tree: Array(bytes))
    case .openOperator, .openOracle, .attestKind, .revoke, .unfreeze:
      self = .named(try reader.readText(), entry)
      try reader.finish()
    case .openWallet:
      self = try Request.openWallet(reading: &reader)
      try reader.finish()
    case .deploy:
      let (template, parties, terms, replaced) = try Request.deploy(reading: &reader)
      self = .deploy(template: template, parties: parties, terms: terms, replacing: replaced)
      try reader.finish()
    case .act, .actAtMost:
      self = .act(
        instance: entry.target, action: try reader.readText(), arguments: try reader.readValues(),
        most: entry.kind == .act ? nil : entry.amount)
      try reader.finish()
    case .issue: self = .issue(entry.amount, to: target)
    case .redeem: self = .redeem(entry.amount)
    case .transfer: self = .transfer(entry.amount, to: target)
    case .due: self = .due(instance: entry.target)
    case .claim: self = .claim(entry.amount)
    case .propose:
      let (template, parties, terms, replaced) = try Request.deploy(reading: &reader)
      self = .propose(template: template, parties: parties, terms: terms, replacing: replaced)
      try reader.finish()
    case .sign:
      self = .sign(
        instance: entry.target, template: try reader.readDigest(), terms: try reader.readDigest())
      try reader.finish()
    case .withdraw: self = .withdraw(instance: entry.target)
    case .closeWallet: self = .closeWallet
    case .freeze:
      let name = try reader.readText()
      guard let until = Instant(seconds: try reader.read(Int64.self)) else {
        throw reader.malformed
      }
      self = .freeze(target, by: FreezeOrder(name, until: until))
      try reader.finish()
    }
  }

  /// Of a kind that asks for no more than a name.
  private static func named(_ name: String, _ entry: Entry) -> Request {
    let target = ActorNumber(entry.target)
    switch entry.kind {
    case .openOperator: return .openOperator(name: name)
    case .openOracle: return .openOracle(name: name)
    case .attestKind: return .attestKind(name, of: target)
    case .revoke: return .revoke(mandate: name, instance: entry.target)
    default: return .unfreeze(target, by: name)
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

  private static func deploy(
    reading reader: inout ByteReader
  ) throws(MalformedBytes) -> (UInt64, [ActorNumber], [Value], UInt64?) {
    let template = try reader.read(UInt64.self)
    var parties: [ActorNumber] = []
    for _ in 0..<(try reader.read(UInt16.self)) {
      parties.append(ActorNumber(try reader.read(UInt64.self)))
    }
    let terms = try reader.readValues()
    return (template, parties, terms, reader.remaining == 0 ? nil : try reader.read(UInt64.self))
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
