import QiValues
import Testing

@testable import QiLanguage

/// The contracts people read use all the language has, and so do those that are there only to be
/// played at random and worked out a second time.
@Test(arguments: ["contracts", "Tests/Contracts"])
func contractsUseEveryConstruct(folder: String) throws {
  var used: Set<TreeNode.Construct> = []
  for path in files(in: folder, endingIn: ".qi") {
    var reader = ByteReader(try template(try text(path)).tree)
    _ = try reader.read(UInt16.self)
    used.formUnion(try TreeNode(reading: &reader).constructs)
  }
  let missing = TreeNode.Construct.allCases.filter { !used.contains($0) }
  #expect(missing.isEmpty, "no contract in \(folder) uses them")
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
