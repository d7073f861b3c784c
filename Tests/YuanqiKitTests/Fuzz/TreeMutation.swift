import QiValues

@testable import QiLanguage

/// Canonical trees with some nodes changed: many are sound, others no source gives.
struct TreeMutation {
  private let trees: [TreeNode]
  private let nodes: [TreeNode]

  init(of templates: [Template]) {
    trees = templates.map { TreeNode($0.contract) }
    nodes = trees.flatMap(\.all)
  }

  func bytes(_ random: inout SplitMix) -> [UInt8] {
    var tree = random.pick(trees) ?? .absent
    for _ in 0..<[1, 1, 1, 2, 4][random.below(5)] {
      // Of its own, mostly: what comes of it may well be sound.
      let own = tree.all
      let pool = random.below(4) > 0 ? own : nodes
      var place = random.below(own.count)
      tree = tree.changed(at: &place, pool, &random)
    }
    var writer = ByteWriter()
    writer.write(UInt16(1))
    tree.write(to: &writer)
    var bytes = writer.bytes
    if random.below(4) == 0, !bytes.isEmpty {
      bytes[random.below(bytes.count)] = UInt8(random.below(100))
    }
    return bytes
  }
}

extension TreeNode {
  fileprivate var all: [TreeNode] { [self] + parts.flatMap(\.all) }

  private var parts: [TreeNode] {
    switch self {
    case .list(let parts), .construct(_, let parts): parts
    case .absent, .text, .integer: []
    }
  }

  /// Changes the node so many further on, counted as `all` lists them.
  fileprivate func changed(
    at place: inout Int, _ pool: [TreeNode], _ random: inout SplitMix
  ) -> TreeNode {
    place -= 1
    if place == -1 { return replaced(from: pool, &random) }
    guard place >= 0 else { return self }
    var parts = parts
    for index in parts.indices where place >= 0 {
      parts[index] = parts[index].changed(at: &place, pool, &random)
    }
    switch self {
    case .list: return .list(parts)
    case .construct(let construct, _): return .construct(construct, parts)
    default: return self
    }
  }

  private func replaced(from pool: [TreeNode], _ random: inout SplitMix) -> TreeNode {
    if random.below(4) == 0 { return random.pick(pool) ?? self }
    switch self {
    case .integer(let integer):
      let figures = [0, 1, 2, 7, 64, 1_000, integer &+ 1, integer &- 1, -1, .max, .min]
      return .integer(figures[random.below(figures.count)])
    case .list(var parts):
      guard let part = random.pick(parts) else { return random.pick(pool) ?? self }
      let place = random.below(parts.count)
      switch random.below(3) {
      case 0: parts.remove(at: place)
      case 1: parts.insert(part, at: place)
      default: parts.swapAt(place, random.below(parts.count))
      }
      return .list(parts)
    case .construct(let construct, _):
      let same = pool.filter { if case .construct(construct, _) = $0 { true } else { false } }
      return random.pick(same) ?? self
    case .text:
      let texts = pool.filter { if case .text = $0 { true } else { false } }
      return random.pick(texts) ?? self
    case .absent: return random.pick(pool) ?? self
    }
  }
}
