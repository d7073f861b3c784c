import QiDiagnostics
import Testing

@Suite struct JSONTests {
  @Test func membersKeepTheirOrder() {
    let json: JSON = ["b": 1, "a": [true, nil, "x"], "空": [:]]
    #expect(json.line == #"{"b":1,"a":[true,null,"x"],"空":{}}"#)
  }

  @Test(arguments: [
    ("\"\\", #""\"\\""#), ("\n\t\r", #""\n\t\r""#), ("\u{0}\u{7F}", #""\u0000\u007f""#),
    ("\u{202E}", #""\u202e""#), ("\u{E0041}", #""\udb40\udc41""#), ("机构", #""机构""#),
    ("🇨🇳", #""🇨🇳""#),
  ])
  func textIsEscaped(text: String, expected: String) { #expect(JSON.text(text).line == expected) }

  @Test func integersAreWhole() {
    #expect(JSON.integer(.min).line == "-9223372036854775808")
  }

  @Test func diagnostic() {
    let file = SourceFile(name: "预付.qi", text: "支付\n从 机构")
    let diagnostic = Diagnostic(
      "Q2104", at: SourceRange(11, 17), Wording(en: "m", zh: "消息"), here: Wording("h"),
      labels: [.init(SourceRange(0, 7), Wording(en: "l", zh: "标"))])
    #expect(
      diagnostic.json(in: file, language: .zh).line
        == #"{"code":"Q2104","severity":"error","file":"预付.qi","#
        + #""line":2,"column":3,"endLine":2,"endColumn":5,"#
        + #""message":"消息","here":"h","note":null,"help":null,"labels":"#
        + #"[{"line":1,"column":1,"endLine":2,"endColumn":1,"message":"标"}]}"#)
  }
}
