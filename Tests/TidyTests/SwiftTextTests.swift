import Testing

@Suite struct SwiftTextTests {
  @Test(arguments: [
    ("a // b", "a     ", "  // b"),
    ("a /* b /* c */ d */ e", "a                   e", "  /* b /* c */ d */  "),
    ("\"//\" b", "\"  \" b", "      "),
    ("\"a\\\"b\" c", "\"    \" c", "        "),
    ("\"a\\(b(\"c\"))d\" e", "\"  (b(\" \")) \" e", "               "),
    ("#\"a\"b\\(c)\"# d", "#\"       \"# d", "             "),
    ("\"\"\"\na \" b\n\"\"\" c", "\"\"\"\n     \n\"\"\" c", "   \n     \n     "),
    ("#if a", "#if a", "     "),
    ("\"open", "\"    ", "     "),
  ])
  func codeAndCommentsAreToldApart(text: String, code: String, comments: String) {
    let swift = SwiftText(sample: text)
    #expect(swift.code.text == code)
    #expect(swift.comments.text == comments)
  }
}
