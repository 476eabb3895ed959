// The kernels for AVX-512: 32 registers of 16 lanes, 24 of them for sums.
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "tables.h"

#if defined(__x86_64__)
#define LF(name) lf_avx512_##name
#define LF_FMA 1
#define LF_TILE_ROWS_1 24
#define LF_TILE_ROWS_2 12
#define LF_DOT_ROWS 2
#define LF_DOT_OUTPUTS 12
#define LF_NATIVE_BYTES 64
#define LF_PEAK_CHAINS 24

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma"))), \
                             apply_to = function)
#include "kernels.inc"
#pragma clang attribute pop

const lf_kernel *const lf_avx512_kernels = lf_avx512_kernel_table;
#else
const lf_kernel *const lf_avx512_kernels = 0;
#endif
