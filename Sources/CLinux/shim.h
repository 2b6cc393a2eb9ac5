#include <stddef.h>
#include <sys/vfs.h>

// GNU extensions, which the headers of Glibc hide from Swift.
void *memmem(const void *bytes, size_t count, const void *part, size_t part_count);

int renameat2(int old_directory, const char *old, int new_directory, const char *new,
              unsigned int flags);
enum { RENAME_TO_FREE_NAME = 1 };
