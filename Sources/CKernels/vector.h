// Sixteen logical lanes in clang's vector extensions: one AVX-512 register, two of AVX2, four of SSE2 or NEON.
//
// Included inside an instruction set's attribute region (see kernels.inc); LF_FMA says whether the hardware fuses.
#pragma STDC FP_CONTRACT OFF
// Functions that take or give vectors are always inlined: no calling convention is involved.
#pragma clang diagnostic ignored "-Wpsabi"

typedef float lf_float16 __attribute__((vector_size(64)));
typedef float lf_float16_unaligned __attribute__((vector_size(64), aligned(4)));
typedef int32_t lf_int16 __attribute__((vector_size(64)));
typedef uint32_t lf_uint16 __attribute__((vector_size(64)));
typedef uint8_t lf_byte16_unaligned __attribute__((vector_size(16), aligned(1)));

#define LF_INLINE static inline __attribute__((always_inline))

LF_INLINE lf_float16 LF(load)(const float *p) { return *(const lf_float16_unaligned *)p; }
LF_INLINE void LF(store)(float *p, lf_float16 v) { *(lf_float16_unaligned *)p = v; }
LF_INLINE lf_float16 LF(splat)(float s) { return (lf_float16){s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s}; }

// a * b + c, rounded once where the hardware has FMA, twice on the baseline (a library call otherwise).
LF_INLINE lf_float16 LF(fma)(lf_float16 a, lf_float16 b, lf_float16 c) {
#if LF_FMA
  return __builtin_elementwise_fma(a, b, c);
#else
  return a * b + c;
#endif
}

// Lanes where the mask is all ones from `yes`, the others from `no`.
LF_INLINE lf_float16 LF(select)(lf_int16 mask, lf_float16 yes, lf_float16 no) {
  return (lf_float16)((mask & (lf_int16)yes) | (~mask & (lf_int16)no));
}

// The sum of the lanes in a fixed tree: halves, quarters, pairs.
LF_INLINE float LF(sum)(lf_float16 v) {
  float a[16];
  LF(store)(a, v);
  for (int width = 8; width >= 1; width /= 2)
    for (int i = 0; i < width; i++) a[i] += a[i + width];
  return a[0];
}

// The first n lanes (n in 1...16) to memory.
LF_INLINE void LF(store_first)(float *p, lf_float16 v, int64_t n) {
  if (n >= 16) {
    LF(store)(p, v);
  } else {
    float a[16];
    LF(store)(a, v);
    for (int64_t i = 0; i < n; i++) p[i] = a[i];
  }
}

// The first n lanes from memory, the others zero.
LF_INLINE lf_float16 LF(load_first)(const float *p, int64_t n) {
  if (n >= 16) return LF(load)(p);
  float a[16] = {0};
  for (int64_t i = 0; i < n; i++) a[i] = p[i];
  return LF(load)(a);
}
