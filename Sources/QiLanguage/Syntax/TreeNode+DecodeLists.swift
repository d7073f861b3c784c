import QiValues

/// What a contract may have besides its eight parts.
struct FurtherParts {
  static let known: [TreeNode.Construct] = [
    .shared, .record, .book, .invariant, .oracle, .rounding, .accrual, .mandate, .property,
  ]
  var lists: [(construct: TreeNode.Construct, nodes: [TreeNode])] = []

  func count(of construct: TreeNode.Construct) -> Int {
    lists.first { $0.construct == construct }?.nodes.count ?? 0
  }

  func of(_ construct: TreeNode.Construct) -> TreeNode {
    .list(lists.first { $0.construct == construct }?.nodes ?? [])
  }
}

/// Records, lists and books.
extension TreeNode {
  func record() throws(MisshapenTree) -> RecordSyntax {
    let parts = try parts(of: .record, 3)
    return RecordSyntax(
      name: try parts[0].name(),
      fields: try parts[1].map { node throws(MisshapenTree) in try node.parameter() },
      key: try parts[2].map { node throws(MisshapenTree) in try node.name() })
  }

  func book() throws(MisshapenTree) -> BookSyntax {
    let parts = try parts(of: .book, 4)
    return BookSyntax(
      name: try parts[0].name(), value: try parts[1].choice(ValueKind.self),
      key: try parts[2].choice(ValueKind.self), max: try parts[3].most())
  }

  func type() throws(MisshapenTree) -> TypeSyntax.Form {
    switch self {
    case .construct(.listOf, let parts) where parts.count == 2:
      let element = try parts[0].type()
      switch element {
      case .value, .record, .choice: return .list(of: element, max: try parts[1].most())
      case .list, .set, .partyOrNone: throw MisshapenTree()
      }
    case .construct(.setOf, let parts) where parts.count == 2:
      return .set(of: try parts[0].choice(ValueKind.self), max: try parts[1].most())
    case .construct(.oneOf, let parts) where parts.count == 1:
      return .choice(try parts[0].names(atLeast: 2))
    case .text: return .record(try name())
    default: return .value(try choice(ValueKind.self))
    }
  }

  /// Only of a variable is it written that it may be nobody, and only then need it not begin with
  /// something.
  func variable() throws(MisshapenTree) -> ContractSyntax.Variable {
    guard case .construct(.variable, let parts) = self, 2...3 ~= parts.count else {
      throw MisshapenTree()
    }
    return .init(
      name: try parts[0].name(), type: parts.count == 3 ? try parts[2].kept() : nil,
      initial: try parts[1].expression())
  }

  private func kept() throws(MisshapenTree) -> TypeSyntax {
    let form: TypeSyntax.Form
    if case .construct(.orNone, [.integer(ValueKind.party.rawValue)]) = self {
      form = .partyOrNone
    } else {
      form = try type()
    }
    switch form {
    case .value, .choice, .partyOrNone: return TypeSyntax(form: form, range: TreeNode.nowhere)
    case .record, .list, .set: throw MisshapenTree()
    }
  }

  func most() throws(MisshapenTree) -> Int64 {
    let most = try number()
    guard 1...Int64(Parser.longestList) ~= most else { throw MisshapenTree() }
    return most
  }

  func pot() throws(MisshapenTree) -> ContractSyntax.Pot {
    guard case .construct(let construct, let parts) = self, [.pot, .pots].contains(construct),
      parts.count == 2 || parts.count == 3 && parts[2] == .integer(1)
    else { throw MisshapenTree() }
    let owner: ContractSyntax.Pot.Owner =
      construct == .pots ? .each(max: try parts[1].most()) : .party(try parts[1].name())
    return .init(name: try parts[0].name(), owner: owner, isCarriedOver: parts.count == 3)
  }

  func group() throws(MisshapenTree) -> ContractSyntax.Group {
    let parts = try parts(of: .group, 2)
    return .init(name: try parts[0].name(), max: try parts[1].most())
  }

  var isText: Bool { if case .text = self { true } else { false } }

  /// Those of a list's nodes.
  func list(_ isWanted: (TreeNode) -> Bool) throws(MisshapenTree) -> TreeNode {
    guard case .list(let nodes) = self else { throw MisshapenTree() }
    return .list(nodes.filter(isWanted))
  }

  /// Only money that goes somewhere may go to a field.
  func payee() throws(MisshapenTree) -> PlaceSyntax {
    if case .construct(.field, let parts) = self, parts.count == 2 {
      return .init(name: try parts[0].name(), part: .field(try parts[1].name()))
    }
    return try place()
  }

  func place() throws(MisshapenTree) -> PlaceSyntax {
    if case .construct(.entry, let parts) = self, parts.count == 2 {
      return .init(name: try parts[0].name(), part: .key(try parts[1].expression()))
    }
    return .init(name: try name(), part: nil)
  }

  func listStatement(
    _ construct: Construct, _ parts: [TreeNode]
  ) throws(MisshapenTree) -> Statement.Form {
    switch (construct, parts.count) {
    case (.loop, 4):
      return .loop(
        .init(
          element: try parts[0].name(), value: parts[1] == .absent ? nil : try parts[1].name(),
          collection: try parts[2].name(), body: try parts[3].statements()))
    case (.assignEntry, 4):
      return .assignEntry(
        try parts[0].name(), key: try parts[1].expression(),
        try parts[2].choice(Statement.Assignment.self), try parts[3].expression())
    case (.remove, 2):
      return .remove(try parts[0].name(), key: try parts[1].expression())
    case (.clear, 1): return .clear(try parts[0].name())
    default: throw MisshapenTree()
    }
  }
}

extension ContractSyntax {
  /// Whether it has each record that its types name, once, and no other.
  var hasItsRecords: Bool {
    let named = Set(everyParameter.compactMap(\.type.form.record?.text))
    return records.count == named.count && Set(records.map(\.name.text)) == named
  }
}
