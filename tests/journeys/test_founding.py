"""A node of one's own: its vault, the order signed by the operator's head, the first operator at the door."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
import yaml
from click.testing import CliRunner, Result

from almasu.interfaces.cli.main import almasu
from almasu.law.problem import Problem, ProblemGroup
from almasu.testing.people import PEOPLE, DemoPerson
from almasu.testing.pki.cms import cms_sign, pem
from almasu.testing.pki.folder import Pki
from almasu.wiring.demo.run import Demo
from almasu.wiring.running import now
from almasu.wiring.settings import read_settings, write_settings

HEAD, OTHER = [person for person in PEOPLE if person.role == "officer"][:2]
POSITION = {"kk": "бас маман", "ru": "главный специалист", "en": "chief specialist"}
FIRST = {
    "iin": "900722351147",
    "surname": "Жақсыбекова",
    "given_name": "Айгүл",
    "position": POSITION,
    "phone": "8 700 123 45 67",
}


class Place:
    """A folder with the settings of a second node, which trusts the demo's authority and has a database of its own."""

    def __init__(self, folder: Path, demo: Demo, database_url: str) -> None:
        self.folder = folder
        self.pki = Pki.load(demo.data / "pki")
        told = read_settings(demo.data / "node.toml", {})
        own = msgspec.structs.replace(
            told, data=folder / "node", node="second", database_url=database_url, registers=None, witnesses=()
        )
        self.settings = write_settings(msgspec.structs.replace(own, witnesses_needed=0), folder / "node.toml")

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(almasu, ["node", words[0], str(self.settings), *words[1:]])

    def form(self, **change: object) -> Path:
        place = self.folder / "founding.yaml"
        told = {"head": HEAD.iin, "body_bin": HEAD.body_bin, "operators": [FIRST], **change}
        place.write_text(yaml.safe_dump(told, allow_unicode=True), encoding="utf-8")
        return place

    def order(self) -> Path:
        place = self.folder / "founding.json"
        assert self.run("order", str(self.form()), "--write", str(place)).exit_code == 0
        return place

    def found(self, order: Path, signer: DemoPerson = HEAD, head: str = HEAD.iin) -> Result:
        signature = self.folder / "founding.cms"
        key = self.pki.person_key(signer.iin, "gost", signer.pin)
        signature.write_text(pem(cms_sign(key, order.read_bytes(), now())), encoding="ascii")
        return self.run("found", "--order", str(order), "--signature", str(signature), "--head", head, "--json")


@pytest.fixture
def place(tmp_path: Path, demo: Demo, database_url: str) -> Place:
    made = Place(tmp_path, demo, database_url)
    assert made.run("vault").exit_code == 0
    return made


def refused(result: Result) -> list[str]:
    match result.exception:
        case Problem() as problem:
            return [problem.kind.code]
        case ProblemGroup() as group:
            return [one.kind.code for one in group.problems]
        case other:
            raise AssertionError(f"{other!r}: {result.output}")


def test_a_vault_is_made_once_and_never_touched_again(place: Place) -> None:
    before = {file: file.read_bytes() for file in (place.folder / "node" / "vault").rglob("*.key")}
    assert before
    assert refused(place.run("vault")) == ["founding.vault"]
    assert {file: file.read_bytes() for file in before} == before


def test_a_signed_order_registers_the_first_people_once(place: Place) -> None:
    order = place.order()
    told = place.found(order)
    assert told.exit_code == 0, told.output
    assert len(json.loads(told.stdout)["registered"]) == 1
    assert refused(place.found(order)) == ["founding.done"]
    assert refused(place.found(other_order(place))) == ["founding.done"]


def other_order(place: Place) -> Path:
    (place.folder / "founding.json").rename(place.folder / "first.json")
    return place.order()


def another_head(place: Place, order: Path) -> Result:
    return place.found(order, head=OTHER.iin)


def another_signer(place: Place, order: Path) -> Result:
    return place.found(order, signer=OTHER)


def changed_words(place: Place, order: Path) -> Result:
    """The name of another is written into the order after it was made, and even signed."""
    order.write_bytes(order.read_bytes().replace(b"900722351147", OTHER.iin.encode()).replace(b'"nonce"', b'"n"'))
    return place.found(order)


@pytest.mark.parametrize(
    ("attack", "code"),
    [(another_head, "founding.order"), (another_signer, "signature.refused"), (changed_words, "founding.order")],
)
def test_an_order_of_somebody_else_founds_nothing(
    place: Place, attack: Callable[[Place, Path], Result], code: str
) -> None:
    order = place.order()
    assert refused(attack(place, order)) == [code]
    if attack is not changed_words:
        assert place.found(order).exit_code == 0


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"operators": []}, "founding.people"),
        ({"operators": [FIRST] * 2}, "founding.twice"),
        ({"operators": [{**FIRST, "phone": "12"}]}, "founding.phone"),
        ({"operators": [{**FIRST, "iin": "900722351148"}]}, "subject.identity_number.check_digit"),
        ({"operators": [{**FIRST, "surname": " "}]}, "founding.people"),
        ({"head": "1"}, "subject.identity_number.length"),
        ({"haed": "1"}, "founding.unreadable"),
    ],
)
def test_a_wrong_form_is_refused_by_name(place: Place, change: dict[str, object], code: str) -> None:
    write = str(place.folder / "founding.json")
    assert refused(place.run("order", str(place.form(**change)), "--write", write)) == [code]
