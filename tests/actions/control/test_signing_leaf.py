"""That a pack was signed is proven by the journal's own leaf, or not at all."""

from __future__ import annotations

from uuid import UUID

import pytest

from actions.control.test_monthly_pack import KEYS, WITNESS, month  # noqa: F401
from almasu.kernel.control.pack import pack_in
from almasu.kernel.control.signing_leaf import prove_signing
from almasu.kernel.journal.checkpoint import Checkpoint, sign_checkpoint
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.policy import Witness, k_of
from almasu.kernel.journal.tiles import Tile, split_bundle
from almasu.kernel.journal.tree import EMPTY_EDGE, grown, leaf_hashes
from almasu.store.journal_archive import FileArchive

ALONE = k_of(0, [KEYS.head.key], [])


async def headed(month):  # noqa: F811
    """Publish what the journal holds now under a checkpoint; return its size, root, tile and leaves."""
    await month.log.published(month.office.world.clock())
    folder = month.log.folder
    [bundle] = [one for one in (folder / "tile/entries").rglob("*") if one.is_file() and one.name == newest(folder)]
    leaves = leaf_hashes(split_bundle(bundle.read_bytes(), int(bundle.name)))
    edge, _ = grown(EMPTY_EDGE, leaves)
    tile = folder / Tile(0, 0, len(leaves)).path()
    tile.parent.mkdir(parents=True, exist_ok=True)
    tile.write_bytes(b"".join(leaves))
    head = Checkpoint("almasu.test/log", edge.size, edge.root())
    (folder / "checkpoint").write_bytes(sign_checkpoint(head, [(KEYS.head.key, KEYS.head.sign)]).data())
    return edge, tile, leaves


async def test_the_leaf_of_a_signing_is_proven_and_nothing_else_is(month):  # noqa: F811
    made = await month.made()
    _, paper = await month.signed(made)
    edge, tile, leaves = await headed(month)
    folder, digest = month.log.folder, pack_in(paper).manifest
    source = FileArchive(folder)
    proven = prove_signing(source, ALONE, paper.id, digest, 0)
    assert (proven.index < edge.size, proven.checkpoint.root) == (True, edge.root())
    for pack, manifest, after in ((UUID(int=1), digest, 0), (paper.id, "0" * 64, 0), (paper.id, digest, edge.size)):
        with pytest.raises(Malformed, match="does not say"):
            prove_signing(source, ALONE, pack, manifest, after)
    with pytest.raises(Malformed):
        prove_signing(source, k_of(1, [KEYS.head.key], [Witness("w1", WITNESS.key)]), paper.id, digest, 0)
    tile.write_bytes(b"".join([b"\x00" * 32, *leaves[1:]]))
    with pytest.raises(Malformed):
        prove_signing(source, ALONE, paper.id, digest, 0)


def newest(folder) -> str:
    return max((one.name for one in (folder / "tile/entries").rglob("*") if one.is_file()), key=int)
