import QiLedger
import QiValues
import Testing

let icbc = ActorNumber(2)
let ccb = ActorNumber(3)
/// Class 4: ¥10,000 balance, ¥2,000 a payment, ¥5,000 a day, ¥50,000 a year.
let phone = ActorNumber(4)
/// Class 2: ¥500,000 balance, ¥50,000 a payment, ¥100,000 a day.
let bound = ActorNumber(5)
/// Class 1: no caps.
let counter = ActorNumber(6)
/// Class 4, at the other operator, of the holder of `bound`.
let sub = ActorNumber(7)
/// Corporate: no caps.
let shop = ActorNumber(8)
let nobody = ActorNumber(99)

let phoneAccount = Account.wallet(phone)
let boundAccount = Account.wallet(bound)
let counterAccount = Account.wallet(counter)
let subAccount = Account.wallet(sub)
let shopAccount = Account.wallet(shop)

/// Whole yuan.
func yuan(_ yuan: Int64) -> Money { Money(fen: yuan * 100) }

/// In UTC+8.
func time(
  _ year: Int, _ month: Int, _ day: Int, _ hour: Int = 12, _ minute: Int = 0, _ second: Int = 0
)
  throws -> Instant
{
  let day = try #require(Day(year: year, month: month, day: day))
  return try #require(Instant(day: day, hour: hour, minute: minute, second: second))
}

func classLimits(from day: Day) throws -> Limits {
  try Limits(
    from: day,
    [
      .init(.personal, class: 2, balance: yuan(500_000), payment: yuan(50_000), day: yuan(100_000)),
      .init(.personal, class: 3, balance: yuan(20_000), payment: yuan(5_000), day: yuan(10_000)),
      .init(
        .personal, class: 4, balance: yuan(10_000), payment: yuan(2_000), day: yuan(5_000),
        year: yuan(50_000)),
    ])
}

/// Two operators, the wallets above, and the limits of the classes.
func town(rich: [ActorNumber] = []) throws -> Ledger {
  var ledger = Ledger()
  try ledger.openCentre()
  #expect(try ledger.openOperator() == icbc)
  #expect(try ledger.openOperator() == ccb)
  #expect(try ledger.openWallet(.personal, class: 4, at: icbc) == phone)
  #expect(try ledger.openWallet(.personal, class: 2, at: icbc) == bound)
  #expect(try ledger.openWallet(.personal, class: 1, at: icbc) == counter)
  #expect(try ledger.openWallet(.personal, class: 4, at: ccb, holder: bound) == sub)
  #expect(try ledger.openWallet(.corporate, class: 0, at: ccb) == shop)
  ledger.publish(try classLimits(from: #require(Day(year: 2021, month: 1, day: 1))), item: .zero)
  for wallet in rich {
    let operatorNumber = try #require(ledger.actor(wallet)).operatorNumber
    try ledger.issue(yuan(5_000), by: operatorNumber, to: wallet, at: time(2026, 1, 1))
  }
  return ledger
}

/// One row of a table: what is tried, what comes of it, and what the accounts have then.
struct Step {
  enum Operation {
    case issue(Money, ActorNumber, to: ActorNumber)
    case redeem(Money, ActorNumber)
    case transfer(Money, ActorNumber, to: ActorNumber)
    case claim(Money, into: ActorNumber)
    case pay(Money, Account, to: Account)
    case split([Share], from: [Account])
  }

  let operation: Operation
  let refusal: Refusal?
  let balances: [(Account, Money)]
  let line: Int

  init(
    _ operation: Operation, _ refusal: Refusal? = nil, then balances: (Account, Money)...,
    line: Int = #line
  ) {
    self.operation = operation
    self.refusal = refusal
    self.balances = balances
    self.line = line
  }

  init(
    _ operation: Operation, _ reason: Reason, then balances: (Account, Money)...,
    line: Int = #line
  ) {
    self.operation = operation
    refusal = Refusal(reason)
    self.balances = balances
    self.line = line
  }
}

extension Ledger {
  mutating func run(_ operation: Step.Operation, at now: Instant) throws(Refusal) {
    switch operation {
    case .issue(let amount, let who, let wallet): try issue(amount, by: who, to: wallet, at: now)
    case .redeem(let amount, let wallet): try redeem(amount, from: wallet, at: now)
    case .transfer(let amount, let from, let to): try transfer(amount, from: from, to: to, at: now)
    case .claim(let amount, let wallet): try claim(amount, into: wallet, at: now)
    case .pay(let amount, let from, let to): try pay(amount, from: from, to: to, at: now)
    case .split(let shares, let sources): try split(shares, from: sources, at: now)
    }
  }

  /// Every byte of the ledger's state.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for section in LedgerSection.allCases {
      var page: UInt32 = 0
      while Int(page) * 64 < rowCount(of: section) {
        appendPage(page, of: section, to: &bytes)
        page += 1
      }
    }
    return bytes
  }
}

/// Runs the table. A refused step must change no byte; a refusal without facts stands for any
/// facts.
func check(_ ledger: inout Ledger, at now: Instant, _ steps: [Step]) {
  for step in steps {
    let comment: Comment = "the step at line \(step.line)"
    let before = ledger.bytes
    do {
      try ledger.run(step.operation, at: now)
      #expect(step.refusal == nil, comment)
    } catch {
      #expect(error.reason == step.refusal?.reason, comment)
      if let refusal = step.refusal, !refusal.facts.isEmpty { #expect(error == refusal, comment) }
      #expect(ledger.bytes == before, comment)
    }
    for (account, money) in step.balances {
      #expect(ledger.balance(of: account) == money, comment)
    }
    #expect(throws: Never.self, comment) { try ledger.audit() }
  }
}

func limit(_ which: Int64, _ cap: Money, used: Money? = nil, needed: Money) -> Refusal {
  var refusal = Refusal(.limitExceeded, (.whichLimit, .integer(which)), (.limit, .money(cap)))
  if let used { refusal.facts.append((.used, .money(used))) }
  refusal.facts.append((.needed, .money(needed)))
  return refusal
}
