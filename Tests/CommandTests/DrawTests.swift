import Foundation
import QiDiagnostics
import Testing

/// `yuanqi draw`. What it makes of the repository's contracts stands on their pages.
@Suite struct DrawTests {
  /// The lines of a picture of a contract with these clauses in its start, from them to the end.
  private func picture(_ clauses: String, _ options: String...) throws -> [String] {
    let folder = try Folder(holdingEscrow: false)
    let file = try folder.write(
      "a.qi",
      """
      qi 1
      record Wage { worker: party, amount: money }
      contract A {
          parties a, b
          terms { sheet: list of Wage max 3, word: text }
          holds p owned by a
          book wages: money by party max 3
          var n = 0
          start S {
              a may fill { pay ¥9 from a to p, wages[b] = ¥1 }
              \(clauses)
              after 1 day { pay all from p to a } -> E
          }
          phase T { after 1 day { pay all from p to a } -> E }
          end E
      }

      """)
    let drawn = run(["draw", file] + options)
    #expect(drawn.exit == 0 && drawn.err == "")
    let lines = drawn.out.split(separator: "\n").map { String($0.drop(while: { $0 == " " })) }
    guard options.isEmpty else { return lines }
    let first = try #require(lines.firstIndex { $0.hasPrefix("1.2") })
    return Array(lines[first...].prefix { !$0.hasPrefix("1.3") })
  }

  /// Words alone, however far apart.
  private func words(_ line: String) -> String {
    line.split(separator: " ").joined(separator: " ")
  }

