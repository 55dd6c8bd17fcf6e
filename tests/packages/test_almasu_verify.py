"""The verifier that stands alone: one file, nothing but Python, and the same word as the platform's own."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from almasu.kernel.evidence_pack.content import pack_bytes
from almasu.kernel.evidence_pack.verify import verify_pack
from almasu.kernel.signatures.gost.streebog import streebog256, streebog512
from almasu.wiring.evidence import words
from kernel.evidence_pack.making import Making
from kernel.evidence_pack.misshaping import exchanged, misshapen
from kernel.evidence_pack.tampering import rebound, tamperings

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "packages" / "almasu-verify" / "src"


@pytest.fixture(scope="module")
def one_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The verifier built as one file."""
    target = tmp_path_factory.mktemp("verifier") / "almasu-verify.pyz"
    script = ROOT / "scripts" / "build_verifier.py"
    subprocess.run([sys.executable, script, target], check=True, capture_output=True)
    return target


@pytest.fixture(scope="module")
def package(one_file: Path) -> ModuleType:
    """The module inside the one file, imported from it."""
    sys.path.insert(0, str(one_file))
    try:
        return importlib.import_module("almasu_verify.pack")
    finally:
        sys.path.remove(str(one_file))


def run(one_file: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    # -I and -S: no environment, no folder of ours, no installed packages.
    return subprocess.run(
        [sys.executable, "-I", "-S", one_file, *arguments], capture_output=True, text=True, cwd=one_file.parent
    )


def told(package: ModuleType, data: bytes, keys: str | None) -> tuple[str, list[tuple[str, str]]]:
    steps = package.verify(data, keys)
    return importlib.import_module("almasu_verify.story").verdict_of(steps), [
        (step.code, step.outcome) for step in steps
    ]


def told_by_us(data: bytes, making: Making | None) -> tuple[str, list[tuple[str, str]]]:
    story = verify_pack(data, None if making is None else making.keys)
    return story.verdict.value, [(step.code.value, step.outcome.value) for step in story.steps]


@pytest.mark.parametrize(("place", "lied"), [(1, 0), (2, 0), (3, 0), (2, 1), (1, 3), (3, 4)])
def test_it_agrees_about_acts_of_several_subjects(package: ModuleType, place: int, lied: int) -> None:
    making = Making(place=place, told=lied)
    told_alone = told(package, making.file(), making.keys.text())
    assert told_alone == told_by_us(making.file(), making)
    assert told_alone[0] == ("INVALID" if lied else "VALID")


@pytest.mark.parametrize("family", ["gost", "rsa", "p256"])
@pytest.mark.parametrize("revocation", ["ocsp", "lists", "revoked", "silence"])
def test_it_says_what_the_platform_says_step_by_step(package: ModuleType, family: str, revocation: str) -> None:
    making = Making(family, revocation)
    data = making.file()
    assert told(package, data, making.keys.text()) == told_by_us(data, making)
    assert told(package, data, None) == told_by_us(data, None)


@pytest.mark.parametrize("family", ["gost", "rsa"])
@pytest.mark.parametrize(
    ("about", "outcome"),
    [("nothing", "warned"), ("good", "passed"), ("revoked", "failed"), ("old", "indeterminate")],
)
def test_it_judges_the_authority_between_as_the_platform_does(
    package: ModuleType, family: str, about: str, outcome: str
) -> None:
    making = Making(family, about_authority=about)
    data = making.file()
    told_alone = told(package, data, making.keys.text())
    assert told_alone == told_by_us(data, making)
    assert ("revocation", outcome) in told_alone[1]


def test_it_runs_alone_with_nothing_installed(one_file: Path, tmp_path: Path) -> None:
    making = Making()
    pack, keys = tmp_path / "pack.json", tmp_path / "keys.txt"
    pack.write_bytes(making.file())
    keys.write_text(making.keys.text())
    done = run(one_file, pack, "--keys", keys, "--json")
    story = json.loads(done.stdout)
    assert (done.returncode, story["verdict"], len(story["steps"])) == (0, "VALID", 13), done.stderr
    ours = verify_pack(making.file(), making.keys)
    assert [step["detail"] for step in story["steps"]] == [step.detail for step in ours.steps], "the same moments too"
    assert run(one_file, pack).returncode == 3
    assert "Уақыт белгісі" in run(one_file, pack, "--keys", keys, "--lang", "kk").stdout
    pack.write_bytes(making.file().replace(b"financial", b"financiaL", 1))
    assert run(one_file, pack, "--keys", keys).returncode == 1
    keys.write_text("nonsense")
    assert run(one_file, pack, "--keys", keys).returncode == 2


def test_it_refuses_every_tampering_that_the_platform_refuses(package: ModuleType) -> None:
    making = Making()
    keys, count = making.keys.text(), 0
    for name, tampered in tamperings(making.file()):
        assert told(package, tampered, keys)[0] == "INVALID", name
        count += 1
    assert count >= 200


def test_it_refuses_every_other_shape_and_every_part_of_another_pack(package: ModuleType) -> None:
    making = Making()
    other, keys = replace(making, place=2), making.keys.text()
    for name, data in list(misshapen(making.file(), other.file()))[1::2]:
        assert told(package, data, keys)[0] == "INVALID", name
    for name, body in exchanged(making.pack(), other.pack()):
        assert told(package, pack_bytes(making.exported(body)), keys)[0] == "INVALID", name


def test_it_finds_what_the_node_itself_vouched_for_falsely(package: ModuleType) -> None:
    making = Making()
    keys = making.keys.text()
    for name, step, body in rebound(making.pack()):
        data = pack_bytes(making.exported(body))
        verdict, steps = told(package, data, keys)
        assert verdict == "INVALID", name
        assert (step, "failed") in steps, name
        assert [one for one in steps if one[1] == "failed"] == [
            one for one in told_by_us(data, making)[1] if one[1] == "failed"
        ], name


def test_its_streebog_is_the_standards(package: ModuleType) -> None:
    streebog = importlib.import_module("almasu_verify.streebog")
    for size in (0, 1, 63, 64, 65, 128, 1000):
        data = bytes(n % 251 for n in range(size))
        assert (streebog.streebog512(data), streebog.streebog256(data)) == (streebog512(data), streebog256(data))


def test_its_words_are_ours() -> None:
    assert json.loads((SOURCE / "almasu_verify" / "words.json").read_text("utf-8")) == words()


def test_it_imports_the_standard_library_alone() -> None:
    text = "".join(file.read_text("utf-8") for file in (SOURCE / "almasu_verify").glob("*.py"))
    imported = {line.split()[1].split(".")[0] for line in text.splitlines() if line.startswith(("import ", "from "))}
    assert imported - {"almasu_verify", "__future__"} <= sys.stdlib_module_names
