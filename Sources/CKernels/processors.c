// How many processors this process may use. In C because glibc declares the affinity calls for _GNU_SOURCE only.
#if defined(__linux__)
#define _GNU_SOURCE
#include <sched.h>
#endif

#include "lofting_threads.h"

int32_t lf_allowed_processors(void) {
#if defined(__linux__)
  cpu_set_t mask;
  if (sched_getaffinity(0, sizeof mask, &mask) == 0 && CPU_COUNT(&mask) > 0) return CPU_COUNT(&mask);
#endif
  return 1;
}
