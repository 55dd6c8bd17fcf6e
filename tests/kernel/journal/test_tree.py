"""The tree against its definition, the published vectors and an independent recursive reading of RFC 6962."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almasu.kernel.journal import proofs, tree
from almasu.kernel.journal.tiles import TiledNodes, width_at

VECTORS = Path(__file__).parents[4] / "shared" / "vectors" / "tlog"


def recursive_root(leaves: list[bytes]) -> bytes:
    """MTH as RFC 6962 section 2.1 writes it, with nothing of the product."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\x01" + recursive_root(leaves[:split]) + recursive_root(leaves[split:])).digest()


def recursive_path(index: int, leaves: list[bytes]) -> list[bytes]:
    """PATH as RFC 6962 section 2.1.1 writes it."""
    if len(leaves) <= 1:
        return []
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    if index < split:
        return [*recursive_path(index, leaves[:split]), recursive_root(leaves[split:])]
    return [*recursive_path(index - split, leaves[split:]), recursive_root(leaves[:split])]


def recursive_subproof(first: int, leaves: list[bytes], whole: bool) -> list[bytes]:
    """SUBPROOF as RFC 6962 section 2.1.2 writes it."""
    if first == len(leaves):
        return [] if whole else [recursive_root(leaves)]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    if first <= split:
        return [*recursive_subproof(first, leaves[:split], whole), recursive_root(leaves[split:])]
    return [*recursive_subproof(first - split, leaves[split:], False), recursive_root(leaves[:split])]


def leaves_of(count: int) -> list[bytes]:
    return [f"leaf {number}".encode() for number in range(count)]


def nodes(leaves: list[bytes], size: int | None = None) -> TiledNodes:
    """A tile source over the leaves, filled as a log would fill it."""
    size = len(leaves) if size is None else size
    edge, full = tree.grown(tree.EMPTY_EDGE, [tree.leaf_hash(leaf) for leaf in leaves[:size]])
    tiles = {(tile.level, tile.index): tile.hashes for tile in full}
    for level, row in enumerate(edge.rows):
        tiles[level, (size >> (8 * level)) // 256] = b"".join(row)

    def tile(level: int, index: int, width: int) -> bytes:
        assert width == width_at(level, index, size)
        return tiles[level, index]

    return TiledNodes(size, tile)


def vectors(name: str) -> list[dict]:
    path = VECTORS / f"{name}.json"
    if not path.exists():
        return []
    return [case | {"name": key} for key, case in sorted(json.loads(path.read_text()).items())]


def decoded(case: dict, name: str) -> bytes:
    return base64.b64decode(case[name])


NO_VECTORS = "the published vectors are not beside this clone (../shared/vectors/tlog)"


@pytest.mark.vectors
def test_every_published_inclusion_case_is_judged_as_its_origin_says():
    cases = vectors("inclusion")
    if not cases:
        pytest.skip(NO_VECTORS)
    for case in cases:
        holds = proofs.inclusion_holds(
            decoded(case, "leafHash"),
            case["leafIdx"],
            case["treeSize"],
            [base64.b64decode(node) for node in case["proof"] or []],
            decoded(case, "root"),
        )
        assert holds is not case["wantErr"], case["name"]


@pytest.mark.vectors
def test_every_published_consistency_case_is_judged_as_its_origin_says():
    cases = vectors("consistency")
    if not cases:
        pytest.skip(NO_VECTORS)
    for case in cases:
        holds = proofs.consistency_holds(
            case["size1"],
            case["size2"],
            decoded(case, "root1"),
            decoded(case, "root2"),
            [base64.b64decode(node) for node in case["proof"] or []],
        )
        assert holds is not case["wantErr"], case["name"]


def test_the_empty_tree_has_the_root_rfc_6962_gives_it_and_holds_nothing():
    assert tree.root_of([]) == hashlib.sha256(b"").digest()
    assert not proofs.inclusion_holds(tree.leaf_hash(b""), 0, 0, [], tree.EMPTY_ROOT)
    assert not proofs.consistency_holds(0, 0, tree.EMPTY_ROOT, tree.EMPTY_ROOT, [])
    assert not proofs.consistency_holds(0, 1, tree.EMPTY_ROOT, tree.root_of([b""]), [])


@pytest.mark.parametrize("size", [0, 1, 2, 3, 7, 8, 255, 256, 257, 511, 512, 600, 65_536, 65_537, 66_000])
def test_the_root_by_tiles_is_the_root_by_definition(size):
    leaves = leaves_of(size)
    assert tree.root_of(leaves) == recursive_root(leaves)


def test_every_proof_of_every_small_tree_is_the_one_the_rfc_writes_and_holds():
    for size in range(1, 34):
        leaves = leaves_of(size)
        root = tree.root_of(leaves)
        for index in range(size):
            proof = proofs.inclusion_proof(index, size, nodes(leaves))
            assert proof == recursive_path(index, leaves)
            assert proofs.inclusion_holds(tree.leaf_hash(leaves[index]), index, size, proof, root)
        for first in range(1, size + 1):
            proof = proofs.consistency_proof(first, size, nodes(leaves))
            assert proof == recursive_subproof(first, leaves, True)
            assert proofs.consistency_holds(first, size, tree.root_of(leaves[:first]), root, proof)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 1500), st.data())
