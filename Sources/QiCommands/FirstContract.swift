import QiDiagnostics

/// What `yuanqi new` writes: a deposit, and two scenarios that pass.
enum FirstContract {
  /// The name is put in as it is, in backticks where it could be read as something else.
  static func text(named name: String, _ language: Language) -> String {
    (language == .zh ? chinese : english).replacing("NAME", with: name)
  }

  private static let english = """
    qi 1

    /// A deposit: the tenant lodges it, and has back what the landlord does not deduct in time.
    contract NAME {
        parties tenant, landlord

        terms {
            sum:   money  where sum > ¥0
            until: date   where until > begun
        }

        holds deposit owned by tenant           // a pot: the tenant's money, kept by the contract

        start Signed {
            tenant may lodge { pay sum from tenant to deposit } -> Lodged
            after 7 days -> Lapsed              // nobody lodged anything: nobody is paid
        }

        phase Lodged {
            landlord may deduct(damage: money where ¥0 < damage <= deposit) {
                pay damage from deposit to landlord
                pay all from deposit to tenant
            } -> Returned
            on end of until { pay all from deposit to tenant } -> Returned
        }

        end Lapsed, Returned
    }

    scenario "the landlord deducts for a broken lamp" {
        begin 2026-09-01
        operator Bank
        wallet Lin: personal class 2 at Bank funded ¥6,000
        wallet Zhou: personal class 1 at Bank

        let lease = deploy NAME { tenant: Lin, landlord: Zhou, sum: ¥5,000, until: 2027-08-31 }
        Lin: lease.lodge
        expect Lin has ¥1,000 and lease holds ¥5,000
        reject not-authorised { Lin: lease.deduct(¥300) }
        Zhou: lease.deduct(¥300)
        expect lease is Returned
        expect Lin has ¥5,700 and Zhou has ¥300
    }

    scenario "nobody says anything: time gives the deposit back" {
        begin 2026-09-01
        operator Bank
        wallet Lin: personal class 2 at Bank funded ¥6,000
        wallet Zhou: personal class 1 at Bank

        let lease = deploy NAME { tenant: Lin, landlord: Zhou, sum: ¥5,000, until: 2027-08-31 }
        Lin: lease.lodge
        at 2027-09-01                           // the end of 31 August is 00:00 of this day
        expect lease is Returned
        expect Lin has ¥6,000 and Zhou has ¥0
        reject wrong-phase { Zhou: lease.deduct(¥300) }
    }

    """

  private static let chinese = """
    qi 1

    /// 押金：租客交押金，房东可在约定日之前扣除损失，其余退还；房东不作声，到期全部退还。
    合约 NAME ｛
        当事人 租客、房东

        约定 ｛
            数额：   金额  要求 数额 ＞ ￥0
            到期日： 日期  要求 到期日 ＞ 签订时
        ｝

        保管 押金池 属于 租客                   // 由合约保管，在付出之前归租客所有

        起始 已签订 ｛
            租客 可 交押金 ｛ 支付 数额 从 租客 到 押金池 ｝ -> 保管中
            满 7 天 -> 失效                     // 没有人交押金，也就无人付款
        ｝

        阶段 保管中 ｛
            房东 可 扣款（损失： 金额 要求 ￥0 ＜ 损失 <= 押金池） ｛
                支付 损失 从 押金池 到 房东
                支付 全部 从 押金池 到 租客
            ｝ -> 已退还
            至日终 到期日 ｛ 支付 全部 从 押金池 到 租客 ｝ -> 已退还
        ｝

        结束 失效、已退还
    ｝

    情景 “房东扣除一盏灯的钱” ｛
        起于 2026-09-01
        运营机构 工行
        钱包 小林：个人二类 于 工行 存入 ￥6,000
        钱包 老周：个人一类 于 工行

        令 租约 ＝ 部署 NAME ｛ 租客：小林，房东：老周，数额：￥5,000，到期日：2027-08-31 ｝
        小林：租约。交押金
        期望 小林 有 ￥1,000 且 租约 保管 ￥5,000
        应拒 not-authorised ｛ 小林：租约。扣款（￥300） ｝
        老周：租约。扣款（￥300）
        期望 租约 处于 已退还
        期望 小林 有 ￥5,700 且 老周 有 ￥300
    ｝

    情景 “谁都不作声：到期全部退还” ｛
        起于 2026-09-01
        运营机构 工行
        钱包 小林：个人二类 于 工行 存入 ￥6,000
        钱包 老周：个人一类 于 工行

        令 租约 ＝ 部署 NAME ｛ 租客：小林，房东：老周，数额：￥5,000，到期日：2027-08-31 ｝
        小林：租约。交押金
        时至 2027-09-01                         // 8 月 31 日的日终就是这一天的 00:00
        期望 租约 处于 已退还
        期望 小林 有 ￥6,000 且 老周 有 ￥0
        应拒 wrong-phase ｛ 老周：租约。扣款（￥300） ｝
    ｝

    """
}
