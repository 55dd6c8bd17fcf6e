"""The trust profile that the settings name, from certificates in a folder."""

from __future__ import annotations

from hashlib import sha256

import pytest

from almasu.kernel.signatures.profile import CarrierRule, ProfileName
from almasu.law.problem import Problem
from almasu.wiring.settings import Settings
from almasu.wiring.trust import PINS, keep_trust, trust_of
from embedded_pki import pki

__all__ = ["pki"]


@pytest.fixture
def kept(pki, tmp_path):
    keep_trust(tmp_path, pki.roots(), pki.issuers())
    return tmp_path


def settings(folder, trust, **more):
    return Settings(data=folder, database_url="postgresql://db/node", trust=trust, trust_roots=folder, **more)


@pytest.mark.parametrize("trust", [ProfileName.EMBEDDED, ProfileName.TEST])
def test_what_was_kept_is_what_is_trusted(kept, pki, trust):
    profile = trust_of(settings(kept, trust))
    assert profile.name is trust
    assert {one.fingerprint for one in profile.anchors} == {sha256(one).digest() for one in pki.roots()}
    assert len(profile.authorities) == len(pki.issuers())


@pytest.mark.parametrize(("strict", "rule"), [(True, CarrierRule.PROTECTED), (False, CarrierRule.WARN)])
def test_the_rule_of_carriers_follows_the_setting(kept, strict, rule):
    assert trust_of(settings(kept, ProfileName.EMBEDDED, strict_carrier=strict)).carriers is rule


def test_production_without_pins_is_refused(kept):
    with pytest.raises(Problem, match=r"trust\.not_pinned"):
        trust_of(settings(kept, ProfileName.PROD))


def test_production_never_trusts_a_made_up_authority_even_when_it_is_pinned(kept, pki):
    (kept / PINS).write_text("\n".join(sha256(one).hexdigest() for one in pki.roots()))
    with pytest.raises(Problem, match=r"trust\.not_for_production"):
        trust_of(settings(kept, ProfileName.PROD))


def test_a_folder_without_roots_trusts_nobody_and_says_so(tmp_path):
    with pytest.raises(Problem, match=r"trust\.no_roots"):
        trust_of(settings(tmp_path, ProfileName.EMBEDDED))


def test_roots_that_a_reader_gives_once_are_no_profile_of_a_node(kept):
    with pytest.raises(Problem, match="profile of its own"):
        trust_of(settings(kept, ProfileName.GIVEN))


def test_a_file_that_is_no_certificate_is_refused(kept):
    (kept / "roots" / "readme.txt").write_text("the roots of the node")
    with pytest.raises(Problem, match=r"trust\.not_a_certificate"):
        trust_of(settings(kept, ProfileName.EMBEDDED))


@pytest.mark.parametrize("name", ["production", "PROD", ""])
def test_an_unknown_profile_is_refused_and_the_known_ones_are_named(kept, name):
    with pytest.raises(Problem, match=r"settings\.unreadable.*prod, test, embedded"):
        trust_of(settings(kept, name))


def test_settings_that_name_no_folder_are_refused(tmp_path):
    named = Settings(data=tmp_path, database_url="postgresql://db/node", trust_roots=tmp_path / "none")
    with pytest.raises(Problem, match=r"settings\.unreadable"):
        trust_of(named)