def test_proofs_over_several_tile_levels_hold_and_no_other_place_fits(size, data):
    leaves = leaves_of(size)
    root = tree.root_of(leaves)
    index = data.draw(st.integers(0, size - 1))
    proof = proofs.inclusion_proof(index, size, nodes(leaves))
    assert proofs.inclusion_holds(tree.leaf_hash(leaves[index]), index, size, proof, root)
    other = data.draw(st.integers(0, size + 3))
    if other != index:
        assert not proofs.inclusion_holds(tree.leaf_hash(leaves[index]), other, size, proof, root)
    first = data.draw(st.integers(1, size))
    grew = proofs.consistency_proof(first, size, nodes(leaves))
    assert proofs.consistency_holds(first, size, tree.root_of(leaves[:first]), root, grew)
    if first < size:
        assert not proofs.consistency_holds(first, size, tree.root_of(leaves[1 : first + 1]), root, grew)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 700), max_size=6))
def test_growing_in_any_batches_gives_the_same_edge_and_the_same_tiles(batches):
    leaves = [tree.leaf_hash(leaf) for leaf in leaves_of(sum(batches))]
    edge, filled, at = tree.EMPTY_EDGE, [], 0
    for count in batches:
        edge, more = tree.grown(edge, leaves[at : at + count])
        filled += more
        at += count
    whole, at_once = tree.grown(tree.EMPTY_EDGE, leaves)
    assert edge.root() == whole.root()
    assert {(tile.level, tile.index): tile.hashes for tile in filled} == {
        (tile.level, tile.index): tile.hashes for tile in at_once
    }


def test_a_proof_with_a_part_of_another_length_is_refused():
    leaves = leaves_of(2)
    left, right = (tree.leaf_hash(leaf) for leaf in leaves)
    assert proofs.inclusion_holds(left, 0, 2, [right], tree.root_of(leaves))
    assert not proofs.inclusion_holds(left[:31], 0, 2, [left[31:] + right], tree.root_of(leaves))


@pytest.mark.parametrize(("index", "size"), [(-1, 5), (5, 5), (0, 0)])
def test_no_proof_is_made_for_a_leaf_outside_the_tree(index, size):
    with pytest.raises(ValueError, match="is not in a tree"):
        proofs.inclusion_proof(index, size, nodes(leaves_of(5)))


def test_no_proof_leads_from_a_larger_tree_to_a_smaller_one():
    with pytest.raises(ValueError, match="does not continue"):
        proofs.consistency_proof(6, 5, nodes(leaves_of(6)))
