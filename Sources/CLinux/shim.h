#include <stddef.h>
#include <sys/vfs.h>

// A GNU extension, which the headers of Glibc hide from Swift.
void *memmem(const void *bytes, size_t count, const void *part, size_t part_count);
