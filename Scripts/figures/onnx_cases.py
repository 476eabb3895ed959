"""Writes Tests/CKernelsTests/Fixtures/ONNXCases.swift: ONNX's own node test cases of the operations Lofting has.

    python Scripts/figures/onnx_cases.py | swift format - > Tests/CKernelsTests/Fixtures/ONNXCases.swift

Made with onnx 1.23.2, whose wheel holds the generators of the cases (onnx.backend.test.case.node) in the place of the
files that they write; the generators seed NumPy themselves. Each case of an operator in ADAPTERS is either adapted to
a kernel call or set aside with a reason, and the head of the file lists both. Of tensors only the layout changes:
features come last. A missing attribute has the default of ONNX's schema.
"""

import math
import warnings

warnings.filterwarnings("ignore")

import numpy
import onnx
from onnx.backend.test.case.node import collect_testcases

# Cases with more elements are set aside, or thinned where elements don't depend on each other.
LARGEST = 1500
THINNED = 250


class SetAside(Exception):
    """Why a case has no kernel call."""


class Case:
    """One node with its attributes, inputs by position (None where absent) and outputs."""

    def __init__(self, test):
        self.name, self.node = test.name, test.model.graph.node[0]
        self.opset = test.model.opset_import[0].version
        data_inputs, self.outputs = test.data_sets[0]
        given = iter(data_inputs)
        self.inputs = [next(given) if name else None for name in self.node.input]
        for tensor in [*self.inputs, self.outputs[0]]:
            if tensor is not None and not hasattr(tensor, "dtype"):
                raise SetAside("not of tensors")
        if self.outputs[0].dtype != numpy.float32 and self.inputs[0].dtype != numpy.float32:
            raise SetAside("not of float32")

    def attribute(self, name):
        for given in self.node.attribute:
            if given.name == name:
                return onnx.helper.get_attribute_value(given)
        schema = onnx.defs.get_schema(self.node.op_type, self.opset, self.node.domain)
        default = schema.attributes[name].default_value
        return onnx.helper.get_attribute_value(default) if default.name else None

    def input(self, index):
        return self.inputs[index] if index < len(self.inputs) else None


def number(value):
    """The shortest text that reads back as the same float32."""
    value = numpy.float32(value)
    return ".infinity" if numpy.isinf(value) else str(value)


def activation(function, *attributes):
    """An adapter for an elementwise function whose reals are the attributes."""
    return lambda case: elementwise(case, function, [case.attribute(name) for name in attributes])


def elementwise(case, function, reals=()):
    x, y = case.inputs[0], case.outputs[0]
    if x.size > LARGEST:
        step = math.ceil(x.size / THINNED)
        x, y = x.ravel()[::step], y.ravel()[::step]
    return f".activation(.{function}, reals: [{', '.join(number(real) for real in reals)}])", [x], [y]


def with_fixed_constants(function, defaults, reason):
    """An adapter for a function that Lofting has with these constants only."""

    def adapt(case):
        if any(abs(case.attribute(name) - value) > 1e-6 * value for name, value in defaults.items()):
            raise SetAside(reason)
        return elementwise(case, function)

    return adapt


def gelu(case):
    return elementwise(case, "geluTanh" if case.attribute("approximate") == b"tanh" else "gelu")


def shrink(case):
    bias, threshold = case.attribute("bias"), case.attribute("lambd")
    if bias not in (0, threshold):
        raise SetAside("a bias that is neither 0 nor lambd")
    return elementwise(case, "softShrink" if bias else "hardShrink", [threshold])


def clip(case):
    low = -math.inf if case.input(1) is None else float(case.input(1))
    high = math.inf if case.input(2) is None else float(case.input(2))
    if (low, high) == (-math.inf, math.inf):
        return elementwise(case, "linear")
    if (low, high) == (-1, 1):
        return elementwise(case, "hardTanh")
    if low == 0:
        return elementwise(case, "reluGeneral", [0, 0, high])
    if low == -high:
        return f".clipByValue(limit: {number(high)})", [case.inputs[0]], [case.outputs[0]]
    raise SetAside("bounds that are neither [-limit, limit] nor [0, maximum]")


def over_last_axis(function):
    def adapt(case):
        x = case.inputs[0]
        if case.attribute("axis") not in (-1, x.ndim - 1):
            raise SetAside("not over the last axis")
        return elementwise(case, function)

    return adapt


