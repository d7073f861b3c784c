import QiChain
import QiCrypto
import QiDiagnostics
import YuanqiKit

/// What can go wrong with a chain's file, and with what the program is built on: F2001 to F2099.
extension Failure {
  init(_ failure: CryptoFailure) {
    self.init(
      "F2001", .environment,
      Wording(en: "libcrypto failed: \(failure)", zh: "libcrypto 出错：\(failure)"),
      help: Wording(
        en: "SM2 and SM3 need OpenSSL 3 (libssl3): install it, or mend its configuration",
        zh: "SM2 与 SM3 需要 OpenSSL 3（libssl3）：请安装或修复其配置"))
  }

  init(_ failure: LogFailure, file: String) {
    let name = file.shown
    switch failure {
    case .notFound:
      self.init(
        "F2002", .badInput, Wording(en: "there is no chain \(name)", zh: "没有链文件 \(name)"),
        help: Wording(
          en: "make one: `yuanqi run SCENARIO --chain \(name)`",
          zh: "请先生成：yuanqi run 情景文件 --chain \(name)"))
    case .alreadyExists:
      self.init(
        "F2003", .badInput, Wording(en: "\(name) is there already", zh: "\(name) 已经存在"),
        help: Wording(
          en: "one scenario is one chain: name a new file, or move the old one away",
          zh: "一个情景对应一条链：请写新的文件名，或移走旧文件"))
    case .notAChain:
      self.init(
        "F2004", .badInput, Wording(en: "\(name) is not a chain", zh: "\(name) 不是链文件"),
        help: Wording(
          en: "name a file that `yuanqi run --chain` wrote",
          zh: "请写由 yuanqi run --chain 生成的文件"))
    case .unknownVersion(let version):
      self.init(
        "F2005", .badInput,
        Wording(
          en: "\(name) has version \(version) of the chain format, which is not known here",
          zh: "\(name) 的链格式版本为 \(version)，此处不认识"),
        help: Wording(en: "use the yuanqi that wrote it", zh: "请用生成它的 yuanqi 版本"))
    case .locked:
      self.init(
        "F2006", .environment,
        Wording(en: "somebody else is writing \(name)", zh: "\(name) 正被他人写入"),
        help: Wording(en: "wait until they are done, then try again", zh: "请等对方写完后重试"))
    case .readOnly:
      self.init(
        "F2007", .environment,
        Wording(en: "\(name) may not be written", zh: "没有写入 \(name) 的权限"),
        help: Wording(
          en: "choose a folder you may write to", zh: "请选择有写入权限的目录"))
    case .diskFull:
      self.init(
        "F2008", .environment,
        Wording(en: "the disk of \(name) is full", zh: "\(name) 所在的磁盘已满"),
        help: Wording(
          en: "every block reported so far is kept and verifies; make room and run again",
          zh: "已报告的区块都已保存并可校验；请腾出空间后重新运行"))
    case .corrupt(let height):
      let place = height.map { Wording(en: " at block \($0)", zh: "，在区块 \($0)") }
      self.init(
        "F2009", .environment,
        Wording(
          en: "the database \(name) is damaged\(place?.en ?? "")",
          zh: "数据库 \(name) 已损坏\(place?.zh ?? "")"),
        help: Wording(en: "restore it from a copy", zh: "请从副本恢复"))
    case .headMoved:
      self.init(
        "F2010", .environment,
        Wording(
          en: "somebody else added a block to \(name) meanwhile", zh: "其间有他人向 \(name) 追加了区块"),
        help: Wording(en: "one writer at a time: run again", zh: "同时只能有一个写入者：请重新运行"))
    case .other(let code, let message):
      self.init(
        "F2011", .environment,
        Wording(
          en: "SQLite failed on \(name): \(message) (\(code))",
          zh: "SQLite 处理 \(name) 时出错：\(message)（\(code)）"),
        help: Wording(en: "check the path and its disk", zh: "请检查路径及其所在的磁盘"))
    }
  }

  /// What stops a run and is no refusal.
  init(_ failure: PlatformFailure, file: String) {
    switch failure {
    case .log(let failure): self.init(failure, file: file)
    case .crypto(let failure): self.init(failure)
    default:
      self.init(
        "F2012", .badInput,
        Wording(en: "the run stopped: \(failure)", zh: "运行中止：\(failure)"),
        help: Wording(
          en: "check the step it stopped at", zh: "请检查中止处的步骤"))
    }
  }
}
