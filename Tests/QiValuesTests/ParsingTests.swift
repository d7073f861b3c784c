import QiValues
import Testing

@Suite struct ParsingTests {
  @Test(arguments: ["1970-01-01", "2024-02-29", "9999-12-31"])
  func daysAreReadAsTheyAreWritten(text: String) { #expect(Day(text)?.description == text) }

  @Test(arguments: [
    ("2026-03-01", "2026-03-01 00:00"), ("2026-03-01 09:30", "2026-03-01 09:30"),
    ("2026-03-01 23:59:59", "2026-03-01 23:59:59"),
  ])
  func momentsAreReadAsTheyAreWritten(text: String, description: String) {
    #expect(Instant(text)?.description == description)
  }

  @Test(arguments: [
    "", "2026", "2026-3-1", "2026-02-29", "26-03-01", "2026-03-01 ", "2026-03-01 9:30",
    "2026-03-01 24:00", "2026-03-01  09:30", "2026-03-01 09:30:60", "2026-03-01 09:30 ",
    "+026-03-01", "２０２６-03-01", "2026/03/01", "1969-12-31", "2026-03-01T09:30",
  ])
  func nothingElseIsRead(text: String) {
    #expect(Day(text) == nil)
    #expect(Instant(text) == nil)
  }

  @Test func yuanAreHundredFen() {
    #expect(Money.yuan(2_000) == Money(fen: 200_000))
    #expect(Money.yuan(.min).fen == -214_748_364_800)
  }
}
