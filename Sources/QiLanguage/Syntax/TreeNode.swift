import QiValues

/// The canonical syntax tree, without places, spelling and layout: what a chain stores and what a
/// template's identity digests (docs/chain-format.md §11). Constructs stand in docs/language.md.
indirect enum TreeNode: Hashable {
  case absent
  case text(String)
  case integer(Int64)
  case list([TreeNode])
  case construct(Construct, [TreeNode])

  /// Numbers are only ever added to.
  enum Construct: UInt8, CaseIterable {
    case contract = 16
    case parameter, pot, variable, phase, clause, outcome
    case right, duty, deadlineOn, deadlineOnEndOf, deadlineAfter, act
    case pay, payAll, assign, attempt, note
    case money, date, time, duration, boolean, literalText, number
    case name, ambient, negate, not, arithmetic, comparison, logic
    case choice, named, shared
    case record, book, listOf, setOf, field, entry, totalOf, membership, kindOf
    case loop, assignEntry, remove, clear
    case split, shares, share, invariant
    case oracle, fact, together, some, window
    case call, rate, whole, anyone
    case digest, oneOf, orNone, none, presence
    case interest = 85
    case dailyRate, rounding, level, moved, accrual, accrue, paySettled
    case schedule = 95
    case everyDay, weekday, dayOfMonth, dayOfYear
    case mandate, under, balanceOf
    case pots = 105
    case splitBy, group
    case property = 113
    case loses, receives, endsWithin
  }
}

extension TreeNode {
  func write(to writer: inout ByteWriter) {
    switch self {
    case .absent: writer.write(UInt8(0))
    case .text(let text):
      writer.write(UInt8(1))
      writer.write(text)
    case .integer(let integer):
      writer.write(UInt8(2))
      writer.write(integer)
    case .list(let nodes):
      writer.write(UInt8(3))
      writer.write(UInt32(nodes.count))
      for node in nodes { node.write(to: &writer) }
    case .construct(let construct, let parts):
      writer.write(construct.rawValue)
      writer.write(UInt8(parts.count))
      for part in parts { part.write(to: &writer) }
    }
  }

  /// Deeper trees are refused: no source nests so deep.
  private static let maximumDepth = 512

  init(reading reader: inout ByteReader, depth: Int = 0) throws(MalformedBytes) {
    guard depth < TreeNode.maximumDepth else { throw reader.malformed }
    let tag = try reader.read(UInt8.self)
    switch tag {
    case 0: self = .absent
    case 1: self = .text(try reader.readText())
    case 2: self = .integer(try reader.read(Int64.self))
    case 3:
      let count = try reader.read(UInt32.self)
      self = .list(try TreeNode.parts(Int(count), &reader, depth))
    default:
      guard let construct = Construct(rawValue: tag) else { throw reader.malformed }
      let count = try reader.read(UInt8.self)
      self = .construct(construct, try TreeNode.parts(Int(count), &reader, depth))
    }
  }

  private static func parts(
    _ count: Int, _ reader: inout ByteReader, _ depth: Int
  ) throws(MalformedBytes) -> [TreeNode] {
    // Every node takes a byte at least: a count beyond what is left gets no room made for it.
    guard count <= reader.remaining else { throw reader.malformed }
    var parts: [TreeNode] = []
    parts.reserveCapacity(count)
    for _ in 0..<count { parts.append(try TreeNode(reading: &reader, depth: depth + 1)) }
    return parts
  }

  /// As an indented outline, a line a construct.
  func outline(indent: Int = 0) -> String {
    let margin = String(repeating: "  ", count: indent)
    switch self {
    case .absent: return "\(margin)–\n"
    case .text(let text):
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      return "\(margin)\"\(lines.joined(separator: "\\n"))\"\n"
    case .integer(let integer): return "\(margin)\(integer)\n"
    case .list(let nodes):
      return nodes.isEmpty
        ? "\(margin)[]\n" : nodes.map { $0.outline(indent: indent) }.joined()
    case .construct(let construct, let parts):
      if let leaves = TreeNode.leaves(parts) { return "\(margin)\(construct) \(leaves)\n" }
      return "\(margin)\(construct)\n" + parts.map { $0.outline(indent: indent + 1) }.joined()
    }
  }

  /// Parts that fit on the line of their construct.
  private static func leaves(_ parts: [TreeNode]) -> String? {
    let texts = parts.map { part -> String? in
      switch part {
      case .text(let text) where !text.contains("\n"): text
      case .integer(let integer): "\(integer)"
      default: nil
      }
    }
    return texts.contains(nil) ? nil : texts.compactMap { $0 }.joined(separator: " ")
  }
}
