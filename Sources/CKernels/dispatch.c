// Which instruction sets this process can use, and the tables by instruction set and by name.
#include "tables.h"

bool lf_isa_is_supported(lf_isa isa) {
  switch (isa) {
    case LF_AVX512:
#if defined(__x86_64__)
      return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
             __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
             __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
      return false;
#endif
    case LF_AVX2:
#if defined(__x86_64__)
      return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
      return false;
#endif
    case LF_NEON:
#if defined(__aarch64__)
      return true;
#else
      return false;
#endif
    case LF_BASELINE:
      return true;
  }
  return false;
}

const char *lf_isa_name(lf_isa isa) {
  switch (isa) {
    case LF_AVX512: return "avx512";
    case LF_AVX2: return "avx2";
    case LF_NEON: return "neon";
    case LF_BASELINE: return "baseline";
  }
  return 0;
}

const lf_kernel *lf_kernels(lf_isa isa) {
  if (!lf_isa_is_supported(isa)) return 0;
  switch (isa) {
    case LF_AVX512: return lf_avx512_kernels;
    case LF_AVX2: return lf_avx2_kernels;
    case LF_NEON: return lf_neon_kernels;
    case LF_BASELINE: return lf_baseline_kernels;
  }
  return 0;
}

static const char *const kernel_names[] = {
#define LF_KERNEL(name) #name,
#include "kernel_list.h"
#undef LF_KERNEL
};

static const char *const update_rule_names[] = {
    [LF_RULE_SGD] = "sgd",
    [LF_RULE_MOMENTUM] = "momentum",
    [LF_RULE_NESTEROV] = "nesterov",
    [LF_RULE_ADAM] = "adam",
    [LF_RULE_AMSGRAD] = "amsgrad",
    [LF_RULE_RMSPROP] = "rmsprop",
    [LF_RULE_RMSPROP_MOMENTUM] = "rmsprop_momentum",
    [LF_RULE_RMSPROP_CENTERED] = "rmsprop_centered",
    [LF_RULE_RMSPROP_CENTERED_MOMENTUM] = "rmsprop_centered_momentum",
};

#define NAME_AT(names, index) \
  ((index) >= 0 && (uint64_t)(index) < sizeof(names) / sizeof((names)[0]) ? (names)[index] : 0)

const char *lf_kernel_name(int32_t kernel) { return NAME_AT(kernel_names, kernel); }

const char *lf_update_rule_name(int32_t rule) { return NAME_AT(update_rule_names, rule); }
