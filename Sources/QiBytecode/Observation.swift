public import QiValues

/// What a run can tell besides what it does, for people who want to see why: a condition it tested,
/// or a value it gave a name.
public struct Observation: Sendable {
  public enum Kind: Sendable {
    /// The register has 1 where it holds.
    case tested
    case named
    /// Its operands belong to the next condition that was tested.
    case looked
  }

  /// Something a condition looks at.
  public struct Operand: Sendable {
    public let text: Spelled
    public let register: Int
    public let type: ValueType

    public init(text: Spelled, register: Int, type: ValueType) {
      self.text = text
      self.register = register
      self.type = type
    }
  }

  public let kind: Kind
  /// The condition, or the name.
  public let text: Spelled
  public let register: Int
  public let type: ValueType
  public let operands: [Operand]
  /// Which whole condition it is a part of; those of one follow each other.
  public let condition: Int

  public init(
    _ kind: Kind, text: Spelled, register: Int, type: ValueType, operands: [Operand] = [],
    condition: Int = 0
  ) {
    self.kind = kind
    self.text = text
    self.register = register
    self.type = type
    self.operands = operands
    self.condition = condition
  }
}

/// Words of a contract, its keywords spelt in English and in Chinese.
public struct Spelled: Hashable, Sendable {
  public let en: String
  public let zh: String

  public init(en: String, zh: String) {
    self.en = en
    self.zh = zh
  }
}
