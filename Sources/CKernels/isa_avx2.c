// The kernels for AVX2 with FMA: 16 registers of 8 lanes, 12 of them for sums.
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "tables.h"

#if defined(__x86_64__)
#define LF(name) lf_avx2_##name
#define LF_FMA 1
#define LF_TILE_ROWS_1 6
#define LF_TILE_ROWS_2 0
#define LF_DOT_ROWS 1
#define LF_DOT_OUTPUTS 6
#define LF_NATIVE_BYTES 32
#define LF_PEAK_CHAINS 12

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "kernels.inc"
#pragma clang attribute pop

const lf_kernel *const lf_avx2_kernels = lf_avx2_kernel_table;
#else
const lf_kernel *const lf_avx2_kernels = 0;
#endif