  @Test func everyWayOfAClauseHasItsArrow() throws {
    let lines = try picture(
      """
      a may go {
          pay ¥1 from a to b
          if n == 1 { pay ¥2 from p to b } -> T else if n == 2 { n = 3 } -> S
          pay ¥3 from p to a
      }
      """)
    #expect(
      lines.map(words) == [
        "1.2 a may go pay ¥1.00 from a to b", "if n == 1", "pay ¥2.00 from p to b → T",
        "or pay ¥1.00 from a to b", "else", "if n == 2 → S anew",
        "or pay ¥1.00 from a to b", "else", "pay ¥3.00 from p to a stays",
      ])
  }

  @Test func pathsThatMeetAgainAreOne() throws {
    let lines = try picture(
      """
      a may go {
          if n == 1 { pay ¥2 from p to b } else { pay ¥3 from p to b }
          if n == 2 { n = 3 }
          for each w in sheet { n += 1 }
          for each k, v in wages { pay v from p to k }
          try { pay ¥4 from p to b } else { note "no" }
      } -> T
      """)
    #expect(
      lines.map(words) == [
        "1.2 a may go if n == 1", "pay ¥2.00 from p to b", "else", "pay ¥3.00 from p to b",
        "for each k, v in wages", "pay v from p to k", "try", "pay ¥4.00 from p to b → T",
      ])
    // What the path need not take stands further in.
    let steps = lines.map { $0.replacing("1.2  a may go", with: "") }
    #expect(steps[2].hasPrefix("else") && lines[0].contains("  if n == 1"))
  }

  @Test func whatIsSharedOutNamesEveryoneOnce() throws {
    let lines = try picture(
      "a may go { split ¥9 from (p, then a) { 5% { 1% to b remainder to a } remainder to b } }")
    #expect(
      lines.map(words) == ["1.2 a may go split ¥9.00 from p, then a to b, a stays"])
  }

  @Test func aDutyLeadsOnTwice() throws {
    let lines = try picture(
      "b must say within 2 days -> T, failing which { pay all from p to a } -> E")
    #expect(
      lines.map(words) == [
        "1.2 b must say within 2 days → T", "failing which pay all from p to a → E",
      ])
  }

  @Test func mermaidReadsNothingOfALabelAsItsOwn() throws {
    let lines = try picture(
      "a may go when word == \"x;y: #1 %% <b>\" -> T", "--format", "mermaid")
    #expect(lines.prefix(2) == ["stateDiagram-v2", "state \"S\" as s1"])
    let label =
      "s1 --> s2 : 1.2 a may go when word == #34;x#59;y#58; #35;1 #37;#37; #60;b#62;#34;"
    #expect(lines.contains(label))
    #expect(lines.contains("s1 --> s1 : 1.1 a may fill<br>pay ¥9.00 from a to p<br>(stays)"))
    #expect(lines.suffix(1) == ["s3 --> [*]"])
  }

  @Test func columnsStandBelowEachOtherInCells() throws {
    let drawn = run("draw", "--lang", "zh", "\(repository.path)/contracts/lesson/prepay.qi")
    let places = drawn.out.split(separator: "\n").compactMap { line in
      line.firstIndex(of: "→").map { line[..<$0].cells }
    }
    #expect(places.count == 10 && Set(places).count == 1)
  }

  @Test func theLongestNamesFitAHundredCells() throws {
    let folder = try Folder(holdingEscrow: false)
    let (party, phase) = (String(repeating: "名", count: 64), String(repeating: "相", count: 63))
    let file = try folder.write(
      "a.qi",
      """
      qi 1
      contract \(String(repeating: "合", count: 64)) {
          parties \(party), b
          start \(phase)甲 {
              \(party) may go(sum: money) when sum == ¥1 { pay sum from \(party) to b } -> \(phase)乙
              after 1 day -> \(phase)丙
          }
          phase \(phase)乙 { after 1 day -> \(phase)丙 }
          end \(phase)丙
      }

      """)
    let drawn = run("draw", file)
    #expect(drawn.exit == 0)
    let widths = drawn.out.split(separator: "\n").map(\.cells)
    #expect(widths.max() ?? 0 <= 100 && widths.count > 20)
  }

  /// The built-in end has a name in each language, in pictures and in reports.
  @Test func theBuiltInEndIsCalledInBothLanguages() throws {
    let folder = try Folder()
    let file = try folder.write(
      "halts.qi",
      """
      qi 1
      contract C {
          parties a, b
          start S { after 1 day { pay ¥1 from p to b, pay all from p to a } -> E }
          holds p owned by a
          end E
      }

      scenario "s" {
          begin 2026-03-01
          operator 工行
          wallet 甲: corporate at 工行
          wallet 乙: corporate at 工行
          let deal = deploy C { a: 甲, b: 乙 }
          at +1 day
          expect deal is Halted
      }
      """)
    for (language, name) in [("en", "Halted"), ("zh", "已中止")] {
      for command in [["draw"], ["draw", "--format", "mermaid"], ["run"]] {
        let result = run(command + [file, "--lang", language])
        #expect(result.exit == 0 && result.out.contains(name), "\(result.out)\(result.err)")
      }
    }
    #expect(run("fmt", "--in", "zh", file).exit == 0)
    let chinese = try String(contentsOfFile: file, encoding: .utf8)
    #expect(chinese.contains("期望 deal 处于 已中止") && run("run", file).exit == 0)
    #expect(run("fmt", "--in", "en", file).exit == 0)
    let english = try String(contentsOfFile: file, encoding: .utf8)
    #expect(english.contains("expect deal is Halted"))
  }

  @Test func whatCannotBeDrawnIsSaid() throws {
    let folder = try Folder()
    let escrow = folder["escrow.qi"]
    let scenario = try folder.scenario("小林: deal.deposit")
    let wrong = try folder.write("w.qi", "qi 1\ncontract A { start S { a may go -> T } }\n")
    #expect(run("draw", scenario).err.hasPrefix("error[F1070]: there is no contract in "))
    #expect(run("draw", "--lang", "zh", scenario).err.hasPrefix("错误[F1070]："))
    #expect(run("draw", folder["none.qi"]).err.hasPrefix("error[F1001]: "))
    #expect(run("draw", wrong).err.hasPrefix("error[Q2"))
    #expect(run("draw", "--format", "dot", escrow).exit == 2)
    #expect(run("draw").exit == 2)
    // What can be is.
    let mixed = run("draw", scenario, escrow, folder["none.qi"], wrong, escrow)
    #expect(mixed.exit == 2)
    let alone = run("draw", escrow)
    #expect(alone.exit == 0 && alone.err == "")
    #expect(mixed.out == alone.out + "\n" + alone.out)
  }
}
