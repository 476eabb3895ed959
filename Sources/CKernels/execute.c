// Runs steps: resolves each operand's address for the rows at hand and calls the kernel. No lock, no allocation.
//
// Steps that join the one before them run strip by strip: a strip of rows passes through all of them while it is in the
// L1 cache.
#include "tables.h"

enum { LF_STRIP_ROWS = 16 };

// Operands in shared memory advance to the first row; a worker's own begin at the block's first. An absent operand stays
// null.
static void run_step(
    const lf_step *step, const lf_kernel *kernels, const lf_block *rows, int64_t block_begin, char *worker) {
  lf_call call = step->call;
  for (int o = 0; o < LF_MAX_OPERANDS; o++) {
    if (step->worker_operands >> o & 1)
      call.operand[o] = worker + (intptr_t)call.operand[o] + (rows->begin - block_begin) * call.row_bytes[o];
    else if (call.operand[o])
      call.operand[o] = (char *)call.operand[o] + rows->begin * call.row_bytes[o];
  }
  kernels[step->kernel](&call, rows);
}

void lf_run_rows(const lf_step *steps, int64_t count, const lf_kernel *kernels, const lf_block *block, char *worker) {
  for (int64_t i = 0, end; i < count; i = end) {
    for (end = i + 1; end < count && steps[end].joins_previous;) end++;
    lf_block strip = *block;
    const int64_t rows = end - i == 1 ? block->end - block->begin : LF_STRIP_ROWS;
    for (; strip.begin < block->end; strip.begin = strip.end) {
      strip.end = block->end - strip.begin < rows ? block->end : strip.begin + rows;
      for (int64_t s = i; s < end; s++) run_step(steps + s, kernels, &strip, block->begin, worker);
    }
  }
}

void lf_run_tiles(const lf_step *step, const lf_kernel *kernels, const lf_block *block) {
  kernels[step->kernel](&step->call, block);
}
