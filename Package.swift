// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target of ours is built this way: a warning is an error, `any` is spelled out.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  // Records are read through generics of another target: specialized there, not looked up at run time.
  .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]

let package = Package(
  name: "sanshe",
  products: [
    .executable(name: "sanshe", targets: ["sanshe"]),
    .executable(name: "sanshe-sheets", targets: ["sanshe-sheets"]),
  ],
  dependencies: [
    // The versions that were tested, everywhere the same.
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
  ],
  targets: [
    // C libraries of the machine (Debian packages, see `make deps`).
    .systemLibrary(name: "CNcurses"),
    .systemLibrary(name: "CUtf8proc"),
    .systemLibrary(name: "CLinux"),
    .systemLibrary(name: "CNettle"),
    .systemLibrary(name: "CZlib"),
    .target(
      name: "CSimdjson", cxxSettings: [.unsafeFlags(["-O2"])],
      linkerSettings: [.linkedLibrary("simdjson")]),
    .target(name: "CLemon", cxxSettings: [.unsafeFlags(["-O2"])]),

    // The registry: what is kept, found, counted, stored and exchanged.
    .target(
      name: "RegistryModel",
      dependencies: [
        "CUtf8proc", .product(name: "HashTreeCollections", package: "swift-collections"),
      ], swiftSettings: strict),
    .target(name: "RegistrySearch", dependencies: ["RegistryModel"], swiftSettings: strict),
    .target(name: "RegistryPlans", dependencies: ["RegistryModel"], swiftSettings: strict),
    .target(
      name: "RegistryProposals", dependencies: ["RegistryModel", "RegistryPlans", "CLemon"],
      swiftSettings: strict),
    .target(
      name: "RegistryReports", dependencies: ["RegistryModel", "RegistryPlans", "RegistrySearch"],
      swiftSettings: strict),
    .target(
      name: "RegistryStore",
      dependencies: [
        "RegistryModel", "CSimdjson", "CLinux", "CNettle", "CZlib",
        .product(name: "SystemPackage", package: "swift-system"),
      ], swiftSettings: strict),
    // Keeps registries in a database; libpq is looked up by CPostgres when one is opened.
    .target(name: "CPostgres"),
    .target(
      name: "RegistryPostgres",
      dependencies: [
        "RegistryModel", "RegistryStore", "CPostgres",
        .product(name: "SystemPackage", package: "swift-system"),
      ], resources: [.embedInCode("SQL")], swiftSettings: strict),
    .target(
      name: "RegistryExchange", dependencies: ["RegistryModel", "SheetLines"], swiftSettings: strict
    ),
    .target(name: "RegistryDemo", dependencies: ["RegistryModel"], swiftSettings: strict),

    // The terminal and what a clerk sees on it.
    .target(name: "TerminalCore", dependencies: ["CUtf8proc"], swiftSettings: strict),
    .target(name: "CTerminalSignals"),
    .target(
      name: "TerminalNcurses", dependencies: ["TerminalCore", "CNcurses", "CTerminalSignals"],
      swiftSettings: strict),
    .target(
      name: "RegistryScreens",
      dependencies: [
        "RegistryModel", "RegistrySearch", "RegistryPlans", "RegistryProposals", "RegistryReports",
        "TerminalCore",
      ], swiftSettings: strict),

    // Plans and pinyin, embedded, and the program that joins it all.
    .target(
      name: "Resources", path: "Resources",
      exclude: ["README.md", "Pictures", "Pinyin/README.md", "Pinyin/make.py"],
      resources: [.embedInCode("Plans")], swiftSettings: strict),
    .executableTarget(
      name: "sanshe",
      dependencies: [
        "RegistryModel", "RegistrySearch", "RegistryPlans", "RegistryProposals", "RegistryReports",
        "RegistryStore", "RegistryPostgres", "RegistryExchange", "RegistryDemo", "RegistryScreens",
        "TerminalCore", "TerminalNcurses", "Resources", "SheetLines", "CLinux",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),

    // Files of spreadsheets: a program of its own, so that a hostile file ends only that.
    .systemLibrary(name: "CZip"),
    .systemLibrary(name: "CExpat"),
    .systemLibrary(name: "CXlsxwriter"),
    .target(name: "SheetLines", swiftSettings: strict),
    .executableTarget(
      name: "sanshe-sheets",
      dependencies: ["SheetLines", "CLinux", "CZip", "CExpat", "CXlsxwriter"],
      swiftSettings: strict),

    // Tests, and what only they use.
    .systemLibrary(name: "CVterm", path: "Tests/CVterm"),
    .systemLibrary(name: "CIsolation", path: "Tests/CIsolation"),
    .target(
      name: "RegistryTestSupport",
      dependencies: [
        "RegistryModel", "RegistrySearch", "RegistryPlans", "RegistryStore", "RegistryPostgres",
        "RegistryDemo",
        "RegistryExchange", "SheetLines", "RegistryScreens", "Resources", "TerminalCore", "CVterm",
        "CIsolation",
        "CZlib",
        .product(name: "SystemPackage", package: "swift-system"),
      ], path: "Tests/Support", swiftSettings: strict),
    .executableTarget(
      name: "terminal-probe", dependencies: ["TerminalCore", "TerminalNcurses"],
      path: "Tests/Probe", swiftSettings: strict),
    .executableTarget(
      name: "pictures",
      dependencies: [
        "RegistryTestSupport", "TerminalCore",
        .product(name: "SystemPackage", package: "swift-system"),
      ], path: "Tests/Pictures", swiftSettings: strict),
    .executableTarget(
      name: "bench",
      dependencies: [
        "RegistryTestSupport", "RegistryDemo", "RegistryModel", "RegistryPlans",
        "RegistryProposals", "RegistryReports", "RegistryScreens", "RegistrySearch",
        "RegistryStore", "TerminalCore", "Resources", "CSimdjson",
        .product(name: "SystemPackage", package: "swift-system"),
      ], path: "Tests/Bench", swiftSettings: strict),
    .testTarget(
      name: "TerminalCoreTests",
      dependencies: ["TerminalCore", "RegistryTestSupport", "CUtf8proc", "CVterm"],
      swiftSettings: strict),
    .testTarget(
      name: "TerminalNcursesTests", dependencies: ["RegistryTestSupport", "terminal-probe"],
      swiftSettings: strict),
    .testTarget(
      name: "RegistryModelTests", dependencies: ["RegistryModel", "RegistryTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "RegistrySearchTests",
      dependencies: ["RegistrySearch", "RegistryModel", "RegistryTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "RegistryExchangeTests",
      dependencies: [
        "RegistryExchange", "RegistryDemo", "RegistryModel", "RegistryTestSupport", "SheetLines",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "RegistryDemoTests", dependencies: ["RegistryDemo", "RegistryModel"],
      swiftSettings: strict),
    .executableTarget(
      name: "store-probe",
      dependencies: [
        "RegistryModel", "RegistryStore", "RegistryTestSupport",
        .product(name: "SystemPackage", package: "swift-system"),
      ], path: "Tests/StoreProbe", swiftSettings: strict),
    .target(
      name: "RegistrySimulator",
      dependencies: [
        "RegistryModel", "RegistryStore", "RegistryTestSupport",
        .product(name: "SystemPackage", package: "swift-system"),
      ], path: "Tests/Simulator", swiftSettings: strict),
    .executableTarget(
      name: "simulate", dependencies: ["RegistrySimulator", "RegistryStore"],
      path: "Tests/Simulate", swiftSettings: strict),
    .testTarget(
      name: "RegistryStoreTests",
      dependencies: [
        "RegistryModel", "RegistryStore", "RegistryPostgres", "RegistryDemo", "RegistryTestSupport",
        "RegistrySimulator",
        "store-probe",
        .product(name: "SystemPackage", package: "swift-system"),
      ], exclude: ["Formats"], swiftSettings: strict),
    .testTarget(
      name: "RegistryPlansTests",
      dependencies: ["RegistryPlans", "RegistryProposals", "RegistryModel", "RegistryStore"],
      swiftSettings: strict),
    .testTarget(
      name: "RegistryReportsTests",
      dependencies: [
        "RegistryReports", "RegistryModel", "RegistryPlans", "RegistryStore", "RegistryTestSupport",
      ], swiftSettings: strict),
    .testTarget(
      name: "RegistryScreensTests",
      dependencies: [
        "RegistryScreens", "RegistryModel", "RegistryPlans", "RegistryProposals", "RegistryReports",
        "RegistryExchange", "TerminalCore", "RegistryTestSupport",
      ], exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "SecondCountTests",
      dependencies: [
        "RegistryScreens", "RegistrySearch", "RegistryPlans", "RegistryModel",
        "RegistryTestSupport",
      ], swiftSettings: strict),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "RegistryTestSupport", "RegistryModel", "RegistryPlans", "RegistryStore",
        "RegistryPostgres", "TerminalCore",
        "sanshe", "sanshe-sheets", "store-probe",
        .product(name: "SystemPackage", package: "swift-system"),
      ], exclude: ["DistrictYear"], swiftSettings: strict),
    .testTarget(
      name: "SheetsTests", dependencies: ["SheetLines", "sanshe-sheets"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