def gemm(case):
    if case.attribute("alpha") != 1 or case.attribute("beta") != 1:
        raise SetAside("alpha or beta is not 1")
    if case.attribute("transA") or case.attribute("transB"):
        raise SetAside("a transposed factor")
    x, w = case.inputs[:2]
    bias = case.input(2)
    if bias is None:
        return ".dense", [x, w], [case.outputs[0]]
    if bias.ndim == 2 and bias.shape[0] != 1:
        raise SetAside("another bias for each row")
    return ".dense", [x, w, numpy.broadcast_to(bias.ravel(), w.shape[1:])], [case.outputs[0]]


def matmul(case):
    x, w = case.inputs
    if w.ndim > 2:
        raise SetAside("other weights for each row or position")
    w = w.reshape(w.shape[0], -1)
    return ".dense", [x, w], [case.outputs[0].reshape(*x.shape[:-1], w.shape[1])]


def layer_normalization(case):
    # Over several axes it is that of the flattened ones.
    x, gamma, beta = case.inputs
    axis = case.attribute("axis") % x.ndim
    shape = [*(x.shape[:axis] or [1]), -1]
    inputs = [x.reshape(shape), gamma.ravel(), beta.ravel()]
    return f".layerNormalize(epsilon: {number(case.attribute('epsilon'))})", inputs, [case.outputs[0].reshape(shape)]


def batch_normalization(case):
    epsilon = number(case.attribute("epsilon"))
    x, *vectors = case.inputs
    y, *moving = case.outputs
    inputs, outputs = [numpy.moveaxis(x, 1, -1), *vectors], [numpy.moveaxis(y, 1, -1), *moving]
    if case.attribute("training_mode"):
        momentum = number(case.attribute("momentum"))
        return f".batchNormalizeInTraining(epsilon: {epsilon}, momentum: {momentum})", inputs, outputs
    return f".batchNormalize(epsilon: {epsilon})", inputs, outputs


def softmax_cross_entropy(case):
    # The second output, log_prob, is that of log-softmax.
    logits, classes, weights = *case.inputs[:2], case.input(2)
    reduction, ignored = case.attribute("reduction").decode(), case.attribute("ignore_index")
    if ignored is not None and ignored in classes:
        raise SetAside("rows with ignore_index")
    if reduction == "mean" and weights is not None:
        raise SetAside("a mean divided by the sum of weights; Lofting's is divided by the rows")
    if logits.size > LARGEST:
        raise SetAside(f"more than {LARGEST} elements")
    logits = numpy.moveaxis(logits, 1, -1)
    inputs = [logits.reshape(-1, logits.shape[-1]), classes.ravel()] + ([] if weights is None else [weights])
    return f".softmaxCrossEntropy(.{reduction})", inputs, [case.outputs[0].ravel()]


def add(case):
    a, b = case.inputs
    return ".add", [a, numpy.broadcast_to(b, a.shape)], [case.outputs[0]]


def sum_of_tensors(case):
    if len(case.inputs) != 2:
        raise SetAside("not of two tensors")
    return add(case)


def gather(case):
    data, indices = case.inputs
    if case.attribute("axis") != 0 or indices.ndim != 1 or indices.min() < 0:
        raise SetAside("not of rows by their indices")
    return ".gather", [data.reshape(len(data), -1), indices], [case.outputs[0].reshape(len(indices), -1)]


def arg_max(case):
    x = case.inputs[0]
    if case.attribute("axis") not in (-1, x.ndim - 1):
        raise SetAside("not over the last axis")
    last = case.attribute("select_last_index")
    if last and any(numpy.count_nonzero(row == row.max()) > 1 for row in x.reshape(-1, x.shape[-1])):
        raise SetAside("the last of equal maxima")
    return ".argMax", [x], [case.outputs[0].ravel()]


def top_k(case):
    x = case.inputs[0]
    if case.attribute("axis") not in (-1, x.ndim - 1) or not case.attribute("largest"):
        raise SetAside("not the largest over the last axis")
    indices = case.outputs[1]
    return f".topK", [x], [indices.reshape(-1, indices.shape[-1])]


def dropout(case):
    ratio = case.input(1)
    if case.opset < 12 or case.input(2) is None or not case.input(2):
        raise SetAside("an evaluation, in which no kernel runs")
    if ratio != 0:
        raise SetAside("random numbers of another generator")
    return ".dropoutOfNothing", [case.inputs[0]], [case.outputs[0]]


