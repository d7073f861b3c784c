import Testing

@testable import YuanqiKit

/// Lists, sets, records and books, on a chain that is then replayed.
@Suite struct ListTests {
  private static let wages = """
    qi 1
    record Wage { worker: party, amount: money where ¥0 < amount, key worker }
    contract WagePay {
        parties boss, sub
        terms { trades: set of text max 3, levels: list of integer max 3, best: party }
        holds payroll owned by boss
        book wages: money by party max 3
        book seen: integer by text max 2
        start Open {
            sub may fill_in(trade: text, sheet: list of Wage max 3) when trade in trades {
                for each w in sheet { wages[w.worker] += w.amount }
                seen[trade] += 1
            }
            sub may set(worker: party, wage: money) { wages[worker] = wage }
            sub may strike(worker: party) when worker in wages { remove wages[worker] }
            sub may forget { clear wages }
            sub may ask(level: integer) when level in levels { note "{level}" }
            sub may call_over {
                for each worker, wage in wages {
                    note "{wage}"
                    clear wages
                    wages[best] = ¥9
                }
            }
            sub may attempt {
                try { clear wages, pay ¥1 from payroll to sub } else { note "none" }
            }
            boss may fund { pay total of wages from boss to payroll } -> Funded
            after 9 days -> Unpaid
        }
        phase Funded {
            after 1 day {
                for each worker, wage in wages { pay wage from payroll to worker }
                pay all from payroll to best
            } -> Paid
        }
        end Unpaid, Paid
    }
    """

  private let platform: Platform
  private let boss, sub, li, wang, zhao, chen: ActorNumber
  private let deal: ContractNumber

  init() throws {
    platform = try Platform(begin: at("2026-03-01"))
    let bank = try platform.openOperator("工行")
    boss = try platform.openWallet("总包", .corporate, at: bank, funded: .yuan(1000))
    sub = try platform.openWallet("分包", .corporate, at: bank)
    li = try platform.openWallet("老李", .personal(class: 2), at: bank)
    wang = try platform.openWallet("小王", .personal(class: 2), at: bank)
    zhao = try platform.openWallet("老赵", .personal(class: 2), at: bank)
    chen = try platform.openWallet("小陈", .personal(class: 2), at: bank)
    deal = try platform.deploy(
      try Template(ListTests.wages), parties: ["boss": boss, "sub": sub],
      terms: [
        "trades": .list([.text("瓦工"), .text("木工"), .text("电工")]),
        "levels": .list([.integer(1), .integer(1)]), "best": .party(li),
      ])
  }

  private func sheet(_ rows: (ActorNumber, Int32)...) -> Value {
    .list(rows.map { .record([.party($0.0), yuan($0.1)]) })
  }

  @discardableResult
  private func sub(_ act: String, _ arguments: Value...) throws -> TransactionReceipt {
    try platform.act(sub, deal, act, arguments: arguments)
  }

  private var entries: Value? { platform.value("wages", of: deal) }

  private func replays() throws {
    try platform.close()
    #expect(try platform.verify() == platform.head)
  }

  @Test func aSheetIsPaidOut() throws {
    try sub("fill_in", .text("瓦工"), sheet((li, 100), (wang, 50)))
    try sub("fill_in", .text("木工"), sheet((wang, 25)))
    #expect(platform.value("wages", of: deal, at: .party(wang)) == yuan(75))
    #expect(platform.value("wages", of: deal, at: .party(zhao)) == yuan(0))
    try platform.act(boss, deal, "fund")
    try platform.advance(to: at("2026-03-03"))
    #expect(platform.balance(of: wang) == .yuan(75))
    #expect(platform.balance(of: li) == .yuan(100))
    #expect(platform.phase(of: deal) == "Paid")
    try replays()
  }

  @Test func whatDoesNotFitIsRefusedWithItsPlace() throws {
    let again = try platform.openWallet("老李的新钱包", .corporate, at: ActorNumber(2), owner: li)
    let trade = Value.text("瓦工")
    let misfits: [(Value, element: Int64?)] = [
      (sheet((li, 1), (wang, 2), (li, 3)), 3), (sheet((li, 1), (again, 2)), 2),
      (sheet((li, 1), (wang, 0)), 2), (sheet((ActorNumber(2), 1)), 1),
      (sheet((ActorNumber(99), 1)), 1), (sheet((li, 1), (wang, 1), (zhao, 1), (chen, 1)), 4),
      (.list([.record([.party(li)])]), 1), (.list([yuan(1)]), 1), (yuan(1), nil),
      (.record([.party(li), yuan(1)]), nil),
    ]
    for (value, element) in misfits {
      let refusal = try sub("fill_in", trade, value).refusal
      #expect(refusal?.reason == .badArgument)
      #expect(refusal?[.argument] == .integer(2))
      #expect(refusal?[.element] == element.map(Value.integer), "\(value)")
    }
    #expect(entries == .list([]))
    try replays()
  }

