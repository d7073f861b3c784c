import QiLedger
import QiValues
import Testing

@Suite struct LimitTests {
  @Test func `class 4: caps include the number itself`() throws {
    var ledger = try town(rich: [phone, phone])
    let over = Money(fen: 200_001)
    check(
      &ledger, at: try time(2026, 3, 1),
      [
        Step(
          .issue(Money(fen: 1), icbc, to: phone),
          limit(1, yuan(10_000), used: yuan(10_000), needed: Money(fen: 1))),
        Step(.transfer(over, phone, to: shop), limit(2, yuan(2_000), needed: over)),
        Step(.transfer(yuan(2_000), phone, to: shop)),
        Step(.transfer(yuan(2_000), phone, to: shop)),
        Step(.transfer(yuan(1_000), phone, to: shop), then: (phoneAccount, yuan(5_000))),
        Step(
          .transfer(Money(fen: 1), phone, to: shop),
          limit(3, yuan(5_000), used: yuan(5_000), needed: Money(fen: 1))),
        Step(.transfer(yuan(1), phone, to: phone), .limitExceeded),  // before self-payment
        Step(.transfer(.zero, phone, to: shop)),
        Step(.redeem(yuan(1_000), phone), then: (phoneAccount, yuan(4_000))),
      ])
  }

  @Test func `a balance cap refuses the whole payment`() throws {
    var ledger = try town(rich: [bound, phone])
    check(
      &ledger, at: try time(2026, 3, 1),
      [
        Step(.transfer(Money(fen: 500_001), bound, to: phone), .insufficientFunds),
        Step(.issue(yuan(5_000), icbc, to: bound)),
        Step(
          .transfer(Money(fen: 500_001), bound, to: phone),
          limit(1, yuan(10_000), used: yuan(5_000), needed: Money(fen: 500_001))),
        Step(.transfer(yuan(5_000), bound, to: phone), then: (phoneAccount, yuan(10_000))),
      ])
  }

  @Test func `days and years end at midnight in UTC+8, which is 16:00Z`() throws {
    var ledger = try town(rich: [phone, phone])
    let midnight = try #require(Instant(seconds: 1_798_732_800))  // 2026-12-31T16:00:00Z
    #expect(midnight.iso8601 == "2027-01-01T00:00:00+08:00")
    let before = try #require(midnight.adding(seconds: -1))
    for _ in 0..<2 { try ledger.transfer(yuan(2_000), from: phone, to: shop, at: before) }
    try ledger.transfer(yuan(1_000), from: phone, to: shop, at: before)
    check(&ledger, at: before, [Step(.transfer(Money(fen: 1), phone, to: shop), .limitExceeded)])
    let (day, year) = (ledger.actor(phone)?.day, ledger.actor(phone)?.year)
    #expect(day == before.day.number && year == 2026)
    check(&ledger, at: midnight, [Step(.transfer(yuan(2_000), phone, to: shop))])
    #expect(ledger.actor(phone)?.paidInDay == yuan(2_000))
    #expect(ledger.actor(phone)?.paidInYear == yuan(2_000))
  }

  @Test func `¥50,000 a year is ten days of ¥5,000`() throws {
    var ledger = try town()
    for day in 1...10 {
      let now = try time(2026, 5, day)
      try ledger.issue(yuan(5_000), by: icbc, to: phone, at: now)
      for amount in [2_000, 2_000, 1_000] {
        try ledger.transfer(yuan(Int64(amount)), from: phone, to: shop, at: now)
      }
    }
    try ledger.issue(yuan(5_000), by: icbc, to: phone, at: time(2026, 5, 11))
    check(
      &ledger, at: try time(2026, 12, 31, 23, 59, 59),
      [
        Step(
          .transfer(Money(fen: 1), phone, to: shop),
          limit(4, yuan(50_000), used: yuan(50_000), needed: Money(fen: 1)))
      ])
    check(&ledger, at: try time(2027, 1, 1, 0), [Step(.transfer(yuan(2_000), phone, to: shop))])
  }

