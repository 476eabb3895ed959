// The slots of an update rule that follow from the others and the iteration, in double arithmetic.
#include <math.h>

#include "tables.h"

// Adam's bias correction: alpha = learning_rate sqrt(1 - beta_2^t) / (1 - beta_1^t).
static void prepare_adam(double *scalars, const int32_t *slot, uint64_t iteration) {
  const double t = (double)iteration;
  const double rate = scalars[slot[LF_SLOT_LEARNING_RATE]];
  const double beta_1 = scalars[slot[LF_ADAM_BETA_1]], beta_2 = scalars[slot[LF_ADAM_BETA_2]];
  scalars[slot[LF_ADAM_ALPHA]] = rate * sqrt(1 - pow(beta_2, t)) / (1 - pow(beta_1, t));
}

void lf_prepare_update(int32_t rule, double *scalars, const int32_t *slot, uint64_t iteration) {
  switch (rule) {
    case LF_RULE_ADAM:
    case LF_RULE_AMSGRAD:
      prepare_adam(scalars, slot, iteration);
      return;
    default:
      // The other rules have no derived slots.
      return;
  }
}
