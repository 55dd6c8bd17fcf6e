"""A pack signed with a real key and brought away is judged by anybody: contents, signature, certificates."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass, replace

import msgspec
import pytest
from click.testing import CliRunner

from actions.control.conftest import CONTROLLER
from actions.control.test_monthly_pack import KEYS, month  # noqa: F401 - a fixture
from actions.control.test_signing_leaf import headed
from almasu.actions.control import see_packs, sign_pack
from almasu.actions.signature_checks import SignatureChecks
from almasu.interfaces.cli.control import verify
from almasu.kernel.control.pack import MANIFEST, Manifest, manifest_bytes
from almasu.kernel.control.signature import SIGNATURE
from almasu.kernel.signatures.certificate import read_certificate
from almasu.kernel.signatures.revocation.evidence import OcspAnswer
from almasu.kernel.signatures.verifier import Verifier
from almasu.law.problem import Problem
from almasu.store.archive.tables import PARQUET
from kernel.signatures.conftest import World, world_of
from kernel.signatures.making import OCSP_NONCE, Cms, person


@dataclass
class Responder:
    """Says of the controller's certificate what the world says, at the moment of the clock."""

    world: World
    certificate: bytes
    clock: object

    async def standing(self, certificate, issuer):
        serial = read_certificate(self.certificate).serial
        return OcspAnswer(self.world.ocsp(at=self.clock(), serial=serial), OCSP_NONCE)

    async def authority_lists(self):
        return ()


@pytest.fixture
def authority(month):  # noqa: F811
    """The controller has a key of an authority, and the node checks signatures for real."""
    world = world_of("gost")
    certificate = replace(world.plan, subject=person(CONTROLLER)).made()
    node, clock = month.office.world.node, month.office.world.clock
    checks = SignatureChecks(Verifier(world.profile), Responder(world, certificate, clock))
    object.__setattr__(node, "signatures", checks)
    return world, certificate


async def signed(month, authority):  # noqa: F811
    world, certificate = authority
    node, clock = month.office.world.node, month.office.world.clock
    paper = await month.made()
    act = await sign_pack.prepare_signing(node, month.office.token, paper.id, clock())
    cms = Cms(world.key, certificate, act.data, at=clock()).made()
    await sign_pack.sign_pack(node, month.office.token, act.id, cms, clock())
    taken = await month.taken(paper)
    pieces = await see_packs.take_file(node, month.means, month.office.token, paper.id, SIGNATURE, clock())
    (taken / SIGNATURE).write_bytes(b"".join(pieces))
    await headed(month)
    return taken


def trust(month, world):  # noqa: F811
    folder = month.folder / "trust" / "cert"
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in (("root_gost", world.root), ("nca_gost", world.ca)):
        (folder / f"{name}.der").write_bytes(data)
    return folder.parent


def verified(month, taken, roots, *more):  # noqa: F811
    key = month.folder / "log.key"
    key.write_text(f"{KEYS.head.key.text()}\n")
    given = [str(taken), str(month.log.folder), "--key", str(key), "--trust", str(roots), "--json", *more]
    result = CliRunner().invoke(verify, given, catch_exceptions=False)
    return result.exit_code, json.loads(result.output)


async def test_a_signed_pack_holds_for_whoever_has_the_roots(month, authority):  # noqa: F811
    taken = await signed(month, authority)
    code, said = verified(month, taken, trust(month, authority[0]))
    assert (code, said["holds"], said["signature"]) == (0, True, "VALID")


async def test_under_other_roots_the_same_pack_does_not_hold(month, authority):  # noqa: F811
    taken = await signed(month, authority)
    code, said = verified(month, taken, trust(month, world_of("rsa")))
    assert (code, said["holds"], said["complete"]) == (1, False, True)


async def test_without_its_signature_a_pack_holds_only_where_none_is_asked_for(month, authority):  # noqa: F811
    taken = await signed(month, authority)
    (taken / SIGNATURE).unlink()
    roots = trust(month, authority[0])
    assert verified(month, taken, roots)[0] == 1
    assert verified(month, taken, roots, "--unsigned")[0] == 0


async def test_a_list_and_manifest_rewritten_together_are_found_out_by_the_signature(month, authority):  # noqa: F811
    import duckdb

    taken = await signed(month, authority)
    duckdb.read_parquet(str(taken / PARQUET)).limit(3).write_parquet(str(taken / "less"))
    (taken / "less").replace(taken / PARQUET)
    manifest, data = json.loads((taken / MANIFEST).read_bytes()), (taken / PARQUET).read_bytes()
    manifest["files"][PARQUET] = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    whole = msgspec.json.decode(json.dumps(manifest), type=Manifest)
    (taken / MANIFEST).write_bytes(manifest_bytes(whole))
    code, said = verified(month, taken, trust(month, authority[0]))
    assert (code, said["holds"]) == (1, False)
    assert "another manifest was signed" in said["says"]


async def test_the_signature_of_another_pack_does_not_fit(month, authority):  # noqa: F811
    first = shutil.copytree(await signed(month, authority), month.folder / "first")
    second = await signed(month, authority)
    shutil.copy(first / SIGNATURE, second / SIGNATURE)
    code, said = verified(month, second, trust(month, authority[0]))
    assert (code, said["says"]) == (1, "another manifest was signed")


async def test_a_pack_nobody_signed_has_no_signature_to_take(month):  # noqa: F811
    paper = await month.made()
    node, clock = month.office.world.node, month.office.world.clock
    with pytest.raises(Problem, match=r"control\.not_in_report"):
        await see_packs.take_file(node, month.means, month.office.token, paper.id, SIGNATURE, clock())
