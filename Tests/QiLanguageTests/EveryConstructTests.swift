import QiValues
import Testing

@testable import QiLanguage

/// The contract that is played at random and worked out a second time has all there is to say.
@Test func aContractUsesEveryConstruct() throws {
  let tree = try template(try text("Tests/Contracts/every-construct.qi")).tree
  var reader = ByteReader(tree)
  _ = try reader.read(UInt16.self)
  let used = Set(try TreeNode(reading: &reader).constructs)
  let missing = TreeNode.Construct.allCases.filter { !used.contains($0) }
  #expect(missing.isEmpty, "add them to Tests/Contracts/every-construct.qi, and to values.py")
}

extension TreeNode {
  fileprivate var constructs: [Construct] {
    switch self {
    case .absent, .text, .integer: []
    case .list(let nodes): nodes.flatMap(\.constructs)
    case .construct(let construct, let parts): [construct] + parts.flatMap(\.constructs)
    }
  }
}
