import QiDiagnostics
import Testing

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("pay", 3), ("机构", 4), ("￥", 2), ("¥1,234.56", 9), ("，", 2), ("“机构”", 6),
    ("e\u{301}", 1), ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("✓", 1), ("✅", 2), ("🇨🇳", 2),
    ("│─▶", 3), ("\u{20000}", 2), ("\u{3000}", 2), ("ｱ", 1), ("a\u{7}b", 3), ("\u{202E}", 8),
  ])
  func cells(text: String, cells: Int) { #expect(text.cells == cells) }

  @Test(arguments: [
    ("机构 pays", "机构 pays"), ("a\u{0}b\n", "a␀b␊"), ("\u{1B}[31m", "␛[31m"), ("\u{7F}", "␡"),
    ("\u{85}", "\\u{85}"), ("a\u{202E}b", "a\\u{202E}b"), ("a\u{200B}b", "a\\u{200B}b"),
    ("\u{FEFF}a", "\\u{FEFF}a"), ("\u{3164}", "\\u{3164}"), ("❤\u{FE0F}", "❤\u{FE0F}"),
    ("\u{E0041}", "\\u{E0041}"), ("\u{2028}", "\\u{2028}"), ("e\u{301}", "e\u{301}"),
  ])
  func shown(text: String, shown: String) { #expect(text.shown == shown) }

  @Test func paddingCountsCells() {
    #expect("机构".padded(to: 6) == "机构  ")
    #expect("600.00".padded(to: 8, .right) == "  600.00")
    #expect("机构".padded(to: 3) == "机构")
    #expect("\u{1B}".padded(to: 2) == "␛ ")
  }

  @Test(arguments: [
    ("course", 6, "course"), ("course", 5, "cour…"), ("机构停业", 8, "机构停业"),
    ("机构停业", 7, "机构停…"), ("机构停业", 6, "机构…"), ("机构", 1, "…"), ("机构", 0, ""),
    ("", 3, ""), ("a\u{202E}", 5, "a…"),
  ])
  func truncation(text: String, width: Int, expected: String) {
    #expect(text.truncated(to: width) == expected)
    #expect(text.truncated(to: width).cells <= width)
  }

  /// Nothing a terminal would act on survives, whatever comes in.
  @Test func nothingHiddenIsShown() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value), scalar.properties.generalCategory == .format else {
        continue
      }
      #expect(!String(scalar).shown.unicodeScalars.contains(scalar))
    }
  }
}
