import YuanqiKit

@testable import QiLanguage

/// A source text, or the bytes of a canonical tree.
enum FuzzInput: CustomStringConvertible {
  case source([UInt8])
  case tree([UInt8])

  var description: String {
    switch self {
    case .source(let bytes):
      let text = String(decoding: bytes, as: UTF8.self)
      return Array(text.utf8) == bytes ? text : "\(text)\nin bytes: \(bytes)"
    case .tree(let bytes): return "a tree in bytes: \(bytes)"
    }
  }
}

/// What a seed stands for, as long as the texts of the repository stay.
struct FuzzInputs: Sendable {
  private let grammar: Grammar
  private let mutation: Mutation
  private let trees: TreeMutation

  init(_ texts: [String]) throws {
    grammar = Grammar(ofPage: try text("docs/language.md"))
    mutation = Mutation(of: texts)
    trees = TreeMutation(
      of: try texts.flatMap { try compile(SourceFile(name: "", text: $0)).templates })
  }

  func input(_ seed: UInt64) -> FuzzInput {
    var random = SplitMix(state: seed)
    switch random.below(10) {
    case 0, 1:
      var generator = Generator(grammar, seed: seed)
      return .source(Array(generator.file().utf8))
    case 2: return .source(mutation.bytes(&random))
    case 3, 4: return .tree(trees.bytes(&random))
    default: return .source(Array(mutation.text(&random).utf8))
    }
  }
}
