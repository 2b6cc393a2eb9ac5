/// Files that are part of the program: handed in by it, so that no target reads them behind a back.
public enum Resources {
  /// The national plans, one JSON file each; `README.md` describes the file.
  public static let plans: [[UInt8]] = [
    PackageResources._016_2020_json, PackageResources._021_2025_json,
  ]
}
