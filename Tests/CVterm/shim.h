// libvterm and pseudo-terminals for Swift: bit fields, and calls that glibc shows only on request.
#pragma once
#include <fcntl.h>
#include <stdbool.h>
#include <vterm.h>
#include <wchar.h>

static inline bool cv_bold(const VTermScreenCell *cell) { return cell->attrs.bold; }
static inline bool cv_reverse(const VTermScreenCell *cell) { return cell->attrs.reverse; }
static inline bool cv_underline(const VTermScreenCell *cell) { return cell->attrs.underline != 0; }

extern int posix_openpt(int flags);
extern int grantpt(int fd);
extern int unlockpt(int fd);
extern int ptsname_r(int fd, char *name, size_t count);

/// Opens the controlling end of a new pseudo-terminal and names the other one; -1 on failure.
static inline int cv_open_terminal(char *name, size_t count) {
  int fd = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (fd < 0 || grantpt(fd) != 0 || unlockpt(fd) != 0 || ptsname_r(fd, name, count) != 0) return -1;
  return fd;
}

/// The flag of posix_spawn for a session of its own.
enum { CV_SPAWN_SETSID = 0x80 };

extern int wcwidth(wchar_t character);
