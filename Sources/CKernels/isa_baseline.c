// The kernels for what the compiler takes for granted (SSE2 on x86-64: 16 registers of 4 lanes, 8 of them for sums),
// without fused multiply-adds.
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "tables.h"

#define LF(name) lf_baseline_##name
#define LF_FMA 0
#define LF_TILE_ROWS_1 2
#define LF_TILE_ROWS_2 0
#define LF_DOT_ROWS 1
#define LF_DOT_OUTPUTS 2
#define LF_NATIVE_BYTES 16
#define LF_PEAK_CHAINS 12

#include "kernels.inc"

const lf_kernel *const lf_baseline_kernels = lf_baseline_kernel_table;
