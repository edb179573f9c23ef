"""Upper tails of the normal, Student's t, chi-square, F and beta distributions to 40 digits, with mpmath 1.3.0.

    python3 test/golden/tails.py > test/golden/tails.json

Arguments are doubles, so that another implementation reads the same numbers; tails below 1e-300 are left out.
"""
import json
from mpmath import erfc, exp, gammainc, inf, log, loggamma, mp, mpf, sqrt

mp.dps = 60


def beta_lower(x, y, a, b):
    """I_x(a, b) with y = 1 - x, by the continued fraction (modified Lentz) on the side of the mean where it converges fast."""
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_lower(y, x, b, a)
    front = exp(a * log(x) + b * log(y) - log(a) + loggamma(a + b) - loggamma(a) - loggamma(b))
    tiny = mpf(10) ** -1000
    c, d = mpf(1), 1 - (a + b) * x / (a + 1)
    d = 1 / (d or tiny)
    value = d
    m = 1
    while True:
        for k in (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
                  -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))):
            d = 1 / ((1 + k * d) or tiny)
            c = (1 + k / c) or tiny
            value *= c * d
        if abs(c * d - 1) < mpf(10) ** -40:
            return front * value
        m += 1


def normal(z):
    return erfc(mpf(z) / sqrt(mpf(2))) / 2


def student(t, df):
    t, df = mpf(t), mpf(df)
    if t < 0:
        return 1 - student(-t, df)
    return beta_lower(df / (df + t * t), t * t / (df + t * t), df / 2, mpf(1) / 2) / 2


def chi_square(x, df):
    return gammainc(mpf(df) / 2, mpf(x) / 2, inf, regularized=True)


def fisher(f, d1, d2):
    f, d1, d2 = mpf(f), mpf(d1), mpf(d2)
    return beta_lower(d2 / (d2 + d1 * f), d1 * f / (d2 + d1 * f), d2 / 2, d1 / 2)


def beta(x, a, b):
    return beta_lower(1 - x, x, b, a)


def main():
    out = {}

    def add(name, function, *arguments):
        p = function(*[mpf(a) for a in arguments])
        if p >= mpf("1e-300"):
            out.setdefault(name, []).append([*arguments, mp.nstr(p, 20)])

    for z in [-8.25, -3, -1.5, -0.001, 0, 1e-8, 0.1, 0.5, 1, 1.959963984540054, 3, 5, 8, 12, 20, 30, 37]:
        add("normal", normal, z)
    for df in [1, 2, 3, 4.7, 10, 29, 56.046747671854256, 120, 1000, 20000, 1e6, 1e9]:
        for t in [-40, -2.5, -0.3, 1e-6, 0.01, 0.5, 1, 2, 3.3, 6, 10, 20, 36.5, 100, 1e4, 1e8, 1e20, 1e60, 1e150, 1e290]:
            add("student", student, t, df)
    for df in [1, 2, 3, 4.5, 7, 20, 99, 500, 4000]:
        for x in [1e-12, 0.001, 0.3, 1, 3.84, 10, 25, 60, 150, 400, 900, 1350, 2000, 4000, 6000, 9000]:
            add("chiSquare", chi_square, x, df)
    for df in [200, 600, 2900, 20000, 1e6]:
        for z in [-6, -1, -0.01, 0, 0.01, 1, 4, 9, 15, 24, 36]:
            add("chiSquare", chi_square, df + z * (2 * df) ** 0.5, df)
    for d1 in [1, 2, 3, 7, 40, 300]:
        for d2 in [1, 2, 5.5, 30, 198, 5000, 1e6]:
            for f in [1e-6, 0.02, 0.5, 1, 1.5, 4, 12, 50, 300, 1300, 1e5, 1e12, 1e50, 1e140]:
                add("fisher", fisher, f, d1, d2)
    for a in [0.5, 1, 2.5, 10, 80, 1000]:
        for b in [0.5, 1, 3, 17, 150, 2000]:
            for x in [1e-9, 0.001, 0.05, 0.2, 0.45, 0.5, 0.62, 0.9, 0.99, 0.9999, 1 - 2.0**-40]:
                add("beta", beta, x, a, b)
    add("beta", beta, 0.9409932950483911, 27.471633099756815, 259.7253678237025)
    add("beta", beta, 0.8996652039841082, 32.95458175701268, 336.5286700392992)
    print("{")
    print(",\n".join(f'  "{name}": [\n' + ",\n".join("    " + json.dumps(row) for row in rows) + "\n  ]" for name, rows in out.items()))
    print("}")


main()
