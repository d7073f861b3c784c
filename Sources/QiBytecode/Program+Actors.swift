extension Program {
  /// Parties, then oracles: a role is a place among these.
  public var roleNames: [String] { parties + oracles }

  public var roleCount: Int { parties.count + oracles.count }

  /// Who sets an act off: any of the roles, where it takes one; so many of them otherwise.
  public struct Actors: Sendable {
    public let roles: [Int]
    /// From 1 to their number; 1 of none where anyone may act, who then stands behind the
    /// arguments.
    public let needed: Int
    /// The register of the variable that says who; there are no roles then.
    public let variable: Int?

    public static var anyone: Actors { Actors(roles: [], needed: 1) }

    public static func somebody(_ register: Int) -> Actors {
      Actors(roles: [], needed: 1, variable: register)
    }

    public var isAnyone: Bool { roles.isEmpty && variable == nil }

    public init(roles: [Int], needed: Int, variable: Int? = nil) {
      self.roles = roles
      self.needed = needed
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
