import QiBytecode
import QiChain
import QiLedger
import QiMachine
import QiValues

/// Acts of parties, facts oracles state, and deadlines that fire.
extension StateMachine {
  /// Of several clauses of that name the first that fits runs; if none does, the refusal furthest
  /// down the list of reasons is given.
  mutating func act(
    _ number: UInt64, _ action: String, _ arguments: [Value], paying most: Money?,
    by actor: ActorNumber, at now: Instant
  ) throws(Refusal) -> Receipt {
    let instance = try instance(number, for: actor)
    let program = program(of: instance)
    let isNamed = { (clause: Program.Clause) in clause.act?.isNamed(action) ?? false }
    guard program.phases.contains(where: { $0.clauses.contains(where: isNamed) }) else {
      throw Refusal(.unknownAction)
    }
    if instance.isProposed { throw notSigned(instance) }
    let clauses =
      program.phases.indices.contains(instance.phase)
      ? program.phases[instance.phase].clauses : []
    var refusal = Refusal(.wrongPhase, (.phase, .integer(Int64(instance.phase + 1))))
    for (index, clause) in clauses.enumerated() {
      guard let act = clause.act, isNamed(clause) else { continue }
      do throws(Refusal) {
        return try perform(
          act, clause, index, arguments, paying: most, instance, program, by: actor, at: now)
      } catch {
        var error = error
        error.clause = clause.number
        if error.reason.rawValue >= refusal.reason.rawValue { refusal = error }
      }
    }
    throw refusal
  }

  private mutating func perform(
    _ act: Program.Act, _ clause: Program.Clause, _ index: Int, _ arguments: [Value],
    paying most: Money?, _ instance: Instance, _ program: Program, by actor: ActorNumber,
    at now: Instant
  ) throws(Refusal) -> Receipt {
    try checkOpen(actor)
    let (role, wallet) = try role(of: actor, in: act.actors, instance)
    let start = books.begin(instance, at: now)
    defer { books.ledger.commit() }
    do throws(Refusal) {
      if let window = act.window { try check(window, instance, program, at: now) }
      if let late = instance.lateness(of: index, at: now) { throw late }
      let isSpent = instance.spent & (1 << UInt64(index)) != 0
      var slots = try books.slots(of: arguments, as: act.parameters)
      if act.actors.namesActor { slots.append(Int64(bitPattern: wallet.number)) }
      var frame = instance.frame(for: program, at: now, arguments: slots)
      do throws(Refusal) {
        try test(program, from: act.conditionEntry, &frame)
      } catch { throw isSpent ? Refusal.earlier(.discharged, error) : error }
      if isSpent { throw Refusal.discharged }
      var started = StartedClause(clause: clause, index: index, entry: act.bodyEntry)
      started.stated = most.map { [Stated(actor: actor, most: $0)] } ?? []
      if let guardEntry = act.guardEntry {
        let approval = try approve(
          arguments, paying: most, act.actors, clause, index, instance, by: role, at: now)
        if let approval { return .approved(approval) }
        started.stated += instance.stated(under: index, arguments, but: role, program)
        try test(program, from: guardEntry, &frame)
      }
      try checkSuspension(of: instance, at: now)
      return .ran(try finish(started, instance, program, &frame, at: now))
    } catch {
      books.undo(to: start)
      do throws(Refusal) { try checkSuspension(of: instance, at: now) } catch let frozen {
        throw .earlier(error, frozen)
      }
      throw error
    }
  }

  /// Runs conditions. A refusal says what the one that failed looked at.
  mutating func test(
    _ program: Program, from entry: Int, _ frame: inout [Int64]
  ) throws(Refusal) {
    do throws(Refusal) {
      _ = try Machine.run(program, from: entry, frame: &frame, settlement: &books)
    } catch { throw books.explained(error, program, from: entry, frame: frame) }
  }

  /// Runs a clause's body and moves the instance on; a schedule whose phase goes on starts again.
  /// Throws before anything but the books changed.
  private mutating func finish(
    _ started: StartedClause, _ before: Instance, _ program: Program, _ frame: inout [Int64],
    at now: Instant
  ) throws(Refusal) -> ClauseRun {
    var instance = before
    let index = started.index
    if let item = started.item, let schedule = item.schedule {
      instance.fired[schedule.place] = item.due
    }
    let outcome = try Machine.run(
      program, from: started.entry, frame: &frame, settlement: &books)
    for stated in started.stated { try check(stated) }
    instance.keepVariables(of: frame, program)
    instance.mandates = books.mandates
    switch outcome {
    case .enters(let phase): try enter(phase, &instance, program, at: now)
    case .stays:
      if let item = started.item, let schedule = item.schedule {
        let next = schedule.next(from: item.due, clause: index, of: instance, at: now)
        if let next { dues.insert(next) }
      } else if started.clause.deadline != nil {
        instance.spent |= 1 << UInt64(index)
      }
      instance.spendApprovals(under: index)
    }
    keep(instance)
    return ClauseRun(
      clause: started.clause.number, phaseAfter: UInt16(instance.phase + 1),
      postings: books.ledger.postings, notes: books.notes, drawn: books.drawn)
  }

