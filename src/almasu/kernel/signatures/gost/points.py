"""Points of a curve: Jacobian arithmetic and combs (tables that make multiples of one point cheap).

A point is a pair (x, y); a Jacobian point is (X, Y, Z) with x = X/Z^2 and y = Y/Z^3, and Z = 0 at infinity.
Nothing here runs in constant time: use it to verify, and to sign only with keys of tests and demonstrations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from almasu.kernel.signatures.gost.curves import Curve
from almasu.kernel.signatures.gost.numbers import inverse, natural

Point = tuple[int, int]
Jacobian = tuple[int, int, int]
INFINITY: Jacobian = (1, 1, 0)

TEETH = 8
BLOCKS = 2


def is_on_curve(point: Point, curve: Curve) -> bool:
    """Tell whether both coordinates are reduced and satisfy the equation."""
    x, y = point
    if not (0 <= x < curve.p and 0 <= y < curve.p):
        return False
    return (y * y - (x * x * x + curve.a * x + curve.b)) % curve.p == 0


def doubled(point: Jacobian, curve: Curve) -> Jacobian:
    """Return 2P."""
    x, y, z = point
    p = curve.p
    yy = y * y % p
    zz = z * z % p
    beta = 4 * x * yy % p
    slope = 3 * (x - zz) * (x + zz) % p if curve.a == p - 3 else (3 * x * x + curve.a * (zz * zz)) % p
    x3 = (slope * slope - 2 * beta) % p
    return x3, (slope * (beta - x3) - 8 * (yy * yy)) % p, 2 * y * z % p


def added(left: Jacobian, right: Point, curve: Curve) -> Jacobian:
    """Return P + Q for a Jacobian P and a plain Q."""
    x1, y1, z1 = left
    if not z1:
        return right[0], right[1], natural(1)
    p = curve.p
    zz = z1 * z1 % p
    h = (right[0] * zz - x1) % p
    r = (right[1] * z1 * zz - y1) % p
    if not h:
        return INFINITY if r else doubled(left, curve)
    hh = h * h % p
    hhh = h * hh % p
    v = x1 * hh % p
    x3 = (r * r - hhh - 2 * v) % p
    return x3, (r * (v - x3) - y1 * hhh) % p, h * z1 % p


def flattened(points: Sequence[Jacobian], curve: Curve) -> list[Point]:
    """Return plain points for Jacobian ones, none at infinity, at the price of a single inversion."""
    p = curve.p
    products = [natural(1)]
    for _, _, z in points:
        products.append(products[-1] * z % p)
    inverted = inverse(products[-1], p)
    plain: list[Point] = []
    for (x, y, z), before in zip(reversed(points), reversed(products[:-1]), strict=True):
        reciprocal = inverted * before % p
        inverted = inverted * z % p
        square = reciprocal * reciprocal % p
        plain.append((x * square % p, y * square * reciprocal % p))
    return plain[::-1]


@dataclass(frozen=True, slots=True)
class Comb:
    """Multiples of one point for Lim and Lee's method: `rows[block][mask]` is a sum of 2^(column + tooth * columns) P.

    Row entry 0 is unused. About 130 KB for a 512-bit curve.
    """

    curve: Curve
    columns: int
    step: int
    rows: tuple[tuple[Point | None, ...], ...]


def comb(point: Point, curve: Curve) -> Comb:
    """Return the comb of a point of the prime-order subgroup (a few milliseconds)."""
    columns = curve.size
    step = columns // BLOCKS
    powers = _powers((natural(point[0]), natural(point[1])), curve, columns, step)
    rows: list[tuple[Point | None, ...]] = []
    for block in range(BLOCKS):
        teeth = powers[block * TEETH : (block + 1) * TEETH]
        sums: list[Jacobian] = [INFINITY]
        for tooth in teeth:
            sums += [added(partial, tooth, curve) for partial in sums]
        rows.append((None, *flattened(sums[1:], curve)))
    return Comb(curve, columns, step, tuple(rows))


def _powers(point: Point, curve: Curve, columns: int, step: int) -> list[Point]:
    """Return 2^(tooth * columns + block * step) P, all teeth of the first block, then of the second."""
    wanted = [tooth * columns + block * step for block in range(BLOCKS) for tooth in range(TEETH)]
    by_exponent: dict[int, Jacobian] = {}
    current: Jacobian = (point[0], point[1], natural(1))
    for exponent in range(max(wanted) + 1):
        if exponent in wanted:
            by_exponent[exponent] = current
        current = doubled(current, curve)
    return flattened([by_exponent[exponent] for exponent in wanted], curve)


@lru_cache(maxsize=4)
def base_comb(curve: Curve) -> Comb:
    """Return the comb of a curve's base point."""
    return comb((curve.x, curve.y), curve)


def combined(terms: Sequence[tuple[int, Comb]], curve: Curve) -> Jacobian:
    """Return the sum of scalar times point over combs of one curve; scalars below 2^(8 * size)."""
    columns, step = curve.size, curve.size // BLOCKS
    choices: list[tuple[tuple[Point | None, ...], str]] = []
    for scalar, table in terms:
        digits = format(scalar, f"0{columns * TEETH}b")
        choices += [(row, digits[(BLOCKS - 1 - block) * step :]) for block, row in enumerate(table.rows)]
    total = INFINITY
    for place in range(step):
        if total[2]:
            total = doubled(total, curve)
        for row, digits in choices:
            chosen = row[int(digits[place::columns], 2)]
            if chosen is not None:
                total = added(total, chosen, curve)
    return total


def multiplied(scalar: int, point: Point, curve: Curve) -> Jacobian:
    """Return scalar times a point of the curve by windows of four bits, without a table kept for later."""
    single = (natural(point[0]), natural(point[1]))
    small: list[Jacobian] = [INFINITY, (single[0], single[1], natural(1))]
    while len(small) < 16:
        small.append(added(small[-1], single, curve))
    # A point of tiny order has multiples at infinity, which have no plain form.
    plain = iter(flattened([entry for entry in small if entry[2]], curve))
    window = [next(plain) if entry[2] else None for entry in small]
    total = INFINITY
    for digit in format(scalar, "x"):
        for _ in range(4):
            total = doubled(total, curve)
        chosen = window[int(digit, 16)]
        if chosen is not None:
            total = added(total, chosen, curve)
    return total


def joined(left: Jacobian, right: Jacobian, curve: Curve) -> Jacobian:
    """Return P + Q for two Jacobian points."""
    if not right[2]:
        return left
    return added(left, flattened([right], curve)[0], curve)
