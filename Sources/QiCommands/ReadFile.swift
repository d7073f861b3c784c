import Glibc
import QiDiagnostics

/// The bytes of an ordinary file of at most so many bytes. Whatever the path names, this neither
/// hangs nor reads more than one byte over the limit: pipes, devices and directories are refused.
/// Fails with F1001 … F1006.
public func readFile(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
  let name = path.shown
  guard !path.utf8.contains(0) else { throw notFound(name) }
  // Opening a pipe nobody writes to would wait for a writer.
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
  guard descriptor >= 0 else { throw cannotOpen(name, errno) }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw cannotRead(name, errno) }
  switch status.st_mode & S_IFMT {
  case S_IFREG: break
  case S_IFDIR: throw isDirectory(name)
  default: throw isNoFile(name)
  }
  guard status.st_size <= limit else { throw isTooLong(name, limit) }
  // A file may say it is empty and not be, as those of /proc do, or grow meanwhile.
  var bytes: [UInt8] = []
  bytes.reserveCapacity(Int(status.st_size) + 1)
  while bytes.count <= limit {
    let piece = try readPiece(of: descriptor, upTo: limit + 1 - bytes.count, name)
    if piece.isEmpty { return bytes }
    bytes += piece
  }
  throw isTooLong(name, limit)
}

private func readPiece(
  of descriptor: CInt, upTo limit: Int, _ name: String
) throws(Failure) -> [UInt8] {
  var problem: CInt = 0
  let size = min(limit, 1 << 16)
  let piece = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
    var result = 0
    repeat {
      result = read(descriptor, buffer.baseAddress, size)
    } while result < 0 && errno == EINTR
    problem = result < 0 ? errno : 0
    count = max(0, result)
  }
  guard problem == 0 else { throw cannotRead(name, problem) }
  return piece
}

private func cannotOpen(_ name: String, _ number: CInt) -> Failure {
  switch number {
  case ENOENT, ENOTDIR: notFound(name)
  case EACCES, EPERM: notPermitted(name)
  case ENXIO: isNoFile(name)
  default: cannotRead(name, number)
  }
}

private func notFound(_ name: String) -> Failure {
  Failure(
    "F1001", .badInput,
    Wording(en: "there is no file \(name)", zh: "没有文件 \(name)"),
    help: Wording(
      en: "check the spelling, and the directory the command runs in",
      zh: "请检查拼写，以及运行命令时所在的目录"))
}

private func notPermitted(_ name: String) -> Failure {
  Failure(
    "F1002", .environment,
    Wording(en: "\(name) may not be read", zh: "没有读取 \(name) 的权限"),
    help: Wording(
      en: "ask its owner for the permission to read it", zh: "请向文件所有者申请读取权限"))
}

private func isDirectory(_ name: String) -> Failure {
  Failure(
    "F1003", .badInput,
    Wording(en: "\(name) is a directory", zh: "\(name) 是目录"),
    help: Wording(en: "name the files in it: \(name)/*.qi", zh: "请写出其中的文件：\(name)/*.qi"))
}

private func isNoFile(_ name: String) -> Failure {
  Failure(
    "F1004", .badInput,
    Wording(en: "\(name) is not an ordinary file", zh: "\(name) 不是普通文件"),
    help: Wording(
      en: "save what it holds to a file, and name that", zh: "请把内容存为文件，再写出该文件"))
}

private func isTooLong(_ name: String, _ limit: Int) -> Failure {
  Failure(
    "F1005", .badInput,
    Wording(en: "\(name) is longer than \(limit) bytes", zh: "\(name) 超过 \(limit) 字节"),
    help: Wording(en: "divide it into smaller files", zh: "请把它分成较小的文件"))
}

private func cannotRead(_ name: String, _ number: CInt) -> Failure {
  let cause = String(cString: strerror(number))
  return Failure(
    "F1006", .environment,
    Wording(
      en: "\(name) cannot be read: \(cause)", zh: "无法读取 \(name)（\(cause)）"),
    help: Wording(
      en: "check the path and the disk it is on", zh: "请检查路径及其所在的磁盘"))
}
