import QiBytecode
import QiChain
import QiLanguage
import QiLedger
import QiMachine
import QiValues

/// Why an act would not go through: everything that is asked, each by itself.
extension StateMachine {
  /// Of each clause of that name all that fails; none where one of them would go through. Leaves
  /// everything as it was.
  mutating func obstacles(
    to action: String, _ arguments: [Value], of number: UInt64, paying most: Money?,
    by actor: ActorNumber, at now: Instant
  ) -> [Obstacle] {
    let instance: Instance
    do throws(Refusal) { instance = try self.instance(number, for: actor) } catch {
      return [Obstacle(refusal: error)]
    }
    let program = program(of: instance)
    let named = program.phases.map { phase in
      phase.clauses.enumerated().filter { $0.element.act?.isNamed(action) ?? false }
    }
    if named.allSatisfy(\.isEmpty) { return [Obstacle(refusal: Refusal(.unknownAction))] }
    if instance.isProposed {
      let missing = unsigned(instance).map(Remedy.signature)
      return [Obstacle(refusal: notSigned(instance), remedies: missing)]
    }
    let clauses = named.indices.contains(instance.phase) ? named[instance.phase] : []
    if clauses.isEmpty {
      let phases = named.indices.filter { !named[$0].isEmpty }.map { program.phases[$0].name }
      return [elsewhere(phases, instance, at: now)]
    }
    var found: [Obstacle] = []
    for (index, clause) in clauses {
      let obstacles = obstacles(
        clause, index, arguments, paying: most, instance, by: actor, at: now)
      if obstacles.isEmpty { return [] }
      found += obstacles.map { $0.of(clause.number) }
    }
    return found
  }

  private mutating func elsewhere(
    _ phases: [String], _ instance: Instance, at now: Instant
  ) -> Obstacle {
    let words = phases.joined(separator: ", ")
    let leading = templates[Int(instance.template) - 1].clauses(
      ofPhase: instance.phase, leadingTo: phases)
    return Obstacle(
      refusal: Refusal(.wrongPhase, (.phase, .integer(Int64(instance.phase + 1)))),
      condition: Spelled(en: words, zh: words),
      remedies: remedies(leading, instance, at: now))
  }

  private mutating func obstacles(
    _ clause: Program.Clause, _ index: Int, _ arguments: [Value], paying most: Money?,
    _ instance: Instance, by actor: ActorNumber, at now: Instant
  ) -> [Obstacle] {
    guard let act = clause.act else { return [] }
    var found: [Obstacle] = []
    func note(_ refusal: Refusal, _ remedies: [Remedy] = []) {
      found.append(Obstacle(refusal: refusal, remedies: remedies))
    }
    var (role, wallet) = (0, actor)
    do throws(Refusal) {
      try checkOpen(actor)
      (role, wallet) = try self.role(of: actor, in: act.actors, instance)
    } catch {
      let others = self.act(act, instance, but: approvers(of: arguments, index, instance))
      note(error, error.isOfClosedWallet ? [] : others)
    }
    if let window = act.window {
      do throws(Refusal) { try check(window, instance, program(of: instance), at: now) } catch {
        if case .time(let moment)? = error[.deadline], error.reason == .tooEarly {
          note(error, [.time(moment)])
        } else {
          note(error)
        }
      }
    }
    if let late = instance.lateness(of: index, at: now) {
      note(late)
    } else if instance.spent & (1 << UInt64(index)) != 0 {
      note(.discharged)
    }
    if let (frozen, until) = suspension(of: instance, at: now) {
      note(Refusal.frozen(frozen, until: until), [.time(until)])
    }
    let waits = waits(arguments, act, index, instance, role)
    found += failing(clause, act, arguments, instance, by: wallet, withGuard: !waits, at: now)
    if !found.isEmpty { return found.inOrderOfReasons }
    if waits {
      let bytes = OpenApproval.bytes(of: arguments)
      return approval(
        OpenApproval(clause: index, role: role, arguments: bytes, most: most), act, instance)
    }
    let own = most.map { [Stated(actor: actor, most: $0)] } ?? []
    let stated =
      own
      + instance.stated(
        under: index, arguments, but: role, program(of: instance))
    return outcome(act, arguments, stated, instance, by: wallet, at: now)
  }

  /// Whether it would be one signature of several, and not the last.
  private func waits(
    _ arguments: [Value], _ act: Program.Act, _ index: Int, _ instance: Instance, _ role: Int
  ) -> Bool {
    let bytes = OpenApproval.bytes(of: arguments)
    return 1 + instance.approvals(of: bytes, under: index, but: role).count < act.actors.needed
  }

