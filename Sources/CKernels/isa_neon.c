// The kernels for 64-bit ARM: 32 registers of 4 lanes, 24 of them for sums.
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "tables.h"

#if defined(__aarch64__)
#define LF(name) lf_neon_##name
#define LF_FMA 1
#define LF_TILE_ROWS_1 6
#define LF_TILE_ROWS_2 0
#define LF_DOT_ROWS 1
#define LF_DOT_OUTPUTS 6
#define LF_NATIVE_BYTES 16
#define LF_PEAK_CHAINS 24

#include "kernels.inc"

const lf_kernel *const lf_neon_kernels = lf_neon_kernel_table;
#else
const lf_kernel *const lf_neon_kernels = 0;
#endif
