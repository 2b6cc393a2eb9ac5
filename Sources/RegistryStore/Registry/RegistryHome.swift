import RegistryModel
import SystemPackage

/// The directory that a registry was opened in, whatever has its name now.
///
/// The one judge of that: whoever is about to make something in it asks here.
public struct RegistryHome {
  let files: any FileSystem
  let layout: RegistryLayout
  /// The registry's.
  let id: String
  /// The directory itself; nil until it is looked at.
  private var inode: UInt64?

  init(_ files: any FileSystem, _ layout: RegistryLayout, id: String, inode: UInt64? = nil) {
    (self.files, self.layout, self.id, self.inode) = (files, layout, id, inode)
  }

  /// Refuses to go on where the directory is gone or another registry has its name; true where the same
  /// one was put back there, in another directory.
  ///
  /// - Parameter isDoubted: what lies in it is not what was read.
  mutating func look(isDoubted: Bool = false) throws(StoreError) -> Bool {
    let there = try onDisk(layout.root) { () throws(DiskError) in try files.facts(layout.root) }
    guard let there, there.isDirectory else { throw .gone(layout.root) }
    let isOther = inode != nil && there.inode != inode
    if isOther || isDoubted {
      let found: RegistryIdentity
      do throws(StoreError) { found = try RegistryIdentity.read(files, layout) } catch {
        if case .notARegistry = error { throw .replaced(layout.root) }
        throw error
      }
      guard found.id == id else { throw .replaced(layout.root) }
    }
    inode = there.inode
    return isOther
  }
}
