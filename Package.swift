// swift-tools-version: 6.1
// Targets stand lowest first: a target imports only what stands above it. ARCHITECTURE.md says why.
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "yuanqi",
  products: [
    .library(name: "YuanqiKit", targets: ["YuanqiKit"]),
    .executable(name: "yuanqi", targets: ["yuanqi"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .target(name: "QiValues", swiftSettings: strict),
    .target(name: "QiCrypto", dependencies: ["COpenSSL", "QiValues"], swiftSettings: strict),
    .target(name: "QiDiagnostics", swiftSettings: strict),
    .target(name: "QiBytecode", dependencies: ["QiValues"], swiftSettings: strict),
    .target(
      name: "QiLanguage",
      dependencies: ["QiValues", "QiCrypto", "QiDiagnostics", "QiBytecode"],
      swiftSettings: strict),
    .target(
      name: "QiMachine", dependencies: ["QiValues", "QiBytecode"], swiftSettings: strict),
    .target(name: "QiLedger", dependencies: ["QiValues"], swiftSettings: strict),
    .target(name: "QiChain", dependencies: ["QiValues", "QiCrypto"], swiftSettings: strict),
    .target(
      name: "QiStore",
      dependencies: ["QiValues", "QiChain", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict),
    .target(
      name: "YuanqiKit",
      dependencies: [
        "QiValues", "QiCrypto", "QiDiagnostics", "QiBytecode", "QiLanguage", "QiMachine",
        "QiLedger", "QiChain",
      ],
      resources: [.embedInCode("Rules/wallet-limits.qi"), .embedInCode("Rules/working-days.qi")],
      swiftSettings: strict),
    .target(
      name: "QiScenario",
      dependencies: ["QiValues", "QiDiagnostics", "QiLanguage", "YuanqiKit"],
      swiftSettings: strict),
    .target(
      name: "QiCommands",
      dependencies: [
        "QiValues", "QiCrypto", "QiDiagnostics", "QiBytecode", "QiLanguage", "QiChain", "QiStore",
        "YuanqiKit", "QiScenario",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(name: "yuanqi", dependencies: ["QiCommands"], swiftSettings: strict),
    .executableTarget(
      name: "yuanqi-bench",
      dependencies: [
        "QiValues", "QiBytecode", "QiLanguage", "QiMachine", "QiChain", "QiStore", "YuanqiKit",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .testTarget(name: "QiValuesTests", dependencies: ["QiValues"], swiftSettings: strict),
    .testTarget(
      name: "QiDiagnosticsTests", dependencies: ["QiDiagnostics"], swiftSettings: strict),
    .testTarget(
      name: "QiCryptoTests", dependencies: ["QiValues", "QiCrypto"], swiftSettings: strict),
    .testTarget(
      name: "QiLedgerTests", dependencies: ["QiValues", "QiLedger"], swiftSettings: strict),
    .testTarget(
      name: "QiChainTests", dependencies: ["QiValues", "QiCrypto", "QiChain", "QiStore"],
      swiftSettings: strict),
    .testTarget(
      name: "QiLanguageTests",
      dependencies: [
        "QiValues", "QiDiagnostics", "QiBytecode", "QiLanguage", "QiMachine", "QiScenario",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "YuanqiKitTests",
      dependencies: ["QiCrypto", "QiLanguage", "QiMachine", "QiScenario", "QiStore", "YuanqiKit"],
      swiftSettings: strict),
    .testTarget(
      name: "CommandTests",
      dependencies: ["QiCommands", "QiStore", "QiChain", "YuanqiKit", "yuanqi"],
      swiftSettings: strict),
    .testTarget(name: "TidyTests", swiftSettings: strict),
  ]
)
