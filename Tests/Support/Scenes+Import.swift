import RegistryModel
import TerminalCore

// A file is found, its columns are matched, its rows put right.
extension Scene {
  static let importPlays: KeyValuePairs<String, Play> = [
    "import-path": {
      let names = ["名单-11月.xlsx", "名单-10月.xls", "社会组织花名册.csv", "归档/2025.csv"]
      for (place, name) in names.enumerated() {
        $0.files[name] = String(repeating: "社", count: 400 << place)
        $0.written[name] = Instant(seconds: 1_795_000_000 - place * 90_000)
      }
      try $0.askForImport()
      $0.press(.down, .down)
    },
    "import-path-wrong": {
      $0.files["名单-11月.xlsx"] = ""
      try $0.askForImport()
      $0.type("名册")
    },
    "import-problems": { try $0.importSample() },
    "import-update": {
      try $0.importSample()
      $0.press(.tab, .tab)
    },
    "import-acts": {
      try $0.importSample()
      $0.press(.function(2))
    },
    "import-row": {
      try $0.importSample()
      $0.press(.enter)
    },
    "import-mapping": { try $0.importSample(isProposed: true) },
    "import-field": {
      try $0.importSample(isProposed: true)
      $0.type("d")
    },
  ]
}

extension Robot {
  fileprivate mutating func askForImport() throws {
    press(.function(9))
    try choose("Import a list ..", "导入名单 ..")
    try choose("Organizations", "社会组织")
  }
}
