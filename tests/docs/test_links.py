"""Links lead somewhere, and nowhere outside."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from documents import Document

LINK = re.compile(r"\]\(([^)\s]+)\)")
QUOTED = re.compile(r'"([a-z][a-z-]+)"')
NOBODYS = re.compile(r"^(localhost|127\.0\.0\.1|[a-z0-9.-]*\bexample)(:\d+)?$")


def test_every_relative_link_leads_to_a_page_and_a_heading(pages):
    known = {page.path: page for page in pages}
    lost = []
    for page in pages:
        for target in LINK.findall(page.prose):
            if "://" in target:
                continue
            name, _, anchor = target.partition("#")
            place = (page.path.parent / name).resolve() if name else page.path
            if not place.exists():
                lost.append(f"{page.place}: {target}")
            elif anchor and anchor not in known[place].anchors:
                lost.append(f"{page.place}: {target} (no such heading)")
    assert lost == []


def test_pages_that_lie_beside_code_link_to_what_is_there(root):
    lost = []
    for page in (Document(path) for folder in ("src", "packages") for path in sorted((root / folder).rglob("*.md"))):
        for target in LINK.findall(page.prose):
            name = target.partition("#")[0]
            if "://" not in target and name and not (page.path.parent / name).resolve().exists():
                lost.append(f"{page.place}: {target}")
    assert lost == []


def test_every_picture_is_shown_somewhere(pages, root):
    shown = {(page.path.parent / target).resolve() for page in pages for target in LINK.findall(page.prose)}
    assert {path for path in (root / "docs" / "pictures").iterdir() if path.resolve() not in shown} == set()


def test_every_picture_is_made_by_the_script_that_takes_them(root):
    named = {name for script in (root / "scripts").glob("*.py") for name in QUOTED.findall(script.read_text("utf-8"))}
    assert {path.stem for path in (root / "docs" / "pictures").iterdir()} - named == set()


def test_every_page_is_reached_from_the_first_one(pages):
    known = {page.path: page for page in pages}
    waiting = [page.path for page in pages if page.place == "README.md"]
    reached = set(waiting)
    while waiting:
        page = known[waiting.pop()]
        for target in LINK.findall(page.prose):
            place = (page.path.parent / target.partition("#")[0]).resolve()
            place = place / "README.md" if place.is_dir() else place
            if place in known and place not in reached:
                reached.add(place)
                waiting.append(place)
    history = {"CHANGELOG.md"}
    assert {page.place for page in pages if page.path not in reached} - history == set()


def test_addresses_are_of_this_machine_or_of_nobody(pages):
    strange = [
        f"{page.place}: {address}"
        for page in pages
        for address in re.findall(r"(?:https?|wss?)://[^\s`\"'<>)\]]+", page.text)
        if not NOBODYS.match(urlsplit(address).netloc)
    ]
    assert strange == []
