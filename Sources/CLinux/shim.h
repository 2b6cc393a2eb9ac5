#include <stddef.h>
#include <sys/vfs.h>

// GNU extensions, which the headers of Glibc hide from Swift.
void *memmem(const void *bytes, size_t count, const void *part, size_t part_count);

int renameat2(int old_directory, const char *old, int new_directory, const char *new,
              unsigned int flags);
enum { RENAME_TO_FREE_NAME = 1 };

// prctl has arguments of any number, which Swift does not call.
#include <sys/prctl.h>
static inline int forbid_new_privileges(void) {
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

// A file that has no name and lives in memory alone.
int memfd_create(const char *name, unsigned int flags);
enum { CLOSE_ON_EXEC = 1 };
