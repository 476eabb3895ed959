// Runs steps: resolves each operand's address for the block at hand and calls the kernel. No lock, no allocation.
#include "tables.h"

// Operands in shared memory advance to the block's first row; a worker's own begin there already. An absent operand
// stays null.
void lf_run_rows(const lf_step *steps, int64_t count, const lf_kernel *kernels, const lf_block *block, char *worker) {
  for (int64_t i = 0; i < count; i++) {
    lf_call call = steps[i].call;
    for (int o = 0; o < LF_MAX_OPERANDS; o++) {
      if (steps[i].worker_operands >> o & 1)
        call.operand[o] = worker + (intptr_t)call.operand[o];
      else if (call.operand[o])
        call.operand[o] = (char *)call.operand[o] + block->begin * call.row_bytes[o];
    }
    kernels[steps[i].kernel](&call, block);
  }
}

void lf_run_tiles(const lf_step *step, const lf_kernel *kernels, const lf_block *block) {
  kernels[step->kernel](&step->call, block);
}
