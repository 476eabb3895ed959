// The kernels' border: what a bound step looks like to C, and the tables of kernels by instruction set.
//
// The meaning of every kernel, operand, size and slot stands in one place, beside its case in
// Sources/ExecutionPlan/Kernel.swift; the order of the tables here follows the order of the cases there, and a test holds
// the names together.
//
// Rules for every kernel:
// - It allocates nothing, takes no lock and writes only to its output operands.
// - Arithmetic is fp32 in 16 logical lanes on every instruction set, multiply-adds are fused where the hardware has
//   FMA, and each output's reduction order is fixed by shapes alone, never by tiles, blocks or threads.
// - A row of floats begins at a multiple of its stride, which is a multiple of 16 lanes; lanes beyond the last feature
//   may be read and written: they are finite in values and zero in gradients.
// - A matrix parameter [inputs, outputs] is stored in panels of 16 outputs: [ceil(outputs / 16)][inputs][16], lanes
//   beyond the last output zero. Its transposed copy is the same layout of [outputs, inputs]. One with many inputs and
//   few outputs is stored as that of [outputs, inputs] itself: it has its lanes over inputs.
#ifndef LOFTING_KERNELS_H
#define LOFTING_KERNELS_H

#include <stdbool.h>
#include <stdint.h>

enum {
  LF_MAX_OPERANDS = 16,
  LF_MAX_SIZES = 8,
  LF_MAX_REALS = 4,
  LF_MAX_SLOTS = 12,
  LF_LANES = 16,
  // A parameter tile: this many inputs by this many panels of 16 outputs.
  LF_TILE_INPUTS = 48,
  LF_TILE_PANELS = 2,
  // Elements in a tile of an elementwise parameter kernel.
  LF_FLAT_TILE = 4096,
  // Floats of scratch each worker has: a group of gradient tiles and a chunk of packed vectors.
  LF_SCRATCH_FLOATS = 11264,
};

// What changes from step to step; written by the trainer between steps, read-only while kernels run.
typedef struct lf_frame {
  int64_t rows;                // rows in this batch, at most the plan's batch
  const uint32_t *row_indices; // [rows]: which rows of the data make the batch
  const double *scalars;       // the plan's scalar slots
  uint64_t seed;               // the training seed
  uint64_t step;               // optimizer steps before this one: the counter of random streams
  uint32_t *non_finite;        // set to 1 by a loss kernel that sees a non-finite row loss
} lf_frame;

// A step's constant part.
typedef struct lf_call {
  void *operand[LF_MAX_OPERANDS];       // null where an optional operand is absent
  int64_t row_bytes[LF_MAX_OPERANDS];   // bytes from row to row; 0 for operands without rows
  int64_t size[LF_MAX_SIZES];
  float real[LF_MAX_REALS];
  int32_t slot[LF_MAX_SLOTS];           // indices in frame->scalars
} lf_call;

// The work of one invocation. A rows kernel gets operands that already point at row `begin`, and computes rows
// [begin, end); a tiles kernel computes tiles [begin, end) of the whole batch; a once kernel ignores both.
typedef struct lf_block {
  int64_t begin;
  int64_t end;
  const lf_frame *frame;
  float *scratch; // [LF_SCRATCH_FLOATS], 64-byte aligned, this worker's own
} lf_block;

typedef void (*lf_kernel)(const lf_call *call, const lf_block *block);

// A step as the executor runs it: the call, its kernel, and which operands live in a worker's own memory (their
// `operand` is then an offset from the worker's base, and rows count from the block's first row).
typedef struct lf_step {
  lf_call call;
  uint16_t kernel;
  uint16_t worker_operands; // bit i: operand i is the worker's own
  bool joins_previous;      // runs strip by strip with the step before it
} lf_step;

// Instruction sets, from the widest.
typedef enum lf_isa { LF_AVX512 = 0, LF_AVX2 = 1, LF_NEON = 2, LF_BASELINE = 3 } lf_isa;

// Whether this process can run an instruction set's kernels (and whether they were compiled in).
bool lf_isa_is_supported(lf_isa isa);
const char *lf_isa_name(lf_isa isa);

// The kernels of an instruction set in the order of Kernel.swift; null where unsupported.
const lf_kernel *lf_kernels(lf_isa isa);
// Names by index, null past the end.
const char *lf_kernel_name(int32_t kernel);
const char *lf_activation_name(int32_t activation);
const char *lf_loss_name(int32_t loss);
const char *lf_metric_name(int32_t metric);
const char *lf_update_rule_name(int32_t rule);

// Runs steps [0, count) of a rows group, in order, on rows [block->begin, block->end).
void lf_run_rows(const lf_step *steps, int64_t count, const lf_kernel *kernels, const lf_block *block, char *worker);
// Runs one tiles or once step.
void lf_run_tiles(const lf_step *step, const lf_kernel *kernels, const lf_block *block);

// Fills the derived slots of an update rule for optimizer step `iteration` (counted from 1) in double arithmetic:
// bias-corrected rates and their like.
void lf_prepare_update(int32_t rule, double *scalars, const int32_t *slot, uint64_t iteration);

// Packs a row-major matrix [inputs, outputs] into panels, and back. A vector is a matrix with one input.
void lf_pack_panels(const float *matrix, int64_t inputs, int64_t outputs, float *panels);
void lf_unpack_panels(const float *panels, int64_t inputs, int64_t outputs, float *matrix);
// The same for panels of the transposed matrix (lanes over inputs).
void lf_pack_transposed(const float *matrix, int64_t inputs, int64_t outputs, float *panels);
void lf_unpack_transposed(const float *panels, int64_t inputs, int64_t outputs, float *matrix);
// Refreshes the transposed copy: panels of [inputs, outputs] -> panels of [outputs, inputs].
void lf_transpose_panels(const float *panels, int64_t inputs, int64_t outputs, float *transposed);

// Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011): four words from the counter
// (index, stream, step low, step high) under the key (seed low, seed high).
void lf_philox(uint64_t seed, uint32_t stream, uint64_t step, uint32_t index, uint32_t out[4]);

#endif
