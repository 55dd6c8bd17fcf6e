"""What a page names is there: files, tests, commands with their options, targets of make."""

from __future__ import annotations

import re
import shlex

import pytest

from almasu.law.problem import ProblemKind

PLACE = re.compile(r"^(?:src|tests|docs|scripts|requirements)/[\w./-]+(?:::\w+)?$")
OPENS_NO_FILE = {"--help", "-h", "--version"}


def test_every_file_and_test_that_a_page_names_is_there(pages, root):
    lost = []
    for page in pages:
        for name in filter(PLACE.match, page.spoken_code):
            file, _, test = name.partition("::")
            if not is_there(root / file, test):
                lost.append(f"{page.place}: {name}")
    assert lost == []


def is_there(file, test):
    return file.exists() and (not test or f"def {test}(" in file.read_text(encoding="utf-8"))


def test_every_make_target_that_a_page_names_is_in_the_makefile(pages, root):
    targets = set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text(), re.MULTILINE))
    named = {
        (page.place, target)
        for page in pages
        for line in lines_of_code(page)
        for target in re.findall(r"^make ([a-z]+)", line)
    }
    assert named
    assert {(place, target) for place, target in named if target not in targets} == set()


def test_every_command_and_option_that_a_page_names_is_in_the_program(pages, reference):
    known = {path: options_of(command) for path, command, _ in reference.commands()}
    named = [(page.place, line) for page in pages for line in lines_of_code(page) if line.startswith("almasu ")]
    assert named
    assert [f"{place}: {line}: {wrong}" for place, line in named if (wrong := mistake(line, known))] == []


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("almasu journal verify --from-url http://localhost/log", ""),
        ("almasu --help", ""),
        ("almasu jurnal verify", "no command almasu jurnal"),
        ("almasu journal verify --from-yesterday", "no option --from-yesterday"),
    ],
)
def test_the_check_itself_sees_what_is_not_there(line, wrong, reference):
    known = {path: options_of(command) for path, command, _ in reference.commands()}
    assert mistake(line, known) == wrong


def lines_of_code(page):
    """Commands of shell blocks and between backticks, without what only shows where the program lies."""
    shell = [block.text for block in page.blocks if block.info.split(" ")[0] in {"sh", "console"}]
    lines = [*page.spoken_code, *(line for text in shell for line in text.splitlines())]
    return [line.strip().removeprefix("$ ").removeprefix(".venv/bin/") for line in lines]


def options_of(command):
    return {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}


def mistake(line: str, known: dict[str, set[str]]) -> str:
    """What a command line names that is not there; nothing when all is."""
    path, words = "almasu", shlex.split(line, comments=True)[1:]
    for word in words:
        is_group = any(other.startswith(f"{path} ") for other in known)
        if word.startswith("-"):
            option = word.partition("=")[0]
            if option not in known[path] | OPENS_NO_FILE:
                return f"no option {option}"
        elif is_group and f"{path} {word}" in known:
            path = f"{path} {word}"
        elif is_group:
            return f"no command {path} {word}"
    return ""


def test_every_problem_of_the_product_is_in_the_catalogue(reference):
    written = set()
    for path, _ in reference.modules_that_say("ProblemKind("):
        text = path.read_text(encoding="utf-8")
        written |= set(re.findall(r'ProblemKind\(\s*(?:code=)?"([a-z_.]+)"', text))
    found = reference.problem_kinds()
    assert written
    assert written - set(found) == set()
    for kind, _ in found.values():
        assert isinstance(kind, ProblemKind)
        assert all((kind.title.kk, kind.title.ru, kind.title.en, kind.remedy.kk, kind.remedy.ru, kind.remedy.en))
