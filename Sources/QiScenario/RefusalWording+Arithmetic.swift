import QiDiagnostics
import QiLanguage
import QiValues

/// Why something could not be worked out.
extension RefusalWording {
  func invalidAmount(_ refusal: Refusal) -> Wording {
    negativeRate(refusal) ?? Wording(en: "the sum is negative", zh: "金额为负")
  }

  func arithmetic(_ refusal: Refusal) -> Wording {
    if case .duration(let duration)? = refusal[.duration] { return misfit(duration, refusal) }
    if case .integer(let number)? = refusal[.cause], let cause = Refusal.Cause(rawValue: number) {
      return wording(cause)
    }
    return negativeRate(refusal) ?? Wording(en: "a number leaves its bounds", zh: "数值越界")
  }

  private func wording(_ cause: Refusal.Cause) -> Wording {
    switch cause {
    case .divisionByZero: Wording(en: "it would divide by zero", zh: "除数为零")
    case .dayOfMonth: Wording(en: "no month has that day", zh: "没有哪个月有这一日")
    case .calendar:
      Wording(en: "a day lies outside the years 1970 to 9999", zh: "日期不在 1970 至 9999 年之内")
    case .absent: Wording(en: "a book has no such entry", zh: "账簿中没有这一项")
    case .backwards:
      Wording(en: "the day lies before the one interest runs from", zh: "该日早于起息日")
    case .months:
      Wording(en: "there are 1 to 600 instalments", zh: "期数须在 1 至 600 之间")
    }
  }

  private func misfit(_ duration: Duration, _ refusal: Refusal) -> Wording {
    if case .duration(let other)? = refusal[.otherDuration] {
      return Wording(
        en: "\(duration) cannot be compared with \(other)",
        zh: "\(duration.text(in: .zh))不能与 \(other.text(in: .zh))相比")
    }
    if case .time? = refusal[.moment] {
      return Wording(
        en: "\(duration) cannot be added to a time", zh: "时刻不能加减 \(duration.text(in: .zh))")
    }
    return Wording(
      en: "\(duration) cannot be added to a date", zh: "日期不能加减 \(duration.text(in: .zh))")
  }

  private func negativeRate(_ refusal: Refusal) -> Wording? {
    guard case .rate(let rate)? = refusal[.rate] else { return nil }
    return Wording(en: "the rate is below zero: \(rate)", zh: "利率为负：\(rate)")
  }
}
