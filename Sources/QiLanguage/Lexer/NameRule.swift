/// Whether a text can be a name: 1 to 64 ASCII letters, digits, `_` and unified Han. Such texts are
/// equal exactly when their bytes are.
public func isName(_ text: String) -> Bool {
  1...64 ~= text.unicodeScalars.count && text.unicodeScalars.allSatisfy(isNameScalar)
}
