"""`almasu signature verify` tells the story of any CMS and ends with the code of its verdict."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from almasu.interfaces.cli.signature import signature
from almasu.interfaces.cli.signature_story import harmless
from almasu.law.problem import Problem
from almasu.testing.people import PEOPLE
from almasu.testing.pki.cms import cms_sign, pem
from almasu.testing.pki.creation import create_pki
from almasu.testing.pki.lists import base_list, delta_list
from almasu.wiring.trust import keep_trust

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
CONTENT = "Деректер".encode()


@pytest.fixture(scope="module")
def given(tmp_path_factory):
    """An embedded authority in a data folder, signatures by one of its people, and its lists."""
    folder = tmp_path_factory.mktemp("signed")
    pki = create_pki(folder / "data" / "pki", PEOPLE[:1], NOW)
    key = pki.person_key(PEOPLE[0].iin, "gost")
    at = NOW + timedelta(hours=3)
    (folder / "attached.cms").write_bytes(cms_sign(key, CONTENT, NOW, attached=True))
    (folder / "detached.cms").write_text(pem(cms_sign(key, CONTENT, NOW)))
    (folder / "content").write_bytes(CONTENT)
    (folder / "other").write_bytes(b"other")
    (folder / "base.crl").write_bytes(base_list(pki.key("nca_gost"), (), at))
    (folder / "delta.crl").write_bytes(delta_list(pki.key("nca_gost"), (), at))
    (folder / "root.crl").write_bytes(base_list(pki.key("root_gost"), (), at))
    return folder


def run(given, *arguments, trust="data"):
    words = [str(given / word) if (given / word).is_file() else word for word in arguments]
    options = ["--trust", str(given / trust), "--at", "2026-11-20T18:00:00+05:00", *words]
    return CliRunner().invoke(signature, ["verify", *options], catch_exceptions=False)


LISTS = ("--crl", "base.crl", "--crl", "delta.crl", "--crl", "root.crl")


def test_a_right_signature_ends_with_zero_and_its_story_as_json(given):
    found = run(given, "attached.cms", *LISTS, "--json")
    told = json.loads(found.stdout)
    assert (found.exit_code, told["verdict"]) == (0, "VALID")
    assert [step["number"] for step in told["steps"]] == sorted(step["number"] for step in told["steps"])
    assert {"revocation.good_by_list", "revocation.authorities_good"} <= {step["code"] for step in told["steps"]}
    assert told["signer"]["iin"] == PEOPLE[0].iin
    assert told["others"] == []


@pytest.mark.parametrize(
    ("arguments", "code", "reason"),
    [
        (("detached.cms", "--content", "content", *LISTS), 0, "evidence.complete"),
        (("detached.cms", *LISTS), 1, "cms.content_missing"),
        (("detached.cms", "--content", "other", *LISTS), 1, "attributes.digest_differs"),
        (("attached.cms", "--content", "other", *LISTS), 1, "cms.content_differs"),
        (("attached.cms",), 3, "revocation.unreachable"),
        (("attached.cms", *LISTS, "--asked-at", "2026-11-20T16:00:00Z"), 0, "revocation.good_by_list"),
        (("attached.cms", *LISTS, "--asked-at", "2026-11-22T16:00:00Z"), 3, "crl.too_old"),
        (("attached.cms", "--crl", "other"), 3, "crl.unreadable"),
        (("attached.cms", "--crl", "root.crl"), 3, "crl.other_issuer"),
        (("attached.cms", "--ocsp", "other", *LISTS), 3, "ocsp.unreadable"),
        (("other",), 1, "form.truncated"),
    ],
)
def test_the_exit_code_is_the_verdict(given, arguments, code, reason):
    found = run(given, *arguments, "--json")
    assert found.exit_code == code
    assert reason in {step["code"] for step in json.loads(found.stdout)["steps"]}


NATIONAL = Path(__file__).parents[4] / "shared" / "vectors" / "nca"


@pytest.mark.vectors
@pytest.mark.skipif(not NATIONAL.exists(), reason="no national vectors beside this clone")
@pytest.mark.parametrize(
    "brought",
    [
        ("--ocsp", "ocsp/ocsp_response_individual_sign_2004.bin", "--asked-at", "2022-09-02T16:54:00Z"),
        ("--crl", "crl/nca_rsa_test.crl", "--asked-at", "2022-03-29T06:00:00Z"),
    ],
    ids=["answer", "list"],
)
def test_a_national_signature_is_valid_by_an_answer_that_came_later(brought):
    files = [str(NATIONAL / one) if (NATIONAL / one).is_file() else one for one in ("cms/cms-03.der", *brought)]
    judged = ["verify", "--trust", str(NATIONAL / "ca"), "--at", "2021-09-28T00:00:00Z", *files]
    assert CliRunner().invoke(signature, judged, catch_exceptions=False).exit_code == 0


@pytest.mark.parametrize(("lang", "word"), [("kk", "ЖАРАМДЫ"), ("ru", "ДЕЙСТВИТЕЛЬНА"), ("en", "VALID")])
def test_people_are_told_in_their_language(given, lang, word):
    found = run(given, "attached.cms", *LISTS, "--lang", lang)
    assert found.exit_code == 0
    assert word in found.stdout
    assert PEOPLE[0].surname in found.stdout


def test_a_refusal_says_how_to_mend_it(given):
    found = run(given, "attached.cms", "--content", "other", "--lang", "ru")
    assert "→ Подпишите этот акт заново" in " ".join(found.stdout.split())


def test_a_folder_of_certificates_is_a_set_of_anchors(given, tmp_path):
    for name in ("root_gost.cer", "nca_gost.cer"):
        (tmp_path / name).write_bytes((given / "data" / "pki" / "cert" / name).read_bytes())
    found = run(given, "attached.cms", *LISTS, "--json", trust=tmp_path)
    assert (found.exit_code, json.loads(found.stdout)["profile"]) == (0, "given")
    assert "roots that you gave, unpinned" in " ".join(
        run(given, "attached.cms", *LISTS, trust=tmp_path).stdout.split()
    )


def test_the_folder_in_which_a_node_keeps_its_roots_is_one(given, tmp_path):
    made = given / "data" / "pki" / "cert"
    keep_trust(tmp_path, [(made / "root_gost.cer").read_bytes()], [(made / "nca_gost.cer").read_bytes()])
    found = run(given, "attached.cms", *LISTS, "--json", trust=tmp_path)
    assert (found.exit_code, json.loads(found.stdout)["profile"]) == (0, "given")


def test_pins_make_a_folder_the_working_profile_and_test_roots_are_refused_there(given, tmp_path):
    root = (given / "data" / "pki" / "cert" / "root_gost.cer").read_bytes()
    (tmp_path / "root.cer").write_bytes(root)
    (tmp_path / "pins.txt").write_text(hashlib.sha256(root).hexdigest() + "\n")
    with pytest.raises(Problem) as problem:
        run(given, "attached.cms", trust=tmp_path)
    assert problem.value.kind.code == "trust.not_for_production"


def test_pins_that_match_nothing_leave_no_root(given, tmp_path):
    (tmp_path / "root.cer").write_bytes((given / "data" / "pki" / "cert" / "root_gost.cer").read_bytes())
    (tmp_path / "pins.txt").write_text("00" * 32)
    with pytest.raises(Problem) as problem:
        run(given, "attached.cms", trust=tmp_path)
    assert problem.value.kind.code == "trust.no_roots"


@pytest.mark.parametrize("trust", ["test", "prod", "/no/such/folder"])
def test_a_trust_that_is_not_there_is_a_problem(given, monkeypatch, trust):
    monkeypatch.delenv("ALMASU_TRUST_TEST", raising=False)
    monkeypatch.delenv("ALMASU_TRUST_PROD", raising=False)
    with pytest.raises(Problem) as problem:
        CliRunner().invoke(signature, ["verify", str(given / "attached.cms"), "--trust", trust], catch_exceptions=False)
    assert problem.value.kind.code == "trust.unknown"


def test_a_time_without_offset_is_a_problem(given):
    arguments = ["verify", str(given / "attached.cms"), "--trust", str(given / "data"), "--at", "2026-11-20T10:00"]
    with pytest.raises(Problem) as problem:
        CliRunner().invoke(signature, arguments, catch_exceptions=False)
    assert problem.value.kind.code == "signature.time"


@pytest.mark.parametrize(
    ("name", "shown"),
    [("ИВАНОВ", "ИВАНОВ"), ("\x1b[2J\x07X", "�[2J�X"), ("[red]X", "[red]X"), ("A\nB", "A�B")],
)
def test_names_of_strangers_do_not_steer_the_terminal(name, shown):
    assert harmless(name) == shown


def test_an_archive_tells_a_story_for_each_signer(given):
    found = run(given, "attached.cms", *LISTS, "--archive", "--json")
    assert found.exit_code == 0
