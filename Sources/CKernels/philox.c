// Philox4x32-10 for one counter: the reference that the vector kernels agree with.
#include "tables.h"

static uint32_t high_product(uint32_t a, uint32_t b) { return (uint32_t)((uint64_t)a * b >> 32); }

void lf_philox(uint64_t seed, uint32_t stream, uint64_t step, uint32_t index, uint32_t out[4]) {
  // The multipliers and the key's increments (golden ratio, sqrt(3) - 1) are the paper's.
  const uint32_t multiplier_0 = 0xD2511F53, multiplier_1 = 0xCD9E8D57;
  uint32_t counter[4] = {index, stream, (uint32_t)step, (uint32_t)(step >> 32)};
  uint32_t key[2] = {(uint32_t)seed, (uint32_t)(seed >> 32)};
  for (int round = 0; round < 10; round++) {
    const uint32_t high_0 = high_product(multiplier_0, counter[0]), low_0 = multiplier_0 * counter[0];
    const uint32_t high_1 = high_product(multiplier_1, counter[2]), low_1 = multiplier_1 * counter[2];
    counter[0] = high_1 ^ counter[1] ^ key[0];
    counter[1] = low_1;
    counter[2] = high_0 ^ counter[3] ^ key[1];
    counter[3] = low_0;
    key[0] += 0x9E3779B9;
    key[1] += 0xBB67AE85;
  }
  for (int i = 0; i < 4; i++) out[i] = counter[i];
}
