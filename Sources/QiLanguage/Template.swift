public import QiBytecode
public import QiCrypto
public import QiDiagnostics
public import QiValues

/// A contract ready to be published and run.
public struct Template: Sendable {
  public let contract: ContractSyntax
  /// The canonical syntax tree, what a chain stores (docs/chain-format.md §11).
  public let tree: [UInt8]
  /// The digest of the tree. Spelling, layout and `//` comments do not change it.
  public let identity: Digest
  public let program: Program

  public var name: String { contract.name.text }

  /// What the built-in end is called, in which a contract is whose clause of time was refused.
  public static let halted = Spelled(
    en: Keyword.halted.word(in: .en), zh: Keyword.halted.word(in: .zh))

  /// Why bytes are no template.
  public enum Fault: Error {
    case malformed(MalformedBytes)
    /// A tree no contract has, or one that does not pass the checker.
    case unsound
    case crypto(CryptoFailure)
  }

  /// A contract in which `check` found no error.
  public init(checked contract: ContractSyntax) throws(CryptoFailure) {
    self.contract = contract
    var writer = ByteWriter(reserving: 4096)
    writer.write(Template.languageVersion)
    TreeNode(contract).write(to: &writer)
    tree = writer.bytes
    identity = try SM3.digest(.template, tree)
    program = Lowering.lower(contract)
  }

  /// Reads a template back from its tree, checking it as if it were new.
  public init(tree: [UInt8]) throws(Fault) {
    guard tree.count <= Template.maximumTreeBytes else {
      throw .malformed(MalformedBytes(offset: Template.maximumTreeBytes))
    }
    var reader = ByteReader(tree)
    let node: TreeNode
    do throws(MalformedBytes) {
      guard try reader.read(UInt16.self) == Template.languageVersion else {
        throw MalformedBytes(offset: 0)
      }
      node = try TreeNode(reading: &reader)
      try reader.finish()
    } catch { throw .malformed(error) }
    guard let contract = try? node.contract(),
      !check(contract).contains(where: { $0.severity == .error })
    else { throw .unsound }
    do throws(CryptoFailure) {
      try self.init(checked: contract)
    } catch { throw .crypto(error) }
    // One contract has one tree: what was read must be what would be written.
    guard self.tree == tree, program.excess(named: contract.name) == nil else { throw .unsound }
  }

  private static let languageVersion: UInt16 = 1

  /// More than the longest source gives: a byte of it makes at most eleven of the tree.
  static let maximumTreeBytes = 16 << 20

  /// The tree as an outline, for people.
  public var outline: String { TreeNode(contract).outline() }
}

/// What one source text gives: its contracts ready to run, its scenarios and tables of limits as
/// trees, and everything wrong with it. Contracts are there only where nothing is wrong.
public struct Compilation: Sendable {
  public let source: SourceFile
  public let tree: SourceTree
  public let diagnostics: [Diagnostic]
  public let templates: [Template]

  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// Parses, checks and lowers.
public func compile(_ source: SourceFile) throws(CryptoFailure) -> Compilation {
  let (tree, syntactic) = parse(source)
  var diagnostics = syntactic
  let isPartial = syntactic.contains { $0.severity == .error }
  diagnostics += namedTwice(among: tree.contracts.map(\.name))
  for contract in tree.contracts { diagnostics += check(contract, isPartial: isPartial) }
  if !isPartial { diagnostics += unusedRecords(in: tree) }
  if !isPartial, !tree.contracts.isEmpty, tree.scenarios.isEmpty, let table = tree.firstTable {
    diagnostics.append(.tableOfNoScenario(at: table))
  }
  var templates: [Template] = []
  if !diagnostics.contains(where: { $0.severity == .error }) {
    for contract in tree.contracts { templates.append(try Template(checked: contract)) }
    diagnostics += templates.compactMap { $0.program.excess(named: $0.contract.name) }
    if diagnostics.contains(where: { $0.severity == .error }) { templates = [] }
  }
  diagnostics.sort { $0.range.start < $1.range.start }
  // What is wrong with a record several contracts name is said once.
  diagnostics = diagnostics.indices
    .filter { $0 == 0 || diagnostics[$0] != diagnostics[$0 - 1] }.map { diagnostics[$0] }
  return Compilation(
    source: source, tree: tree, diagnostics: diagnostics, templates: templates)
}

extension Program {
  /// What keeps the program from running: a clause too long, or more than its receipt can hold.
  fileprivate func excess(named name: Name) -> Diagnostic? {
    if longestRun > Program.mostSteps {
      return .runsTooLong(name, steps: longestRun, most: Program.mostSteps)
    }
    guard mostEffects > Program.mostEffects else { return nil }
    return .writesTooMuch(name, effects: mostEffects, most: Program.mostEffects)
  }
}

private func namedTwice(among names: [Name]) -> [Diagnostic] {
  var firsts: [String: Name] = [:]
  return names.compactMap { name in
    defer { firsts[name.text] = firsts[name.text] ?? name }
    return firsts[name.text].map { .duplicateName(name, first: $0) }
  }
}

private func unusedRecords(in tree: SourceTree) -> [Diagnostic] {
  let used = Set(tree.contracts.flatMap(\.records).map(\.name.text))
  return tree.records.map(\.name).filter { !used.contains($0.text) }.map(Diagnostic.unused)
}
