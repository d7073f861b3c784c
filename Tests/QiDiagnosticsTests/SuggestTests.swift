import QiDiagnostics
import Testing

@Suite struct SuggestTests {
  private static let names = [
    "student", "school", "price", "lessons", "expires", "学员", "机构", "课时费", "预付款",
  ]

  @Test(arguments: [
    ("studnet", "student"), ("sudent", "student"), ("Student", "student"), ("prices", "price"),
    ("scool", "school"), ("lesson", "lessons"), ("学生", "学员"), ("课时", "课时费"), ("机购", "机构"),
  ])
  func near(word: String, expected: String) {
    #expect(Suggest.nearest(to: word, in: Self.names) == [expected])
  }

  @Test(arguments: ["", "x", "money", "退款", "员工福利学校", "student"])
  func far(word: String) { #expect(Suggest.nearest(to: word, in: Self.names).isEmpty) }

  @Test func ofEquallyCloseOnesAllAreNamed() {
    #expect(Suggest.nearest(to: "cat", in: ["car", "dog", "bat"]) == ["car", "bat"])
    #expect(Suggest.nearest(to: "小琳", in: ["小店", "小林", "小店"]) == ["小店", "小林"])
    #expect(Suggest.nearest(to: "cat", in: ["cab", "cut", "car", "bat"]).isEmpty)
    #expect(Suggest.nearest(to: "cats", in: ["cut", "cat", "cab"]) == ["cat"])
  }

  @Test func longWordsCostNothing() {
    let long = String(repeating: "a", count: 1_000_000)
    #expect(Suggest.nearest(to: long, in: [long + "b"]).isEmpty)
    #expect(Suggest.nearest(to: "aaaa", in: [long, "aaab"]) == ["aaab"])
  }
}
