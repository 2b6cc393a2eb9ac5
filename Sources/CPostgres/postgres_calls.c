#include "postgres_calls.h"
#include <dlfcn.h>

bool postgres_open(struct postgres_calls *calls) {
  // Never closed: a connection may be the last thing a process has.
  void *library = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
  if (!library) return false;
#define CALL(name) \
  *(void **)&calls->name = dlsym(library, #name); \
  if (!calls->name) return false;
  POSTGRES_CALLS(CALL)
#undef CALL
  return true;
}
