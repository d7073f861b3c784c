extension Program {
  /// Parties, then oracles: a role is a place among these.
  public var roleNames: [String] { parties + oracles }

  public var roleCount: Int { parties.count + oracles.count }

  /// What is called so in the contract; nil where no variable begins at the register.
  public func variableName(at register: Int) -> String? {
    let starts = variables.starts(from: firstVariable)
    return starts.firstIndex(of: register).map { variables[$0].name }
  }

  /// Who sets an act off: any of the roles and of the members of groups, where it takes one; so
  /// many of them otherwise.
  public struct Actors: Sendable {
    public let roles: [Int]
    public let groups: [Int]
    /// From 1 to the most there can be; 1 of none where anyone may act.
    public let needed: Int
    /// Whether who acts stands behind the arguments.
    public let namesActor: Bool
    /// The register of the variable that says who; there are no roles then.
    public let variable: Int?

    public static var anyone: Actors { Actors(roles: [], needed: 1, namesActor: true) }

    public static func somebody(_ register: Int) -> Actors {
      Actors(roles: [], needed: 1, variable: register)
    }

    public var isAnyone: Bool { roles.isEmpty && groups.isEmpty && variable == nil }

    public init(
      roles: [Int], groups: [Int] = [], needed: Int, namesActor: Bool = false, variable: Int? = nil
    ) {
      self.roles = roles
      self.groups = groups
      self.needed = needed
      self.namesActor = namesActor
      self.variable = variable
    }
  }

  /// When an act is open, by what is known without its arguments.
  public struct Window: Sendable {
    /// Leaves the times, in seconds, in the registers.
    public let entry: Int
    public let opens: Int?
    public let closes: Int?

    public init(entry: Int, opens: Int?, closes: Int?) {
      self.entry = entry
      self.opens = opens
      self.closes = closes
    }
  }
}
