import CLinux
import Glibc
import SheetLines

/// What this process may use from its start on; a file that makes it use more ends it.
enum Confinement {
  static func enter(for command: SheetCommand) {
    let isReading = command != .write
    limit(RLIMIT_AS, Limits.addressBytes)
    limit(RLIMIT_CPU, Limits.processorSeconds)
    limit(RLIMIT_CORE, 0)
    limit(RLIMIT_FSIZE, isReading ? 0 : Limits.writtenBytes)
    limit(RLIMIT_NOFILE, isReading ? Limits.readingDescriptors : Limits.writingDescriptors)
    _ = forbid_new_privileges()
    // A full disk and a reader that went away are errors of a call, not ends of the process.
    signal(SIGXFSZ, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
  }

  private static func limit(_ resource: __rlimit_resource, _ value: Int) {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(resource.rawValue), &limit)
    limit.rlim_cur = min(rlim_t(value), limit.rlim_max)
    limit.rlim_max = limit.rlim_cur
    setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
  }
}
