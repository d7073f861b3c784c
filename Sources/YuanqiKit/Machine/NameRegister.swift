import QiLanguage
import QiValues

/// Who is called what. Names are unique on a chain and stay with their actor.
struct NameRegister {
  private static let time = "时间"

  private var numbers = [time: ActorNumber.time]
  /// By actor number.
  private(set) var names = [time]

  subscript(name: String) -> ActorNumber? { numbers[name] }

  subscript(actor: ActorNumber) -> String? {
    actor.number < UInt64(names.count) ? names[Int(actor.number)] : nil
  }

  /// Refuses with `bad-argument` what is no name, with `duplicate` one that is taken.
  func check(_ name: String) throws(Refusal) {
    try NameRegister.checkForm(name)
    guard numbers[name] == nil else { throw Refusal(.duplicate) }
  }

  static func checkForm(_ name: String) throws(Refusal) {
    guard isName(name) else { throw Refusal(.badArgument, (.argument, .integer(1))) }
  }

  mutating func add(_ name: String, _ actor: ActorNumber) {
    numbers[name] = actor
    names.append(name)
  }
}
