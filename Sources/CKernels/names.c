// The names of activations, losses and metrics by index, in the order of Functions.swift: what a test compares.
#include "tables.h"

static const char *const activation_names[] = {
#define LF_ELEMENTWISE(name) #name,
#define LF_ROWWISE(name) #name,
#include "activation_list.h"
#undef LF_ELEMENTWISE
#undef LF_ROWWISE
};

static const char *const loss_names[] = {
    "softmax_cross_entropy", "softmax_cross_entropy_dense", "sigmoid_cross_entropy", "sigmoid_cross_entropy_dense",
    "mean_squared_error",    "mean_absolute_error",         "huber",
};

static const char *const metric_names[] = {
    "categorical_accuracy", "binary_accuracy",     "top_k",
    "mean_squared_error",   "mean_absolute_error", "binary_accuracy_dense",
};

#define NAME_AT(names, index) \
  ((index) >= 0 && (uint64_t)(index) < sizeof(names) / sizeof((names)[0]) ? (names)[index] : 0)

const char *lf_activation_name(int32_t activation) { return NAME_AT(activation_names, activation); }

const char *lf_loss_name(int32_t loss) { return NAME_AT(loss_names, loss); }

const char *lf_metric_name(int32_t metric) { return NAME_AT(metric_names, metric); }
