import Foundation
import Testing

/// `yuanqi check --show limits`.
@Suite struct ShownLimitsTests {
  private let escrow = repository.appending(path: "contracts/purchase/escrow.qi").path

  @Test func aLineOfEachWithTheMostThereMayBe() {
    let english = run("check", "--show", "limits", escrow)
    let chinese = run("check", "--show", "limits", "--lang", "zh", escrow)
    #expect(english.exit == 0 && chinese.exit == 0)
    #expect(english.out.contains(#/\n  parties +3 / 32\n/#))
    #expect(chinese.out.contains(#/\n  当事人 +3 / 32\n/#))
    #expect(english.out.contains(#/\n  values in one expression +\d+ / 256\n/#))
  }

  @Test func asAnObjectOfEachContract() {
    let result = run("check", "--show", "limits", "--json", escrow)
    #expect(result.exit == 0 && result.out.hasSuffix("]}\n"))
    #expect(
      result.out.contains(#""contract":"Escrow","limits":[{"what":"parties","count":3,"most":32}"#))
  }

  /// Line by line, as without `--json`.
  @Test(arguments: ["tree", "bytecode"])
  func whatAContractBecomesIsAnObjectToo(part: String) {
    let lines = run("check", "--show", part, escrow).out.split(separator: "\n").dropFirst()
    let result = run("check", "--show", part, "--json", escrow)
    #expect(result.exit == 0 && result.out.contains(#""contract":"Escrow","\#(part)":[""#))
    #expect(lines.count > 20 && result.out.components(separatedBy: "\",\"").count >= lines.count)
  }
}
