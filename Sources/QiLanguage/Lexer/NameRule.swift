/// Whether a text can be a name: ASCII letters, digits, `_` and unified Han, at least one and at most
/// 64 of them. Such texts are equal exactly when their bytes are.
public func isName(_ text: String) -> Bool {
  1...64 ~= text.unicodeScalars.count && text.unicodeScalars.allSatisfy(isNameScalar)
}
