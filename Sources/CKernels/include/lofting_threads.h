// The little that threads need from C: a pause hint, and how many processors this process may use.
#ifndef LOFTING_THREADS_H
#define LOFTING_THREADS_H

#include <stdint.h>

// A hint that the calling thread waits in a loop: it leaves the core to the sibling thread and saves power. Inline,
// because a call would cost as much as the pause itself.
static inline void lf_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

// Processors in this thread's affinity mask (what taskset and containers leave of the machine), at least 1.
int32_t lf_allowed_processors(void);

#endif