  @Test func `limits change on their first day`() throws {
    var ledger = try town(rich: [phone])
    let march = try #require(Day(year: 2026, month: 3, day: 1))
    ledger.publish(
      try Limits(from: march, [.init(.personal, class: 4, payment: yuan(500))]), item: .zero)
    check(
      &ledger, at: try time(2026, 2, 28, 23, 59, 59), [Step(.transfer(yuan(600), phone, to: shop))])
    check(
      &ledger, at: try time(2026, 3, 1, 0),
      [Step(.transfer(yuan(600), phone, to: shop), limit(2, yuan(500), needed: yuan(600)))])
    // Published the same day for the same day: the last one counts.
    ledger.publish(try Limits(from: march, []), item: .zero)
    check(&ledger, at: try time(2026, 3, 1, 0), [Step(.transfer(yuan(600), phone, to: shop))])
    // Published later for an earlier day: the latest first day counts.
    ledger.publish(try classLimits(from: #require(march.adding(days: -1))), item: .zero)
    check(&ledger, at: try time(2026, 3, 1, 1), [Step(.transfer(yuan(2_500), phone, to: shop))])
    #expect(ledger.rowCount(of: .limits) == 4)
  }

  @Test func `before the first day in force there are no limits`() throws {
    var ledger = try town()
    check(
      &ledger, at: try time(2020, 12, 31),
      [
        Step(.issue(yuan(90_000), icbc, to: phone)),
        Step(.transfer(yuan(80_000), phone, to: shop)),
      ])
    // What was paid before caps tightened still counts, and a full wallet passes zero.
    check(
      &ledger, at: try time(2026, 3, 1),
      [
        Step(.issue(.zero, icbc, to: phone)),
        Step(.issue(Money(fen: 1), icbc, to: phone), .limitExceeded),
      ])
  }

  @Test func `limits are read as written, and nothing else is`() throws {
    let limits = try classLimits(from: #require(Day(number: 1)))
    let bytes = limits.bytes
    #expect(try Limits(bytes: bytes) == limits)
    #expect(bytes.count == 6 + 3 * 34)
    for length in 0..<bytes.count {
      #expect(throws: MalformedBytes.self) { try Limits(bytes: Array(bytes[..<length])) }
    }
    #expect(throws: MalformedBytes.self) { try Limits(bytes: bytes + [0]) }
    // Day 1, one row: personal, class 4, no cap but ¥2,000 a payment.
    let one: [UInt8] =
      [1, 0, 0, 0, 1, 0, 3, 4] + Array(repeating: 255, count: 8) + [0x40, 0x0D, 3, 0, 0, 0, 0, 0]
      + Array(repeating: 255, count: 16)
    #expect(
      try Limits(bytes: one)
        == Limits(
          from: #require(Day(number: 1)), [.init(.personal, class: 4, payment: yuan(2_000))]))
    let wrong: [(at: Int, byte: UInt8)] = [(6, 5), (6, 2), (7, 0), (7, 5), (8, 254), (3, 128)]
    for (at, byte) in wrong {
      var broken = one
      broken[at] = byte
      #expect(throws: MalformedBytes.self, "byte \(at)") { try Limits(bytes: broken) }
    }
    var twice = one + one[6...]
    twice[4] = 2
    #expect(throws: MalformedBytes.self) { try Limits(bytes: twice) }
  }

  @Test func `limits that make no sense are refused`() throws {
    let day = try #require(Day(number: 1))
    let rows: [[Limits.Row]] = [
      [.init(.personal, class: 0)], [.init(.corporate, class: 2)],
      [.init(.personal, class: 1, year: Money(fen: -1))],
      [.init(.personal, class: 1), .init(.personal, class: 1)],
    ]
    for rows in rows {
      #expect(throws: Refusal(.badArgument)) { try Limits(from: day, rows) }
    }
  }
}
