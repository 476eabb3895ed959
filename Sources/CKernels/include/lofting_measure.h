// What `lofting bench` measures with: the machine's peak, and steps run under a clock.
#ifndef LOFTING_MEASURE_H
#define LOFTING_MEASURE_H

#include <time.h>

#include "lofting_kernels.h"

// Runs `iterations` of the peak loop of an instruction set on the calling thread: multiply-adds in registers (on the
// baseline multiplications and additions). Returns the floating-point operations done, 0 where it is not supported.
int64_t lf_peak(lf_isa isa, int64_t iterations);

// Reads `bytes` of memory in order, which must be 64-byte aligned. Returns the bytes read: whole blocks of 256, or 0
// where the instruction set is not supported.
int64_t lf_read_memory(lf_isa isa, const void *memory, int64_t bytes);

// The processor's counter of constant rate (TSC, CNTVCT): a few nanoseconds to read; elsewhere a clock's nanoseconds. Its
// rate is found by comparing with a clock.
static inline uint64_t lf_ticks(void) {
#if defined(__x86_64__)
  return __builtin_ia32_rdtsc();
#elif defined(__aarch64__)
  uint64_t ticks;
  __asm__ volatile("mrs %0, cntvct_el0" : "=r"(ticks));
  return ticks;
#else
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
#endif
}

// As lf_run_rows; ticks: [count], to which each step's duration is added.
void lf_run_rows_timed(
    const lf_step *steps, int64_t count, const lf_kernel *kernels, const lf_block *block, char *worker,
    uint64_t *ticks);
// As lf_run_tiles; the duration is added to *ticks.
void lf_run_tiles_timed(const lf_step *step, const lf_kernel *kernels, const lf_block *block, uint64_t *ticks);

#endif