  /// A signature that is there already.
  private func approval(
    _ approval: OpenApproval, _ act: Program.Act, _ instance: Instance
  ) -> [Obstacle] {
    var instance = instance
    do throws(Refusal) {
      try instance.approve(approval)
      return []
    } catch {
      let done = instance.approvals(of: approval.arguments, under: approval.clause, but: nil)
      let remedies = self.act(act, instance, but: done.map(\.role))
      return [Obstacle(refusal: error, remedies: remedies)]
    }
  }

  /// Roles that have approved these arguments: once is all they can do.
  private func approvers(
    of arguments: [Value], _ index: Int, _ instance: Instance
  ) -> [Int] {
    let bytes = OpenApproval.bytes(of: arguments)
    return instance.approvals(of: bytes, under: index, but: nil).map(\.role)
  }

  /// Bounds and parts of the guard that do not hold; the guard is asked at the last signature.
  private mutating func failing(
    _ clause: Program.Clause, _ act: Program.Act, _ arguments: [Value], _ instance: Instance,
    by actor: ActorNumber, withGuard: Bool, at now: Instant
  ) -> [Obstacle] {
    let template = templates[Int(instance.template) - 1]
    guard let (program, parts) = template.conditions(of: clause.number) else { return [] }
    let slots: [Int64]
    do throws(Refusal) { slots = try self.slots(arguments, act, by: actor) } catch {
      return [Obstacle(refusal: error, remedies: error.argument(of: act))]
    }
    books.look(at: instance, now: now)
    var found: [Obstacle] = []
    for part in parts where withGuard || part.argument > 0 {
      var frame = instance.frame(for: program, at: now, arguments: slots)
      do throws(Refusal) { try test(program, from: part.entry, &frame) } catch {
        var remedies = changing(part.names, refusedFor: error.reason, program, instance, at: now)
        remedies += act.parameters.map(\.name).filter(part.names.contains).map(Remedy.argument)
        if part.asksClock { remedies.append(.clock) }
        found.append(Obstacle(refusal: error, condition: part.text, remedies: remedies))
      }
    }
    return found
  }

  /// Clauses that change one of the names. Nothing gives a mandate back: only another wallet may be
  /// asked for its balance.
  private mutating func changing(
    _ names: [String], refusedFor reason: Reason, _ program: Program, _ instance: Instance,
    at now: Instant
  ) -> [Remedy] {
    var names = names
    if reason == .mandateRevoked {
      names.removeAll { name in !program.variables.contains { $0.name == name } }
    }
    let clauses = templates[Int(instance.template) - 1]
      .clauses(ofPhase: instance.phase, changing: names)
    return remedies(clauses, instance, at: now)
  }

  private mutating func slots(
    _ arguments: [Value], _ act: Program.Act, by actor: ActorNumber
  ) throws(Refusal) -> [Int64] {
    var slots = try books.slots(of: arguments, as: act.parameters)
    if act.actors.namesActor { slots.append(Int64(bitPattern: actor.number)) }
    return slots
  }

  /// What the statements would be refused for: they are tried, and taken back.
  private mutating func outcome(
    _ act: Program.Act, _ arguments: [Value], _ stated: [Stated], _ instance: Instance,
    by actor: ActorNumber, at now: Instant
  ) -> [Obstacle] {
    let start = books.begin(instance, at: now)
    let before = dues
    defer {
      books.undo(to: start)
      books.ledger.commit()
      dues = before
    }
    let program = program(of: instance)
    do throws(Refusal) {
      let slots = try slots(arguments, act, by: actor)
      var frame = instance.frame(for: program, at: now, arguments: slots)
      var after = instance
      let ran = try Machine.run(
        program, from: act.bodyEntry, frame: &frame, settlement: &books)
      for stated in stated { try check(stated) }
      if case .enters(let phase) = ran {
        after.keepVariables(of: frame, program)
        try enter(phase, &after, program, at: now)
      }
      return []
    } catch {
      let moment = moment(curing: error, instance, at: now)
      return [Obstacle(refusal: error, remedies: moment.map { [.time($0)] } ?? [])]
    }
  }
}

extension [Obstacle] {
  /// Of one reason in the order in which they were found.
  fileprivate var inOrderOfReasons: [Obstacle] {
    Reason.allCases.flatMap { reason in filter { $0.refusal.reason == reason } }
  }
}

extension Obstacle {
  fileprivate func of(_ clause: ClauseNumber) -> Obstacle {
    var refusal = refusal
    refusal.clause = clause
    return Obstacle(refusal: refusal, condition: condition, remedies: remedies)
  }
}

extension Refusal {
  fileprivate func argument(of act: Program.Act) -> [Remedy] {
    guard case .integer(let place)? = self[.argument],
      act.parameters.indices.contains(Int(place) - 1)
    else { return [] }
    return [.argument(act.parameters[Int(place) - 1].name)]
  }
}

extension Program.Act {
  /// Byte by byte: `==` takes texts for equal that a reader of the chain tells apart.
  func isNamed(_ name: String) -> Bool { self.name.utf8.elementsEqual(name.utf8) }
}
