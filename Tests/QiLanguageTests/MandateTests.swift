import QiBytecode
import QiDiagnostics
import QiValues
import Testing

@testable import QiLanguage

@Suite struct MandateTests {
  private func contract(_ clause: String, mandate: String = "up to cap every month until ends")
    -> String
  {
    """
    qi 1
    contract C {
      parties a, b
      oracle o
      terms { cap: money, ends: date, guest: party }
      holds pot owned by a
      mandate fee from a: \(mandate)
      var n = 1
      start S {
        \(clause)
        on ends { pay all from pot to a } -> Z
      }
      end Z
    }
    """
  }

  private func codes(_ text: String) throws -> [String] {
    try diagnose(text).filter { $0.severity == .error }.map(\.code)
  }

  @Test(arguments: [
    ("b may go { pay cap from a to b under fee }", []),
    ("a may go { pay cap from a to b under fee }", []),
    ("b may go { split cap from (pot, then a under fee) { remainder to b } }", []),
    ("b may go { split cap from a under fee { remainder to b } }", []),
    ("o states fact { pay cap from a to b under fee }", []),
    ("anyone may go { pay cap from a to actor under fee }", []),
    ("1 of (a, b) may go { pay cap from a to guest under fee }", []),
    ("every day until ends { try { pay cap from a to b under fee } else { n += 1 } }", []),
    (
      "every day until ends { try { if n > 0 { pay cap from a to b under fee } } else { n += 1 } }",
      []
    ),
    ("b may go { pay cap from a to b }", ["Q2104"]),
    ("b may go { pay cap from guest to b }", ["Q2104"]),
    ("b may go(x: party) { split cap from (pot, then x) { remainder to b } }", ["Q2104"]),
    ("every day until ends { pay cap from guest to b }", ["Q2105"]),
    ("every day until ends { pay cap from a to b }", ["Q2105"]),
    ("every day until ends { pay cap from a to b under fee }", ["Q2444"]),
    ("after 3 days { split cap from a under fee { remainder to b } } -> Z", ["Q2444"]),
    ("b must go within 3 days { }, failing which { pay cap from a to b under fee }", ["Q2444"]),
    // What stands behind `else` is not tried, unless the whole is.
    ("on ends { try { n += 1 } else { pay cap from a to b under fee } }", ["Q2444"]),
    (
      "on ends { try { try { n += 1 } else { pay cap from a to b under fee } } else { n = 0 } }", []
    ),
    ("b may go { pay cap from a to b under cap }", ["Q2441"]),
    ("b may go { pay cap from a to b under fees }", ["Q2001"]),
    ("b may go { pay cap from b to a under fee }", ["Q2442"]),
    ("b may go { pay cap from pot to a under fee }", ["Q2442"]),
    ("b may go { pay cap from guest to a under fee }", ["Q2442"]),
    ("anyone may go { pay cap from actor to a under fee }", ["Q2442"]),
    ("b may go { pay all from a to b under fee }", ["Q2101"]),
    ("b may go { pay cap from a to a under fee }", ["Q2102"]),
    ("b may go { pay fee from pot to b }", ["Q2301"]),
    ("b may go { let x = fee, note \"{x}\" }", ["Q2306"]),
    ("b may go(fee: money) { pay fee from pot to b }", ["Q2002", "Q2301"]),
    ("b may go when balance of a > cap { n = 2 }", []),
    ("b may go { if balance of a > cap { n = 2 } }", []),
    ("b may go when balance of b > cap { n = 2 }", ["Q2445"]),
    ("b may go when balance of guest > cap { n = 2 }", ["Q2445"]),
    ("b may go when balance of pot > cap { n = 2 }", ["Q2445"]),
    ("b may go(x: party) when balance of x > cap { n = 2 }", ["Q2445"]),
    ("on ends { if balance of a > cap { n = 2 } }", ["Q2444"]),
    ("on ends { try { if balance of a > cap { n = 2 } } else { n = 3 } }", []),
    ("b may go(x: money where x < balance of a) { pay x from b to a }", ["Q2446"]),
    (
      "every month on day balance of a / cap rounding down until ends { n = 2 }", ["Q2446"]
    ),
  ])
  func whoseMoneyMoves(clause: String, expected: [String]) throws {
    #expect(try codes(contract(clause)) == expected, "\(clause)")
  }

