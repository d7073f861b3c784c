import QiValues
import Testing

@testable import QiLanguage

/// The contracts that are played at random and worked out a second time have all there is to say.
@Test func contractsUseEveryConstruct() throws {
  var used: Set<TreeNode.Construct> = []
  for path in files(in: "Tests/Contracts", endingIn: ".qi") {
    var reader = ByteReader(try template(try text(path)).tree)
    _ = try reader.read(UInt16.self)
    used.formUnion(try TreeNode(reading: &reader).constructs)
  }
  let missing = TreeNode.Construct.allCases.filter { !used.contains($0) }
  #expect(missing.isEmpty, "add them to a contract in Tests/Contracts, and to values.py")
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