  mutating func keep(_ instance: Instance) {
    let row = Int(instance.number) - 1
    instances[row] = instance
    dirtyInstances.mark(row: row)
  }

  /// Begins a stay: an end releases what the pots hold, any other phase starts its timers. Throws
  /// before a timer was started.
  mutating func enter(
    _ phase: Int, _ instance: inout Instance, _ program: Program, at now: Instant
  ) throws(Refusal) {
    instance.phase = phase
    instance.entered = now
    instance.stay += 1
    instance.spent = 0
    instance.approvals = []
    instance.duties = []
    let isHalted = phase == program.phases.count
    if isHalted || program.phases[phase].isEnd {
      try releasePots(of: &instance, program)
      return
    }
    var items: [DueItem] = []
    for (index, clause) in program.phases[phase].clauses.enumerated() {
      guard let deadline = clause.deadline else { continue }
      let item = try dueItem(deadline, index, instance, program, at: now)
      guard let item else { continue }
      items.append(item)
      if clause.act != nil { instance.duties.append((index, item.due)) }
    }
    for item in items { dues.insert(item) }
  }

  /// What pots hold goes to their owners, of pots of many in order of entry.
  private mutating func releasePots(
    of instance: inout Instance, _ program: Program
  ) throws(Refusal) {
    for (index, pot) in program.pots.enumerated() {
      for (place, owner) in instance.holds(of: pot, index) {
        try books.release(place, to: owner)
      }
      if case .each(let list, let max) = pot.owner { instance.setOwners([], in: list, max) }
    }
  }

  private mutating func dueItem(
    _ deadline: Program.Deadline, _ index: Int, _ instance: Instance, _ program: Program,
    at now: Instant
  ) throws(Refusal) -> DueItem? {
    var frame = instance.frame(for: program, at: now)
    let due = try due(deadline, program, &frame)
    if let schedule = deadline.schedule {
      let running = RunningSchedule(
        place: schedule.place, recurrence: schedule.recurrence(in: frame), until: due)
      return running.next(from: now, clause: index, of: instance, at: now)
    }
    // A deadline already past is due at once.
    return DueItem(
      due: max(due, now), wake: max(due, now), instance: instance.number, clause: index,
      stay: instance.stay)
  }

  /// When it is due in this stay.
  mutating func due(
    _ deadline: Program.Deadline, _ program: Program, _ frame: inout [Int64]
  ) throws(Refusal) -> Instant {
    _ = try Machine.run(program, from: deadline.dueEntry, frame: &frame, settlement: &books)
    guard let due = Instant(seconds: frame[deadline.dueRegister]) else {
      throw Refusal(.arithmetic)
    }
    return due
  }

  // MARK: Time

  /// The next deadline that has not lapsed, at its `wake`; lapsed ones before it are dropped, and
  /// those of suspended instances wait.
  mutating func nextDue() -> DueItem? {
    while let item = dues.first {
      let instance = instances[Int(item.instance) - 1]
      let isDischarged = instance.spent & (1 << UInt64(item.clause)) != 0
      if instance.stay != item.stay || isDischarged {
        dues.removeFirst()
      } else if let (wallet, until) = suspension(of: instance, at: item.wake) {
        dues.delayFirst(to: until, for: wallet)
      } else {
        return item
      }
    }
    return nil
  }

  /// Fires the next deadline, which must be that instance's. A clause that would be refused is
  /// undone, and the instance enters `Halted`, the built-in end. One that waited for a freeze has
  /// the instant it was due as `now`, and what it leads to is entered when it runs.
  mutating func fireDue(of number: UInt64, at now: Instant) throws(Refusal) -> ClauseRun {
    guard let item = nextDue(), item.instance == number, item.wake <= now else {
      throw Refusal(.tooEarly)
    }
    dues.removeFirst()
    let before = instances[Int(number) - 1]
    let program = program(of: before)
    let clause = program.phases[before.phase].clauses[item.clause]
    let start = books.begin(before, at: now)
    defer { books.ledger.commit() }
    do throws(Refusal) {
      var frame = before.frame(for: program, at: item.due)
      let entry = clause.deadline?.bodyEntry ?? program.instructions.count
      let started = StartedClause(clause: clause, index: item.clause, entry: entry, item: item)
      return try finish(started, before, program, &frame, at: now)
    } catch {
      books.undo(to: start)
      books.observe(halting: error)
      var halted = before
      try enter(program.phases.count, &halted, program, at: now)
      keep(halted)
      return ClauseRun(
        clause: clause.number, phaseAfter: UInt16(halted.phase + 1),
        postings: books.ledger.postings)
    }
  }
}

extension Instance {
  /// From its deadline on a duty comes too late: done in this stay, or still open where the
  /// instance is suspended.
  func lateness(of clause: Int, at now: Instant) -> Refusal? {
    guard let due = duties.first(where: { $0.clause == clause })?.due, now >= due else {
      return nil
    }
    return Refusal(.tooLate, (.deadline, .time(due)))
  }
}

extension Refusal {
  /// Of two that hold, the one with the lower number is given.
  fileprivate static func earlier(_ a: Refusal, _ b: Refusal) -> Refusal {
    a.reason.rawValue <= b.reason.rawValue ? a : b
  }
}