  private func ofMany(_ clause: String, mandate: String) -> String {
    """
    qi 1
    contract C {
      parties a, each b max 3
      terms { cap: money, ends: date, guest: party }
      holds pot by party max 3
      mandate fee from \(mandate): up to cap every month until ends
      var n = 1
      var held: party or none
      start S {
        \(clause)
        after 9 days -> Z
        a may open(x: party) { pay cap from a to pot[x], held = guest }
      }
      end Z
    }
    """
  }

  @Test(arguments: [
    ("a may go { for each s in b { pay cap from s to a under fee } }", []),
    ("a may go { for each s in b { split cap from s under fee { remainder to a } } }", []),
    ("b may go { pay cap from actor to a under fee }", []),
    ("a may go(x: party) { pay cap from x to a under fee }", []),
    ("a may go { pay cap from guest to a under fee }", []),
    ("a may go(x: party) when balance of x > cap { n = 2 }", []),
    ("on ends { for each s in b { try { pay cap from s to a under fee } else { n = 2 } } }", []),
    ("on ends { for each s in b { pay cap from s to a under fee } }", ["Q2444"]),
    ("a may go { for each s in b { pay all from s to a under fee } }", ["Q2101"]),
    ("a may go { pay cap from a to guest under fee }", ["Q2442"]),
    ("a may go { pay cap from b to a under fee }", ["Q2442"]),
    ("a may go { pay cap from n to a under fee }", ["Q2442"]),
    ("a may go { pay cap from held to a under fee }", ["Q2405"]),
    ("a may go(x: party) { pay cap from pot[x] to a under fee }", ["Q2442"]),
    ("a may go { for each s in b { pay cap from s to a } }", ["Q2104"]),
    ("a may go when balance of a > cap { n = 2 }", ["Q2445"]),
  ])
  func eachMemberGrants(clause: String, expected: [String]) throws {
    #expect(try codes(ofMany(clause, mandate: "each b")) == expected, "\(clause)")
  }

  @Test(arguments: [("b", ["Q2447"]), ("each a", ["Q2447"]), ("each c", ["Q2001"])])
  func eachIsOfMany(granter: String, expected: [String]) throws {
    #expect(try codes(ofMany("a may go { n = 2 }", mandate: granter)) == expected)
  }

  @Test(arguments: [
    ("up to cap every day until ends", []), ("up to ¥5 * 2 every week until 2030-01-01", []),
    ("up to cap every year until begun + 1 year", []),
    ("up to n every month until ends", ["Q2301"]),
    ("up to cap every month until ends + 5 working days", []),
    ("up to cap every month until ends moved to the next working day", []),
    ("up to cap every month until today + 5 working days", ["Q2443"]),
    ("up to cap every month until begun + 5 working days", ["Q2430"]),
    ("up to cap + pot every month until ends", ["Q2443"]),
    ("up to cap every month until now + 1 year", ["Q2443"]),
    ("up to cap every month until today", ["Q2443"]),
    ("up to cap every month until cap", ["Q2301"]),
    ("up to balance of a every month until ends", ["Q2446"]),
    ("up to cap every 2 months until ends", ["Q1104"]), ("up to cap until ends", ["Q1104"]),
  ])
  func whatIsGrantedIsAgreed(mandate: String, expected: [String]) throws {
    let clause = "b may go { pay cap from a to b under fee }"
    #expect(try codes(contract(clause, mandate: mandate)).sorted() == expected)
  }

