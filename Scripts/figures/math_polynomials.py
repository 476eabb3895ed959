"""Prints the polynomial coefficients of Sources/CKernels/math.inc (needs NumPy and mpmath).

Each polynomial minimizes the largest relative error of the function it serves. The fit is Lawson's: least squares on a
dense Chebyshev grid whose weights are multiplied by the error until it is level. Coefficients are rounded to float32
one by one, the most significant first, and the remaining ones are fitted again around the rounded ones.
"""

import mpmath
import numpy

mpmath.mp.dps = 40


def fit(name, low, high, terms, function, weight):
    """function(x) ~ sum c[k] x^k with error measured as weight(x) * |difference|."""
    nodes = numpy.cos(numpy.pi * (numpy.arange(2000) + 0.5) / 2000)
    x = (low + high) / 2 + (high - low) / 2 * nodes
    target = numpy.array([float(function(mpmath.mpf(v))) for v in x])
    scale = numpy.array([float(weight(mpmath.mpf(v))) for v in x])
    rounded = []
    while len(rounded) < terms:
        done = len(rounded)
        rest = target - sum(c * x**k for k, c in enumerate(rounded))
        matrix = numpy.stack([x**k for k in range(done, terms)], axis=1)
        columns = numpy.abs(matrix).max(axis=0)
        lawson = numpy.ones_like(x)
        best = None
        for _ in range(200):
            root = numpy.sqrt(lawson) * scale
            c = numpy.linalg.lstsq(matrix / columns * root[:, None], rest * root, rcond=None)[0] / columns
            error = numpy.abs(matrix @ c - rest) * scale
            if best is None or error.max() < best[0]:
                best = (error.max(), c)
            lawson *= error + 1e-30
            lawson /= lawson.sum()
        rounded.append(float(numpy.float32(best[1][0])))
    error = numpy.abs(target - sum(c * x**k for k, c in enumerate(rounded))) * scale
    print(f"{name}: largest relative error 2^{numpy.log2(error.max()):.2f}")
    print("  " + ", ".join(f"{c.hex()}f" for c in rounded))


half_ln2 = float(mpmath.log(2) / 2) * 1.001


def safe(limit, function):
    """The function, with its limit where it is 0 / 0."""
    return lambda x: limit if abs(x) < mpmath.mpf("1e-15") else function(x)


fit("exp: (e^r - 1 - r) / r^2", -half_ln2, half_ln2, 6,
    safe(mpmath.mpf(1) / 2, lambda r: (mpmath.expm1(r) - r) / r**2),
    safe(mpmath.mpf(0), lambda r: abs(r**2 / mpmath.expm1(r))))
fit("log: (log(1 + f) - f + f^2 / 2) / f^3", float(mpmath.sqrt(0.5)) - 1, float(mpmath.sqrt(2)) - 1, 9,
    safe(mpmath.mpf(1) / 3, lambda f: (mpmath.log1p(f) - f + f**2 / 2) / f**3),
    safe(mpmath.mpf(0), lambda f: abs(f**3 / mpmath.log1p(f))))
quarter = float((mpmath.pi / 4)**2)
fit("sin: (sin r - r) / r^3 in r^2", 1e-12, quarter, 3,
    lambda z: (mpmath.sin(mpmath.sqrt(z)) - mpmath.sqrt(z)) / mpmath.sqrt(z)**3,
    lambda z: mpmath.sqrt(z)**3 / mpmath.sin(mpmath.sqrt(z)))
fit("cos: (cos r - 1 + r^2 / 2) / r^4 in r^2", 1e-12, quarter, 3,
    lambda z: (mpmath.cos(mpmath.sqrt(z)) - 1 + z / 2) / z**2, lambda z: z**2 / mpmath.cos(mpmath.sqrt(z)))


def scaled_mills(k):
    """(a + k) e^(a^2 / 2) Phi(-a) as a function of u = (a - k) / (a + k)."""

    def function(u):
        a = k * (1 + u) / (1 - u)
        return (a + k) * mpmath.exp(a**2 / 2) * mpmath.ncdf(-a)

    return function


k = 4
fit(f"normal cdf: (a + {k}) e^(a^2 / 2) Phi(-a) in u = (a - {k}) / (a + {k})", -1.0, (14.5 - k) / (14.5 + k), 10,
    scaled_mills(k), lambda u: 1 / scaled_mills(k)(u))
