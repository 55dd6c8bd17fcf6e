"""`almasu explain signature`: the kept story of a signature, told again, without the person."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from click.testing import CliRunner, Result

from actions.conftest import World
from almasu.interfaces.cli.main import almasu
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.bundle_parts import parted, put_together
from almasu.kernel.signatures.evidence import gather
from almasu.kernel.signatures.revocation.evidence import OcspAnswer, Unreachable
from almasu.kernel.signatures.verifier import Verifier
from almasu.law.problem import Problem
from almasu.wiring.settings import Settings, write_settings
from almasu.wiring.trust import keep_trust
from kernel.signatures.conftest import World as Authority
from kernel.signatures.making import IIN, OCSP_NONCE


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority("rsa")


@pytest.fixture
def node_file(tmp_path: Path, database_url: str, authority: Authority) -> Path:
    trust = tmp_path / "trust"
    keep_trust(trust, [authority.root], [authority.ca])
    settings = Settings(data=tmp_path, database_url=database_url, node="test", trust="embedded", trust_roots=trust)
    return write_settings(settings, tmp_path / "node.toml")


async def kept(world: World, authority: Authority, *, answered: bool = True, material: UUID | None = None) -> UUID:
    """An act whose evidence is kept, with an answer about revocation or without, for good or with a material."""
    number, at = uuid4(), authority.act().issued
    verifier = Verifier(authority.profile)
    examination = verifier.examine(authority.cms(), authority.content, authority.expected(), at)
    told = OcspAnswer(authority.ocsp(), OCSP_NONCE) if answered else Unreachable("time ran out")
    evidence = gather(examination, told, verifier.conclude(examination, told, at))
    async with world.node.store.transaction() as transaction:
        await transaction.acts.keep(number, None, ActPurpose.BLOCK, at, parted(evidence), material)
    return number


async def explained(node_file: Path, number: UUID, *more: str) -> Result:
    command = ["explain", "signature", str(number), "--settings", str(node_file), *more]
    return await asyncio.to_thread(CliRunner().invoke, almasu, command)


async def test_the_story_is_told_with_its_evidence_and_again_from_it(
    world: World, authority: Authority, node_file: Path
) -> None:
    number = await kept(world, authority)
    done = await explained(node_file, number, "--json")
    told = json.loads(done.output)
    assert (done.exit_code, told["id"], told["same"]) == (0, str(number), True)
    assert told["then"]["verdict"] == told["again"]["verdict"] == "VALID"
    assert {one["number"] for one in told["then"]["steps"]} >= set(range(1, 10))
    assert all(set(one["words"]) == {"kk", "ru", "en"} for one in told["then"]["steps"])
    assert (told["evidence"]["revocation"], told["evidence"]["certificates"]) == ("OCSP", 3)
    (leaf,) = [one for one in await world.entries() if one["kind"] == "signature_explained"]
    assert (leaf["about"], leaf["says"]) == (f"act:{number}", {"bundle": told["evidence"]["bundle"]})


async def test_evidence_of_an_act_that_holds_received_content_opens_until_its_material_is_destroyed(
    world: World, authority: Authority
) -> None:
    material = uuid4()
    await world.node.vault.make_material_key(material)
    number = await kept(world, authority, material=material)
    async with world.node.store.transaction() as transaction:
        opened = await transaction.acts.evidence(number)
        assert opened is not None
        assert put_together(opened).content == authority.content
        await world.node.vault.destroy_material_key(material)
        assert await transaction.acts.evidence(number) is None


@pytest.mark.parametrize(
    ("language", "words"), [("kk", "Сақталған дәлел"), ("ru", "Хранимые доказательства"), ("en", "Evidence kept")]
)
async def test_it_is_told_in_three_languages_and_names_no_person(
    world: World, authority: Authority, node_file: Path, language: str, words: str
) -> None:
    number = await kept(world, authority)
    shown = (await explained(node_file, number, "--lang", language)).output
    assert words in shown
    for output in (shown, (await explained(node_file, number, "--json")).output):
        assert IIN not in output
        assert "ӘБЕНОВА" not in output


async def test_a_signature_that_was_not_decided_ends_with_three(
    world: World, authority: Authority, node_file: Path
) -> None:
    done = await explained(node_file, await kept(world, authority, answered=False), "--json")
    assert (done.exit_code, json.loads(done.output)["then"]["verdict"]) == (3, "INDETERMINATE")


async def test_a_number_of_no_signature_is_named(world: World, node_file: Path) -> None:
    done = await explained(node_file, uuid4())
    assert isinstance(done.exception, Problem)
    assert done.exception.kind.code == "signature.unknown"
