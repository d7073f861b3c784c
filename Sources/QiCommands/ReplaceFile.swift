import Glibc
import QiDiagnostics

/// Gives an ordinary file other contents, whole or not at all: they are written beside it and then
/// take its name. Its permissions stay; a link to it stays a link. Fails with F1061 or F1062.
func replaceFile(_ path: String, with bytes: [UInt8]) throws(Failure) {
  let name = path.shown
  guard let resolved = realpath(path, nil) else { throw cannotWrite(name, errno) }
  defer { free(resolved) }
  let file = String(cString: resolved)
  var status = stat()
  guard stat(file, &status) == 0 else { throw cannotWrite(name, errno) }
  // The folder may allow what the file does not.
  guard status.st_mode & S_IWUSR != 0, access(file, W_OK) == 0 else { throw isReadOnly(name) }
  let beside = "\(file).\(getpid())~"
  let descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
  guard descriptor >= 0 else { throw cannotWrite(name, errno) }
  // Only the superuser can give a file away; for others it is theirs already.
  _ = fchown(descriptor, status.st_uid, status.st_gid)
  var problem = write(bytes, to: descriptor)
  if problem == 0, fchmod(descriptor, status.st_mode & 0o7777) != 0 { problem = errno }
  if problem == 0, fsync(descriptor) != 0 { problem = errno }
  if close(descriptor) != 0, problem == 0 { problem = errno }
  if problem == 0, rename(beside, file) != 0 { problem = errno }
  guard problem != 0 else { return }
  unlink(beside)
  throw cannotWrite(name, problem)
}

/// The number of the error, 0 where there was none.
private func write(_ bytes: [UInt8], to descriptor: CInt) -> CInt {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    if count < 0 {
      if errno == EINTR { continue }
      return errno
    }
    rest = rest.dropFirst(count)
  }
  return 0
}

private func isReadOnly(_ name: String) -> Failure {
  Failure(
    "F1061", .environment,
    Wording(en: "\(name) may not be written", zh: "没有写入 \(name) 的权限"),
    help: Wording(
      en: "the file is as it was; allow writing to it, and run the command again",
      zh: "文件未作改动；请给予写入权限后重新运行"))
}

private func cannotWrite(_ name: String, _ number: CInt) -> Failure {
  let cause = String(cString: strerror(number))
  return Failure(
    "F1062", .environment,
    Wording(en: "\(name) cannot be written: \(cause)", zh: "无法写入 \(name)（\(cause)）"),
    help: Wording(
      en: "the file is as it was; check its folder and the disk, and run the command again",
      zh: "文件未作改动；请检查其目录与磁盘后重新运行"))
}
