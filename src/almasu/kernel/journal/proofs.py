"""Inclusion and consistency proofs (RFC 6962 sections 2.1.1 and 2.1.2; verified as RFC 9162 section 2.1 describes).

Which nodes a proof consists of is plain arithmetic; where their hashes come from is the caller's: a `NodeAt` is asked
for the hash of the perfect subtree of 2**height leaves number `index` of its height.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from almasu.kernel.journal.tree import EMPTY_ROOT, HASH_SIZE, node_hash

NodeAt = Callable[[int, int], bytes]


def spans(start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield (height, index) of the perfect subtrees that RFC 6962 cuts the leaves start..end-1 into, left to right.

    `start` is a multiple of the largest power of two below the span, as every subtree of the tree has it.
    """
    while start < end:
        height = (end - start).bit_length() - 1
        yield height, start >> height
        start += 1 << height


def range_root(start: int, end: int, node_at: NodeAt) -> bytes:
    """Return the hash of the subtree over the leaves start..end-1; the empty range has the empty root."""
    root: bytes | None = None
    for height, index in reversed(list(spans(start, end))):
        peak = node_at(height, index)
        root = peak if root is None else node_hash(peak, root)
    return EMPTY_ROOT if root is None else root


def inclusion_proof(index: int, size: int, node_at: NodeAt) -> list[bytes]:
    """Return the audit path of leaf `index` in the tree of `size`, from the leaf upwards; ValueError outside it."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of size {size}")
    return [range_root(start, end, node_at) for start, end in _siblings(index, size)]


def _siblings(index: int, size: int) -> list[tuple[int, int]]:
    """Return the leaf ranges beside the way from leaf `index` to the root, nearest the leaf first."""
    start, end = 0, size
    beside = []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            beside.append((middle, end))
            end = middle
        else:
            beside.append((start, middle))
            start = middle
    return beside[::-1]


def consistency_proof(first: int, second: int, node_at: NodeAt) -> list[bytes]:
    """Return the proof that the tree of size `second` continues that of size `first`.

    Empty for equal sizes, and for `first` 0, where there is nothing to prove. ValueError where first > second.
    """
    if not 0 <= first <= second:
        raise ValueError(f"a tree of size {second} does not continue one of size {first}")
    if first in {0, second}:
        return []
    start, end = 0, second
    whole = True
    proof: list[bytes] = []
    while first != end:
        middle = start + _split(end - start)
        if first <= middle:
            proof.append(range_root(middle, end, node_at))
            end = middle
        else:
            proof.append(range_root(start, middle, node_at))
            start = middle
            whole = False
    if not whole:
        proof.append(range_root(start, end, node_at))
    return proof[::-1]


def _split(count: int) -> int:
    """Return the largest power of two below `count` (two or more): where RFC 6962 splits a tree."""
    return 1 << ((count - 1).bit_length() - 1)


def inclusion_holds(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Tell whether the proof places the leaf hash at `index` of the tree with this size and root (RFC 9162, 2.1.3.2).

    Nothing is included in the empty tree.
    """
    if not 0 <= index < size or not _all_hashes([leaf, *proof]):
        return False
    at, last = index, size - 1
    computed = leaf
    for sibling in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            computed = node_hash(sibling, computed)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            computed = node_hash(computed, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and computed == root


def consistency_holds(first: int, second: int, first_root: bytes, second_root: bytes, proof: Sequence[bytes]) -> bool:
    """Tell whether the tree `second` provably continues the tree `first` (RFC 9162, 2.1.4.2).

    A first size of 0 is never accepted here: every tree continues the empty one, so such a proof proves nothing, and
    who needs that case (a witness meeting a log) decides it in the open. Equal sizes need equal roots and no proof.
    """
    if not 0 < first <= second:
        return False
    if first == second:
        return not proof and first_root == second_root
    if not _all_hashes(proof):
        return False
    path = list(proof)
    if first & (first - 1) == 0:
        path.insert(0, first_root)
    return bool(path) and _walks_to_both(first - 1, second - 1, path, first_root, second_root)


def _walks_to_both(at: int, last: int, path: Sequence[bytes], first_root: bytes, second_root: bytes) -> bool:
    """Walk the path from the last node of the first tree and tell whether it ends at both roots."""
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old = node_hash(sibling, old)
            new = node_hash(sibling, new)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and old == first_root and new == second_root


def _all_hashes(values: Sequence[bytes]) -> bool:
    """Tell whether every value is as long as a hash: other lengths could shift the border between two children."""
    return all(len(value) == HASH_SIZE for value in values)
