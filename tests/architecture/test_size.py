"""A file is one thought, and its name says which."""

from __future__ import annotations

from itertools import chain

LONGEST = 400  # lines
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "manager", "common", "misc", "stuff"}


def test_no_file_is_longer_than_one_can_hold_in_mind(root):
    kinds = ("*.py", "*.sql", "*.html", "*.jinja", "*.css", "*.js")
    files = chain.from_iterable((root / part).rglob(kind) for part in ("src", "tests", "scripts") for kind in kinds)
    long = {
        str(path.relative_to(root)): count
        for path in files
        if "vendor" not in path.parts and (count := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert long == {}


def test_names_say_what_is_inside(modules):
    assert [one.place for one in modules if SAYS_NOTHING & {one.path.stem, one.path.parent.name}] == []
