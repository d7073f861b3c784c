/// The byte in front of what is digested, which keeps one kind of thing from being passed off as
/// another (docs/chain-format.md §1).
public enum Domain: UInt8, CaseIterable, Sendable {
  case entryLeaf = 0
  case entryNode, header, page, pageNode, stateRoot, sideItem, template, instanceValues, key, orders
}
