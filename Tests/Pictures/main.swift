// Writes every scene as an SVG picture into the directory named: `make screens`.

import Glibc
import RegistryTestSupport
import SystemPackage
import TerminalCore

guard CommandLine.arguments.count >= 2 else { fatalError("usage: pictures DIRECTORY [SCENE ...]") }
let directory = FilePath(CommandLine.arguments[1])
let wanted = CommandLine.arguments.dropFirst(2)
mkdir(directory.string, 0o755)
for scene in Scene.all where wanted.isEmpty || wanted.contains(scene.name) {
  let file = try FileDescriptor.open(
    directory.appending("\(scene.name).svg"), .writeOnly, options: [.create, .truncate],
    permissions: [.ownerReadWrite, .groupRead, .otherRead])
  _ = try file.closeAfter {
    try file.writeAll(SVGPicture(scene.canvas()).svg.utf8)
  }
}
