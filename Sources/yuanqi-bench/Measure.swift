import Foundation

let runs = 5

/// Seconds the body took.
func seconds(_ body: () throws -> Void) rethrows -> Double {
  let clock = ContinuousClock()
  let start = clock.now
  try body()
  let (whole, rest) = (clock.now - start).components
  return Double(whole) + Double(rest) / 1e18
}

/// Bytes of this process in memory.
func residentBytes() -> Double {
  let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
  let words = text.split(separator: " ")
  return words.count > 1 ? (Double(words[1]) ?? 0) * 4096 : 0
}

/// Processor, cores and system, so that nobody compares figures of two machines unawares.
func machineLine() -> String {
  let cpu = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
  let model = cpu.split(separator: "\n").first { $0.hasPrefix("model name") }?
    .split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
  let memory = ProcessInfo.processInfo.physicalMemory >> 30
  let cores = ProcessInfo.processInfo.activeProcessorCount
  let system = ProcessInfo.processInfo.operatingSystemVersionString
  return "\(model ?? "unknown processor"), \(cores) cores, \(memory) GiB, \(system)"
}

/// Sebastiano Vigna's SplitMix64: every run of the benchmark does the same.
struct SplitMix {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((word ^ word >> 31) % UInt64(bound))
  }
}

/// A directory on the disk that is being built on, gone when the body is over.
func withDirectory<T>(_ body: (URL) throws -> T) throws -> T {
  let place = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
  let directory = place.appending(path: "bench-\(ProcessInfo.processInfo.processIdentifier).tmp")
  try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: directory) }
  return try body(directory)
}
