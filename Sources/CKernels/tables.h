// What the C files share with one another but not with Swift: the kernel tables of the instruction sets, the slots of
// updates, the kernels' one signature.
#ifndef LOFTING_TABLES_H
#define LOFTING_TABLES_H

#include "include/lofting_kernels.h"

// Null where the file was compiled for another architecture.
extern const lf_kernel *const lf_avx512_kernels;
extern const lf_kernel *const lf_avx2_kernels;
extern const lf_kernel *const lf_neon_kernels;
extern const lf_kernel *const lf_baseline_kernels;

// The slots that all update rules share; a rule's own begin at LF_SLOT_RULE (see Kernel.slots and UpdateRule.slots).
enum {
  LF_SLOT_L1 = 0,
  LF_SLOT_L2 = 1,
  LF_SLOT_CLIP = 2,
  LF_SLOT_LEARNING_RATE = 3,
  LF_SLOT_WEIGHT_DECAY = 4,
  LF_SLOT_RULE = 5,
};

// Adam's, from LF_SLOT_RULE on.
enum { LF_ADAM_BETA_1 = LF_SLOT_RULE, LF_ADAM_BETA_2, LF_ADAM_EPSILON, LF_ADAM_ALPHA };

// RMSprop's.
enum { LF_RMSPROP_RHO = LF_SLOT_RULE, LF_RMSPROP_EPSILON, LF_RMSPROP_MOMENTUM };

// The order of UpdateRule in Functions.swift.
enum {
  LF_RULE_SGD,
  LF_RULE_MOMENTUM,
  LF_RULE_NESTEROV,
  LF_RULE_ADAM,
  LF_RULE_AMSGRAD,
  LF_RULE_RMSPROP,
  LF_RULE_RMSPROP_MOMENTUM,
  LF_RULE_RMSPROP_CENTERED,
  LF_RULE_RMSPROP_CENTERED_MOMENTUM,
};

#endif
