import Foundation
import Testing

/// What a run prints that breaks properties, kept as a page.
@Suite struct PropertyPageTests {
  private let text = """
    qi 1

    /// 车行预付的定金，逾期不还。
    contract CarDeposit {
        parties buyer, dealer
        terms { sum: money where sum > ¥0 }
        holds deposit owned by buyer
        var late = 0

        property "the dealer is never paid ahead": buyer loses at most ¥0
        property "who waits is paid for it": buyer receives at least sum + ¥100 * late once in Over
        property "over within a month": ends within 30 days

        start Offered {
            buyer may pay_in { pay sum from buyer to deposit } -> Ordered
            after 7 days -> Lapsed
        }

        phase Ordered {
            dealer may advance { late += 1, pay sum / 2 rounding down from deposit to dealer }
            after 45 days { pay all from deposit to buyer } -> Over
        }

        end Over, Lapsed
    }

    scenario "the car does not come" {
        begin 2026-03-01
        operator 工行
        wallet 小林: personal class 1 at 工行 funded ¥20,000
        wallet 车行: corporate at 工行
        let order = deploy CarDeposit { buyer: 小林, dealer: 车行, sum: ¥20,000 }
        小林: order.pay_in
        at 2026-03-02
        车行: order.advance
        at 2026-03-31
        at 2026-04-01
        at 2026-05-01
        expect 小林 has ¥10,000
    }

    """

  @Test func whatAPropertySays() throws {
    let folder = try Folder(holdingEscrow: false)
    let file = try folder.write("car.qi", text)
    let (english, chinese) = (run("run", file), run("run", "--lang", "zh", file))
    #expect(english.exit == 1 && chinese.exit == 1)
    // Each is named once, where it broke; at the last moment itself none is broken yet.
    #expect(english.out.components(separatedBy: "property \"").count == 4)
    try expectPage(
      "docs/scenarios/failing/property.md",
      """
      # A run that breaks properties

      ```qi
      \(text)```

      \(console("$ yuanqi run car.qi\n", folder.masked(withoutTimes(english.out))))
      \(console("$ yuanqi run --lang zh car.qi\n", folder.masked(withoutTimes(chinese.out))))
      """)
  }
}
