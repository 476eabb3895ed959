// The layout of parameters: row-major matrices to panels of 16 outputs and back, the transposed copy. Element [i, o] of a
// matrix [inputs, outputs] stands at ((o / 16) * inputs + i) * 16 + o % 16.
#include "tables.h"

static int64_t panel_index(int64_t inputs, int64_t input, int64_t output) {
  return (output / LF_LANES * inputs + input) * LF_LANES + output % LF_LANES;
}

void lf_pack_panels(const float *matrix, int64_t inputs, int64_t outputs, float *panels) {
  const int64_t padded = (outputs + LF_LANES - 1) / LF_LANES * LF_LANES;
  for (int64_t i = 0; i < inputs; i++)
    for (int64_t o = 0; o < padded; o++)
      panels[panel_index(inputs, i, o)] = o < outputs ? matrix[i * outputs + o] : 0;
}

void lf_unpack_panels(const float *panels, int64_t inputs, int64_t outputs, float *matrix) {
  for (int64_t i = 0; i < inputs; i++)
    for (int64_t o = 0; o < outputs; o++) matrix[i * outputs + o] = panels[panel_index(inputs, i, o)];
}

void lf_pack_transposed(const float *matrix, int64_t inputs, int64_t outputs, float *panels) {
  const int64_t padded = (inputs + LF_LANES - 1) / LF_LANES * LF_LANES;
  for (int64_t o = 0; o < outputs; o++)
    for (int64_t i = 0; i < padded; i++)
      panels[panel_index(outputs, o, i)] = i < inputs ? matrix[i * outputs + o] : 0;
}

void lf_unpack_transposed(const float *panels, int64_t inputs, int64_t outputs, float *matrix) {
  for (int64_t i = 0; i < inputs; i++)
    for (int64_t o = 0; o < outputs; o++) matrix[i * outputs + o] = panels[panel_index(outputs, o, i)];
}

void lf_transpose_panels(const float *panels, int64_t inputs, int64_t outputs, float *transposed) {
  const int64_t padded = (inputs + LF_LANES - 1) / LF_LANES * LF_LANES;
  for (int64_t o = 0; o < outputs; o++)
    for (int64_t i = 0; i < padded; i++)
      transposed[panel_index(outputs, o, i)] = i < inputs ? panels[panel_index(inputs, i, o)] : 0;
}
