// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target of ours is built this way: a warning is an error, `any` is spelled out.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
]

let package = Package(
  name: "sanshe",
  products: [.executable(name: "sanshe", targets: ["sanshe"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
  ],
  targets: [
    // C libraries of the machine (Debian packages, see `make deps`).
    .systemLibrary(name: "CNcurses"),
    .systemLibrary(name: "CUtf8proc"),
    .target(
      name: "CSimdjson", cxxSettings: [.unsafeFlags(["-O2"])],
      linkerSettings: [.linkedLibrary("simdjson")]),

    // The registry: what is kept, found, counted, stored and exchanged.
    .target(
      name: "RegistryModel",
      dependencies: [
        "CUtf8proc", .product(name: "HashTreeCollections", package: "swift-collections"),
      ], swiftSettings: strict),
    .target(name: "RegistrySearch", dependencies: ["RegistryModel"], swiftSettings: strict),
    .target(name: "RegistryPlans", dependencies: ["RegistryModel"], swiftSettings: strict),
    .target(
      name: "RegistryStore",
      dependencies: [
        "RegistryModel", "CSimdjson",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "SystemPackage", package: "swift-system"),
      ], swiftSettings: strict),
    .target(name: "RegistryExchange", dependencies: ["RegistryModel"], swiftSettings: strict),
    .target(name: "RegistryDemo", dependencies: ["RegistryModel"], swiftSettings: strict),

    // The terminal and what a clerk sees on it.
    .target(name: "TerminalCore", dependencies: ["CUtf8proc"], swiftSettings: strict),
    .target(
      name: "TerminalNcurses", dependencies: ["TerminalCore", "CNcurses"], swiftSettings: strict),
    .target(
      name: "RegistryScreens",
      dependencies: ["RegistryModel", "RegistrySearch", "RegistryPlans", "TerminalCore"],
      swiftSettings: strict),

    // Plans and help prose, embedded, and the program that joins it all.
    .target(
      name: "Resources", path: "Resources", exclude: ["README.md"],
      resources: [.embedInCode("Plans"), .embedInCode("Help")], swiftSettings: strict),
    .executableTarget(
      name: "sanshe",
      dependencies: [
        "RegistryModel", "RegistrySearch", "RegistryPlans", "RegistryStore", "RegistryExchange",
        "RegistryDemo", "RegistryScreens", "TerminalCore", "TerminalNcurses", "Resources",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),

    .testTarget(
      name: "RegistryPlansTests", dependencies: ["RegistryPlans", "RegistryModel"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
