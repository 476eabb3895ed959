// Measuring: the peak loops by instruction set, and the timed variants of lf_run_rows and lf_run_tiles, which only
// `lofting bench` calls. The border is include/lofting_measure.h.
#include "include/lofting_measure.h"

#include "tables.h"

typedef struct lf_loops {
  int64_t (*peak)(int64_t iterations, float factor, float term, float *sum);
  uint32_t (*read_memory)(const void *memory, int64_t bytes);
} lf_loops;

#define LF_LOOPS(isa)                                                                    \
  int64_t lf_##isa##_peak(int64_t iterations, float factor, float term, float *sum);    \
  uint32_t lf_##isa##_read_memory(const void *memory, int64_t bytes);                   \
  static const lf_loops isa##_loops = {lf_##isa##_peak, lf_##isa##_read_memory};

#if defined(__x86_64__)
LF_LOOPS(avx512)
LF_LOOPS(avx2)
#elif defined(__aarch64__)
LF_LOOPS(neon)
#endif
LF_LOOPS(baseline)

static const lf_loops *loops_of(lf_isa isa) {
  if (!lf_isa_is_supported(isa)) return 0;
  switch (isa) {
#if defined(__x86_64__)
    case LF_AVX512: return &avx512_loops;
    case LF_AVX2: return &avx2_loops;
    case LF_NEON: return 0;
#elif defined(__aarch64__)
    case LF_AVX512:
    case LF_AVX2: return 0;
    case LF_NEON: return &neon_loops;
#else
    case LF_AVX512:
    case LF_AVX2:
    case LF_NEON: return 0;
#endif
    case LF_BASELINE: return &baseline_loops;
  }
  return 0;
}

int64_t lf_peak(lf_isa isa, int64_t iterations) {
  const lf_loops *loops = loops_of(isa);
  if (!loops || iterations <= 0) return 0;
  // Known here and nowhere else, and looked at by nobody: the compiler must neither compute nor drop the loop.
  float factor = 1, term = 0, sum;
  __asm__ volatile("" : "+r"(factor), "+r"(term));
  const int64_t flops = loops->peak(iterations, factor, term, &sum);
  __asm__ volatile("" : : "r"(sum));
  return flops;
}

int64_t lf_read_memory(lf_isa isa, const void *memory, int64_t bytes) {
  const lf_loops *loops = loops_of(isa);
  if (!loops || bytes <= 0) return 0;
  const int64_t whole = bytes / 256 * 256;
  const uint32_t all = loops->read_memory(memory, whole);
  __asm__ volatile("" : : "r"(all));
  return whole;
}

// Steps run one by one here, also those that join the one before. One look at the counter between two steps: the end of
// one is the beginning of the next.
void lf_run_rows_timed(
    const lf_step *steps, int64_t count, const lf_kernel *kernels, const lf_block *block, char *worker,
    uint64_t *ticks) {
  uint64_t before = lf_ticks();
  for (int64_t i = 0; i < count; i++) {
    lf_run_rows(steps + i, 1, kernels, block, worker);
    const uint64_t after = lf_ticks();
    ticks[i] += after - before;
    before = after;
  }
}

void lf_run_tiles_timed(const lf_step *step, const lf_kernel *kernels, const lf_block *block, uint64_t *ticks) {
  const uint64_t before = lf_ticks();
  lf_run_tiles(step, kernels, block);
  *ticks += lf_ticks() - before;
}
