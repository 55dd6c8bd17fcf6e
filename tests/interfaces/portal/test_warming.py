"""The first pages are compiled before somebody waits for them."""

from __future__ import annotations

from almasu.interfaces.portal.pages import compiled, load_pages
from almasu.interfaces.portal.settings import PortalSettings
from almasu.interfaces.portal.static_files import load_static_files
from almasu.interfaces.portal.warming import FIRST, compile_first, warmed
from almasu.law.text import Language
from patience import looks

SETTINGS = PortalSettings(csrf_secret="ab" * 32, tls=False)


def test_the_first_pages_and_their_frame_are_compiled_in_every_language() -> None:
    pages = load_pages(SETTINGS, load_static_files())
    compile_first(pages)
    for environment in pages.environments.values():
        assert environment.cache is not None
        held = {name for _, name in environment.cache}
        assert held >= {*FIRST, "base.html"}


async def test_every_template_is_compiled_beside_the_first_requests() -> None:
    wanted = set(
        load_pages(SETTINGS, load_static_files()).environments[Language.KK].list_templates(extensions=["html"])
    )
    async with warmed(SETTINGS):
        async for _ in looks():
            if len(compiled(Language.EN)) >= len(wanted):
                break
    assert len(compiled(Language.EN)) >= len(wanted)
