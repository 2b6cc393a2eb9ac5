#pragma once
#include <sys/mount.h>

/// What sched.h shows under _GNU_SOURCE only: parts of a process that one thread gets for itself.
int unshare(int flags);
enum { unshare_umask = 0x200, unshare_mounts = 0x20000 };
