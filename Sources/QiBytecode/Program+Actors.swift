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

    public static var anyone: Actors { Actors(roles: [], needed: 1) }

    public var isAnyone: Bool { roles.isEmpty }

    public init(roles: [Int], needed: Int) {
      self.roles = roles
      self.needed = needed
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