ADAPTERS = {
    "Add": add, "ArgMax": arg_max, "BatchNormalization": batch_normalization, "Celu": activation("celu", "alpha"),
    "Clip": clip, "Dropout": dropout, "Elu": activation("elu", "alpha"), "Exp": activation("exponential"),
    "Gather": gather, "Gelu": gelu, "Gemm": gemm,
    "HardSigmoid": with_fixed_constants("hardSigmoid", {"alpha": 1 / 6, "beta": 0.5}, "alpha is not 1/6"),
    "HardSwish": activation("hardSilu"), "Identity": activation("linear"), "LayerNormalization": layer_normalization,
    "LeakyRelu": activation("leakyRelu", "alpha"), "LogSoftmax": over_last_axis("logSoftmax"), "MatMul": matmul,
    "Mish": activation("mish"), "Relu": activation("relu"),
    "Selu": with_fixed_constants(
        "selu", {"alpha": 1.6732632, "gamma": 1.0507010}, "alpha and gamma are not those of the paper"),
    "Shrink": shrink, "Sigmoid": activation("sigmoid"), "Softmax": over_last_axis("softmax"),
    "SoftmaxCrossEntropyLoss": softmax_cross_entropy, "Softplus": activation("softplus"),
    "Softsign": activation("softsign"), "Sum": sum_of_tensors,
    "Swish": with_fixed_constants("silu", {"alpha": 1}, "alpha is not 1"),
    "Tanh": activation("tanh"), "ThresholdedRelu": lambda case: elementwise(
        case, "threshold", [case.attribute("alpha"), 0]), "TopK": top_k,
}


def wrapped(words, prefix, width=108):
    """Words in lines that each begin with the prefix."""
    lines, line = [], prefix
    for word in words:
        if line != prefix and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = prefix
        line += word if line == prefix else " " + word
    return [*lines, line]


class Tensors:
    """The tensors of all cases: those that recur get a name, since most cases begin with the same random numbers."""

    def __init__(self, cases):
        texts = [self.text(array) for case in cases for array in case]
        self.names = {}
        for text in texts:
            if texts.count(text) > 1 and len(text) > 100 and text not in self.names:
                self.names[text] = f"numbers{len(self.names)}"

    @staticmethod
    def text(array):
        return " ".join(map(str, numpy.ravel(array)))

    @staticmethod
    def literal(text):
        """One text compiles at once where an array of thousands does not."""
        lines = wrapped(text.split(), "")
        return f'"{text}"' if len(lines) == 1 and len(text) < 70 else '"""\n' + "\n".join(lines) + '\n"""'

    def swift(self, array):
        text = self.text(array)
        return f"ONNXTensor({list(array.shape)}, {self.names.get(text) or self.literal(text)})"


def main():
    cases, same, aside, covered = {}, {}, {}, 0
    for test in collect_testcases(None):
        node = test.model.graph.node[0]
        # A function's expansion into other operators has the same data as the function's own case.
        if node.op_type not in ADAPTERS or node.domain or "_expanded" in test.name:
            continue
        name = test.name.removeprefix("test_")
        try:
            operation, inputs, outputs = ADAPTERS[node.op_type](Case(test))
        except SetAside as reason:
            aside.setdefault((node.op_type, str(reason)), []).append(name)
            continue
        covered += 1
        key = (operation, *((array.shape, array.tobytes()) for array in [*inputs, *outputs]))
        if key in cases:
            same.setdefault(cases[key][0], []).append(name)
        else:
            cases[key] = (name, operation, inputs, outputs)

    count = covered + sum(map(len, aside.values()))
    print("// ONNX's node test cases, written by Scripts/figures/onnx_cases.py with onnx "
          f"{onnx.__version__} (Apache-2.0).")
    text = (f"Of {count} cases of {len(ADAPTERS)} operators {covered} are covered; {covered - len(cases)} of them "
            "have the data of another one and stand beside its name.")
    print("//\n" + "\n".join(wrapped(text.split(), "// ")))
    print("//\n// Set aside:")
    for (operator, reason), names in sorted(aside.items()):
        print("\n".join(wrapped(f"- {operator}, {reason}: {', '.join(names)}".split(), "// ")))
    tensors = Tensors([*inputs, *outputs] for _, _, inputs, outputs in cases.values())
    print("\nextension ONNXCase {")
    for text, name in tensors.names.items():
        print(f"private static let {name} =\n{tensors.literal(text)}")
    print("\nstatic let all: [ONNXCase] = [")
    for name, operation, inputs, outputs in cases.values():
        for line in wrapped(", ".join(same[name]).split(), "// the same: ") if name in same else []:
            print(line)
        print(f'ONNXCase(\nname: "{name}", operation: {operation},')
        print("inputs: [" + ", ".join(map(tensors.swift, inputs)) + "],")
        print("outputs: [" + ", ".join(map(tensors.swift, outputs)) + "]),")
    print("]\n}")


if __name__ == "__main__":
    main()