  @Test func aMandateIsFromAParty() throws {
    let text = contract("b may go { pay cap from a to b under fee }")
    for (granter, code) in [("guest", "Q2004"), ("o", "Q2004"), ("c", "Q2001")] {
      let wrong = text.replacing("mandate fee from a", with: "mandate fee from \(granter)")
      #expect(try codes(wrong).contains(code), "\(granter)")
    }
    #expect(try codes(text.replacing("fee", with: "pot")).contains("Q2002"))
    let unused = contract("b may go { n = 2 }")
    #expect(try diagnose(unused).contains { $0.code == "Q2009" && $0.message.en.contains("fee") })
    let invariant = text.replacing("var n = 1", with: "var n = 1\ninvariant: balance of a > n * ¥1")
    #expect(try codes(invariant) == ["Q2446"])
    let initial = text.replacing("var n = 1", with: "var n = balance of a")
    #expect(try codes(initial) == ["Q2446"])
    let many = (1...33).map { "mandate m\($0) from a: up to cap every day until ends" }
    let tooMany = text.replacing("var n", with: many.joined(separator: "\n") + "\nvar n")
    #expect(try codes(tooMany) == ["Q2007"])
  }

  @Test func bothSpellingsAreOneContract() throws {
    let english = contract(
      """
      b may go when balance of a > cap {
              pay cap from a to b under fee
              split cap from (pot, then a under fee) { remainder to b }
            }
      """)
    let source = SourceFile(name: "", text: english)
    let chinese = try #require(layOut(source, in: .zh))
    for words in ["授权 fee 从 a: 不超过 cap 每月 直到 ends", "余额 a > cap", "到 b 依 fee", "次之 a 依 fee"] {
      #expect(chinese.contains(words), "\(words): \(chinese)")
    }
    #expect(try identity(chinese) == identity(english))
    let back = try #require(layOut(SourceFile(name: "", text: chinese), in: .en))
    #expect(back == layOut(source))
    let whole = try template(english)
    #expect(try Template(tree: whole.tree).identity == whole.identity)
    #expect(whole.waysOn(from: 0)[0].steps[0].text.zh == "支付 cap 从 a 到 b 依 fee")
    #expect(
      whole.waysOn(from: 0)[0].steps[1].text.en == "split cap from pot, then a under fee to b")
    #expect(whole.program.disassembly.contains(" under fee"))
  }

  /// A word on the next line begins another statement.
  @Test func underStandsOnItsLine() throws {
    let text = contract("a may go { pay cap from a to b\n under = 2 }").replacing(
      "var n", with: "var under")
    #expect(try codes(text) == [])
  }

  @Test func whatNoSourceSaysIsRefused() throws {
    let whole = try template(contract("b may go { pay cap from a to b under fee }"))
    var reader = ByteReader(whole.tree)
    _ = try reader.read(UInt16.self)
    let node = try TreeNode(reading: &reader)
    let under = TreeNode.construct(.under, [.text("a"), .text("fee")])
    for wrong: TreeNode in [
      .construct(.under, [.text("a")]), .construct(.under, [.text("a"), .absent]),
      .construct(.under, [.text("a"), .text("a b")]), .construct(.name, [.text("a")]), .absent,
    ] {
      let changed = node.replacing(under, with: wrong)
      try #require(changed != node)
      #expect(throws: MisshapenTree.self) { try changed.contract() }
    }
    let (cap, ends) = (
      TreeNode.construct(.name, [.text("cap")]), TreeNode.construct(.name, [.text("ends")])
    )
    let mandate = TreeNode.construct(
      .mandate, [.text("fee"), .text("a"), cap, .integer(3), ends])
    for period in [0, 5] as [Int64] {
      let changed = node.replacing(
        mandate,
        with: .construct(.mandate, [.text("fee"), .text("a"), cap, .integer(period), ends]))
      try #require(changed != node)
      #expect(throws: MisshapenTree.self) { try changed.contract() }
    }
  }
}