  @Test func aSetHasNoMemberTwiceAndAListMay() throws {
    let trades = Value.list([.text("瓦工"), .text("瓦工")])
    #expect(throws: PlatformFailure.self) {
      try platform.deploy(
        try Template(ListTests.wages), parties: ["boss": boss, "sub": sub],
        terms: ["trades": trades, "levels": .list([]), "best": .party(li)])
    }
    #expect(try sub("ask", .integer(1)).run?.notes == ["1"])
    #expect(try sub("ask", .integer(2)).refusal?.reason == .guardFailed)
    #expect(try sub("fill_in", .text("漆工"), sheet()).refusal?.reason == .guardFailed)
  }

  @Test func zeroIsNoEntryAndOrderIsThatOfEntry() throws {
    for worker in [li, wang, zhao] { try sub("set", .party(worker), yuan(1)) }
    #expect(try sub("set", .party(chen), yuan(1)).refusal?.reason == .full)
    #expect(try sub("set", .party(chen), yuan(0)).isDone)
    try sub("set", .party(li), yuan(0))
    #expect(try sub("strike", .party(li)).refusal?.reason == .guardFailed)
    try sub("set", .party(chen), yuan(2))
    try sub("set", .party(wang), yuan(3))
    #expect(
      entries
        == .list([
          .record([.party(wang), yuan(3)]), .record([.party(zhao), yuan(1)]),
          .record([.party(chen), yuan(2)]),
        ]))
    try sub("strike", .party(zhao))
    try sub("forget")
    #expect(entries == .list([]))
    try replays()
  }

  @Test func textsAreKeysByteByByte() throws {
    for trade in ["瓦工", "木工", "瓦工"] { try sub("fill_in", .text(trade), sheet()) }
    #expect(platform.value("seen", of: deal, at: .text("瓦工")) == .integer(2))
    #expect(try sub("fill_in", .text("电工"), sheet()).refusal?.reason == .full)
  }

  /// Keys are those there at the start; what stands under one is read when its turn comes.
  @Test func aLoopGoesThroughWhatWasThere() throws {
    for worker in [wang, li, zhao] { try sub("set", .party(worker), yuan(1)) }
    #expect(try sub("call_over").run?.notes == ["¥1.00", "¥9.00", "¥0.00"])
    try replays()
  }

  @Test func whatIsTriedInVainLeavesTheBook() throws {
    try sub("set", .party(wang), yuan(1))
    #expect(try sub("attempt").run?.notes == ["none"])
    #expect(platform.value("wages", of: deal, at: .party(wang)) == yuan(1))
  }

  /// Whoever gives long texts to a clause that notes them often cannot make a receipt of gigabytes.
  @Test func notesHaveRoomForAMegabyte() throws {
    let template = try Template(
      """
      qi 1
      contract Echo {
          parties one, two
          start S {
              one may say(word: text, times: list of integer max 1000) {
                  for each time in times { note "{word}{time}" }
              }
              one may try_to_say(word: text) {
                  try { note "{word}{word}" } else { note "too long" }
              }
              after 1 day -> E
          }
          end E
      }
      """)
    let echo = try platform.deploy(template, parties: ["one": boss, "two": sub], terms: [:])
    let ones = Value.list(Array(repeating: .integer(1), count: 1000))
    func say(_ count: Int) throws -> TransactionReceipt {
      let word = Value.text(String(repeating: "a", count: count))
      return try platform.act(boss, echo, "say", arguments: [word, ones])
    }
    #expect(try say(1047).reason == nil)
    #expect(try say(1048).reason == .full)
    let long = Value.text(String(repeating: "元", count: 200_000))
    #expect(try platform.act(boss, echo, "try_to_say", arguments: [long]).notes == ["too long"])
    try replays()
  }

  /// Two texts that look the same are two keys.
  @Test func textsAreTheSameByTheirBytes() throws {
    let (whole, parts) = (Value.text("\u{E9}"), Value.text("e\u{301}"))
    for trade in [whole, parts] {
      let trades = try Template(
        """
        qi 1
        contract Count {
            parties one, two
            book seen: integer by text max 2
            start S { one may see(word: text) { seen[word] += 1 }, after 1 day -> E }
            end E
        }
        """)
      let count = try platform.deploy(trades, parties: ["one": boss, "two": sub], terms: [:])
      try platform.act(boss, count, "see", arguments: [trade])
      #expect(platform.value("seen", of: count, at: trade) == .integer(1))
      let other = trade.isSame(as: whole) ? parts : whole
      #expect(platform.value("seen", of: count, at: other) == .integer(0))
    }
  }

  /// Invariants are no part of what the next clause looked at.
  @Test func invariantsAreNotObserved() throws {
    platform.observes = true
    let template = try Template(
      """
      qi 1
      contract Kept {
          parties one, two
          var n = 0
          invariant: n < 5
          start S { one may count when n < 9 { n += 1 }, after 1 day -> E }
          end E
      }
      """)
    let kept = try platform.deploy(template, parties: ["one": boss, "two": sub], terms: [:])
    #expect(platform.brokenPromises(of: kept).isEmpty)
    let observed = try platform.act(boss, kept, "count", arguments: []).observed
    #expect(observed.count == 2)
  }
}
