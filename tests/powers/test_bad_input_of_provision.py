"""Every form of the zone of provision, all well but the fields of one kind (beside `test_forms_of_provision`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest

from powers.forms_of_browser import FormsOfBrowser
from powers.provision_things import things_of
from powers.provision_world import ProvisionWorld
from powers.sector_things import put_in
from powers.test_bad_input import BAD, controls_in, filled, wrong_with
from powers.test_provision import ROLES
from powers.test_sector import plain

pytestmark = pytest.mark.asyncio(loop_scope="session")


def deeds(giving: ProvisionWorld) -> Iterator[str]:
    """The places of all deeds of the zone's offices."""
    for office in giving.offices:
        yield from (plain(deed.place) for deed in office.deeds)


@pytest.mark.trial
async def test_every_form_says_what_is_wrong_and_keeps_what_was_typed(giving: ProvisionWorld) -> None:
    forms = FormsOfBrowser(giving.client, giving.provision.tokens)
    wrong, tried = [], set[str]()
    for who in ROLES:
        things = await things_of(giving, who)
        for path in deeds(giving):
            place = re.sub(r"{\w+}", lambda _: str(uuid4()), put_in(path, things))
            page = await giving.open(who, place)
            giving.client.cookies.clear()
            if path in tried or page.status_code != 200 or 'id="deed-form"' not in page.text:
                continue
            controls = controls_in(page.text)
            for kind in BAD if controls else ():
                sent = filled(controls, kind)
                answer = await forms.sends(who, place, sent)
                if 400 <= answer.status_code < 500 and 'id="deed-form"' not in answer.text:
                    break  # an earlier form was taken, and the deed is done
                wrong += [f"{who}: {path} ({kind}): {one}" for one in wrong_with(answer, controls, sent, kind)]
            tried.add(path)
    assert len(tried) > 25
    assert wrong == [], "\n".join(wrong)
