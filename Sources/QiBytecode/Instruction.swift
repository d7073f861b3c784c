/// What the machine does next: an operation on registers `a`, `b`, `c` and a constant.
///
/// Twenty-four bytes, so that a clause runs over a flat array. Jumps only go forward, but for the
/// end of a loop, whose rounds are counted beforehand: how many steps a run takes is bounded.
public struct Instruction: Sendable {
  public var operation: Operation
  public var a: UInt16
  public var b: UInt16
  public var c: UInt16
  public var constant: Int64
  /// Where in the source it came from, a byte offset.
  public var source: UInt32

  public init(
    _ operation: Operation, a: Int = 0, b: Int = 0, c: Int = 0, constant: Int64 = 0,
    source: UInt32 = 0
  ) {
    self.operation = operation
    self.a = UInt16(truncatingIfNeeded: a)
    self.b = UInt16(truncatingIfNeeded: b)
    self.c = UInt16(truncatingIfNeeded: c)
    self.constant = constant
    self.source = source
  }
}

/// The operations. In comments, `a`, `b`, `c` are registers, `k` the constant.
public enum Operation: UInt8, CaseIterable, Sendable {
  /// a = k
  case load
  /// a = b
  case copy
  /// a = b + c, and so on; beyond 64 bits refuses `arithmetic`
  case add, subtract, multiply
  /// a = the smaller, or the greater, of b and c
  case least, greatest
  /// the fraction a = b / k
  case widen
  /// of fractions, four registers each: a = b + c, and so on
  case addFractions, subtractFractions, multiplyFractions, divideFractions
  /// a = b == c, a = b < c, of fractions: 1 or 0
  case equalFractions, lessFractions
  /// a = the fraction b as a whole number, see `Rounding`
  case round
  /// a = the days from the date b to the date c, months of 30 days, see `DayCount`
  case days30E
  /// a = the level instalment of what stands at b: principal, yearly rate, months; k is the
  /// `Rounding`
  case level
  /// a = k millionths of the money b, rounded down
  case share
  /// the accrual at a, which is its fen, the rest and the day it runs from, grows by what stands at
  /// b: principal, rate and day; k is the `DayCount`, 0 of a rate a day
  case accrue
  /// a = −b
  case negate
  /// a = b == c, and so on: 1 or 0
  case equal, notEqual, less, lessOrEqual
  /// a = 1 − b
  case not
  /// a = the date b, k days or months on
  case dateAddDays, dateAddMonths
  /// a = the date b, k working days on
  case addWorkingDays
  /// a = the time from b on at which the duration c is over: of working days at 24:00 of the last
  case dueAfter
  /// a = the date b, or where it is no working day the next one, the one before where k is −1
  case toWorkingDay
  /// a = the time b, k seconds, days or months on
  case timeAddSeconds, timeAddDays, timeAddMonths
  /// a = the date, or the time, b moved k times by the duration c; a date has no hours to move by
  case moveDate, moveTime
  /// refuses `arithmetic` where the durations b and c are of different units
  case sameUnit
  /// a = the time at 00:00, or at 24:00, of the date b
  case startOfDay, endOfDay
  /// a = the date of the time b
  case dayOf
  /// a = what the pot k holds
  case held
  /// a = what the pot k holds for b; for all who stand in the list at c
  case heldFor, heldForAll
  /// a = the text k
  case text
  /// a = the kind of the wallet b, a text
  case kind
  /// a = what the wallet b has, under a mandate from it; refuses `mandate-revoked`
  case balance
  /// a = of the element b, from 0, of the list at c what k says, see `Elements`
  case element
  /// a = whether b stands in the list at c where k says
  case contains
  /// the list at a = the first of each element at c, see `Elements`: the keys of a book
  case keys
  /// of a book of at most k entries: a = what stands in that at c under b, 0 where nothing does;
  /// a = the sum of all that does
  case entry, total
  /// the book at a has c under b; of numbers 0 removes b; more than k entries are refused `full`
  case setEntry, setNumber
  /// the book at a, of at most k entries, has nothing under b
  case removeEntry
  /// a = the digest k
  case digest
  /// the book at a, of at most k entries, is empty
  case clear
  /// a = a + 1; goes on at k where that is b, which is c at most
  case loop
  /// goes on at the loop k
  case again
  /// goes on at instruction k; only where a is 0; only where a is not 0
  case jump, jumpUnless, jumpIf
  /// refuses with the reason c where a is 0; k is the argument or term it is about, from 1, or 0; b
  /// is the element of it, from 0, where it is not register 0
  case require
  /// pays a from b to c; what b and c are stands in k, see `Places`
  case pay
  /// pays what b holds, which is no party, to c
  case payAll
  /// what b has in the pot of many k, or all who are in it where b is register 0, is unclaimed by
  /// its owner where that is frozen
  case setAside
  /// from here to `attemptEnds`, a refusal undoes what was done since and goes on at k
  case attempt, attemptEnds
  /// the list at a, of pairs, = each key of the book or pot of many at c, and what is its due of b,
  /// rounded down; b = what that leaves. k is `Elements`: of a pot of many the stride is 1, and the
  /// offset the pot's number
  case proportion
  /// shares out the split k
  case split
  /// writes the note k
  case note
  /// tells the observation k, where somebody asked
  case observe
  /// the clause ends; the phase k is entered
  case enter
  /// the clause ends, the phase goes on
  case stop
}

/// What the operands of a payment are: of each side 0 is a party's register, 1 a pot's number, and
/// from 2 on the register of an owner in the pot of that number less 2. Then the mandate it is made
/// under, by its place, if any.
public struct Places: Sendable {
  public let constant: Int64

  public init(_ source: Program.Place, _ target: Program.Place, under mandate: Int? = nil) {
    let number = mandate.map { Int64($0) + 1 } ?? 0
    constant = Places.code(source) | Places.code(target) << 16 | number << 32
  }

  public init(constant: Int64) { self.constant = constant }

  public func source(_ operand: UInt16) -> Program.Place {
    Places.place(Int(operand), code: constant & 0xffff)
  }

  public func target(_ operand: UInt16) -> Program.Place {
    Places.place(Int(operand), code: constant >> 16 & 0xffff)
  }

  public var mandate: Int? { constant >> 32 > 0 ? Int(constant >> 32) - 1 : nil }

  private static func code(_ place: Program.Place) -> Int64 {
    switch place {
    case .party: 0
    case .pot: 1
    case .hold(let pot, _): 2 + Int64(pot)
    }
  }

  private static func place(_ operand: Int, code: Int64) -> Program.Place {
    switch code {
    case 0: .party(operand)
    case 1: .pot(operand)
    default: .hold(pot: Int(code) - 2, owner: operand)
    }
  }
}

extension Program.Place {
  /// As an instruction has it.
  public var operand: Int {
    switch self {
    case .party(let operand), .pot(let operand), .hold(_, let operand): operand
    }
  }
}
