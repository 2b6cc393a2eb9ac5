import RegistryModel
import SystemPackage

/// The right to write record files and checkpoint, held through the journal's directory: nothing ever
/// takes its place, as a repair or an upgrade does with every file.
struct CheckpointLock {
  private static let pause = Duration.milliseconds(5)

  private let files: any FileSystem
  private let file: FileDescriptor

  /// Takes it, waiting up to `patience` for whoever has it; nil if that is longer.
  init?(
    _ files: any FileSystem, _ layout: RegistryLayout, patience: Duration = .zero
  ) throws(StoreError) {
    self.files = files
    file = try onDisk(layout.journal) { () throws(DiskError) in
      try files.open(layout.journal, .reading)
    }
    do throws(StoreError) {
      var waited = Duration.zero
      while try !onDisk(
        layout.journal, { [file] () throws(DiskError) in try files.lock(file, shared: false) })
      {
        guard waited < patience else {
          files.close(file)
          return nil
        }
        files.pause(Self.pause)
        waited += Self.pause
      }
    } catch {
      files.close(file)
      throw error
    }
  }

  func release() { files.close(file) }
}
