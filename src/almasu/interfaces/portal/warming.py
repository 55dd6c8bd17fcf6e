"""Templates compiled before somebody waits for them: those of the first pages before the node says it is ready.

The others follow beside the first requests; whoever asks for one of them sooner has it compiled at once, as ever.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from threading import Event

from jinja2 import Environment, meta

from almasu.interfaces.portal.pages import Pages, load_pages
from almasu.interfaces.portal.settings import PortalSettings
from almasu.interfaces.portal.static_files import load_static_files

FIRST = ("sign_in.html", "code.html", "consent.html", "visit.html", "desk.html", "problem.html")
"""What people open first; what these are built of is compiled with them."""


@asynccontextmanager
async def warmed(settings: PortalSettings) -> AsyncIterator[None]:
    """Compile the first pages now and the others while the block lasts; what is compiled serves the whole process."""
    pages, ended = load_pages(settings, load_static_files()), Event()
    compile_first(pages)
    others = asyncio.create_task(asyncio.to_thread(_compile_others, pages, ended))
    try:
        yield
    finally:
        ended.set()
        await others


def compile_first(pages: Pages) -> None:
    """Compile the first pages with all they are built of, in every language."""
    names = sorted(_built_of(next(iter(pages.environments.values())), FIRST))
    for environment in pages.environments.values():
        for name in names:
            environment.get_template(name)


def _compile_others(pages: Pages, ended: Event) -> None:
    for name, environment in _all(pages):
        if ended.is_set():
            return
        environment.get_template(name)


def _all(pages: Pages) -> Iterator[tuple[str, Environment]]:
    names = next(iter(pages.environments.values())).list_templates(extensions=["html"])
    return ((name, environment) for name in names for environment in pages.environments.values())


def _built_of(environment: Environment, names: tuple[str, ...]) -> set[str]:
    """Return the names with those of everything they extend, import or include by a name written out."""
    found: set[str] = set()
    to_see = list(names)
    while to_see:
        name = to_see.pop()
        if name not in found and environment.loader is not None:
            found.add(name)
            source, *_ = environment.loader.get_source(environment, name)
            to_see += [one for one in meta.find_referenced_templates(environment.parse(source)) if one]
    return found
