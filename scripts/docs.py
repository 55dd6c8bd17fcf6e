"""Write docs/reference anew from the program itself: settings, commands, problems, journal, signature story, powers.

Run as `make docs`; tests/docs compares every page with what this writes, so a page cannot fall behind the code.
"""

from __future__ import annotations

import ast
import importlib
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import click
import msgspec

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "almasu"
PAGES = ROOT / "docs" / "reference"
NOTE = "<!-- Written by `make docs` from the program itself; change the code, not this page. -->\n"
WIDTH = 100


def main() -> None:
    """Write every page that changed and say which, into docs/reference or into the folder that is named."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else PAGES
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES_OF.items():
        text = page()
        place = folder / name
        if not place.exists() or place.read_text(encoding="utf-8") != text:
            place.write_text(text, encoding="utf-8")
            print(f"docs: {name} written")


# settings


def settings_page() -> str:
    """Return the page of settings: name, type, default and meaning, from the fields and their docstrings."""
    from almasu.wiring.settings import PREFIX, Settings, WitnessSettings

    lines = [
        NOTE,
        "# Settings\n",
        "A node reads one TOML file, then the environment: the variable of a key wins over the file. Unknown keys are",
        "refused, so that a misspelt safeguard is never silently off. `almasu settings` shows every value and where it",
        "came from. Secrets are never settings: keys live in the vault, other secrets in files under `secrets/` of the",
        "data folder.\n",
    ]
    said = docstrings_of_class(SOURCE / "wiring" / "settings.py", "Settings")
    for field in msgspec.structs.fields(Settings):
        kind, words = said[field.encode_name]
        lines += [f"## {field.name}\n", f"{words}\n"]
        lines += [
            f"- Type: `{kind}`",
            f"- Default: {default_of(field)}",
            f"- Variable: {variable_of(field, PREFIX)}\n",
        ]
    lines += ["## A witness in `witnesses`\n", f"{WitnessSettings.__doc__}\n"]
    lines += [f"- `{field.name}` (`{field.type.__name__}`)" for field in msgspec.structs.fields(WitnessSettings)]
    return "\n".join(lines) + "\n"


def variable_of(field: msgspec.structs.FieldInfo, prefix: str) -> str:
    """Return the variable that overrides a field; a list is given in the file alone."""
    is_list = isinstance(field.default, tuple)
    return "none, a list is given in the file" if is_list else f"`{prefix}{field.name.upper()}`"


def default_of(field: msgspec.structs.FieldInfo) -> str:
    """Return a field's default as a person would write it."""
    if field.required:
        return "none, must be given"
    match field.default:
        case None | "" | ():
            return "empty"
        case bool() as yes:
            return "`true`" if yes else "`false`"
        case tuple() as several:
            return ", ".join(f"`{one}`" for one in several)
        case other:
            return f"`{other}`"


def docstrings_of_class(path: Path, name: str) -> dict[str, tuple[str, str]]:
    """Return, for each annotated or assigned name of a class, its annotation (or value) and the string that follows."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = next(node for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and node.name == name)
    said: dict[str, tuple[str, str]] = {}
    for one, after in zip(found.body, [*found.body[1:], None], strict=True):
        words = constant_of(after)
        match one:
            case ast.AnnAssign(target=ast.Name(id=field), annotation=annotation):
                said[field] = (plain_type(annotation), words)
            case ast.Assign(targets=[ast.Name(id=field)], value=value):
                said[field] = (ast.unparse(value).strip("'"), words)
    return said


def constant_of(node: ast.stmt | None) -> str:
    """Return the text of a bare string, nothing for any other statement."""
    match node:
        case ast.Expr(value=ast.Constant(value=str() as words)):
            return " ".join(words.split())
        case _:
            return ""


def plain_type(annotation: ast.expr) -> str:
    """Return a type without its limits: `Annotated[int, ...]` is an int."""
    match annotation:
        case ast.Subscript(value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=[first, *_])):
            return ast.unparse(first)
        case _:
            return ast.unparse(annotation)


# command line


def cli_page() -> str:
    """Return the page of the command line: the help of every command, as the program prints it."""
    lines = [
        NOTE,
        "# Command line\n",
        "Every command says the same with `--help`. Commands that print for programs take `--json`. A problem the",
        "caller can mend ends with code 2 and its remedy; a fault of ours ends with code 3.\n",
    ]
    for path, command, context in commands():
        lines += [f"## {path}\n", "```text", command.get_help(context).rstrip(), "```\n"]
    return "\n".join(lines)


def commands() -> Iterator[tuple[str, click.Command, click.Context]]:
    """Yield every command with its whole name, groups before their members."""
    from almasu.interfaces.cli.main import almasu

    yield from below("almasu", almasu, None)


def below(
    path: str, command: click.Command, parent: click.Context | None
) -> Iterator[tuple[str, click.Command, click.Context]]:
    """Yield a command and everything under it."""
    name = path.rsplit(" ", 1)[-1]
    # The settings of the command count too, as when it is really called: they name the help option.
    widths = {"terminal_width": WIDTH, "max_content_width": WIDTH}
    context = click.Context(command, info_name=name, parent=parent, **{**command.context_settings, **widths})
    yield path, command, context
    if isinstance(command, click.Group):
        for member in command.list_commands(context):
            found = command.get_command(context, member)
            if found is not None:
                yield from below(f"{path} {member}", found, context)


# problems


def problems_page() -> str:
    """Return the catalogue of problems: what happened and what to do, in three languages."""
    lines = [
        NOTE,
        "# Problems\n",
        'A problem is a "no" that the person or program asking can act on. Its code is permanent. Over HTTP it is',
        "`application/problem+json` (RFC 9457) with the type `urn:almasu:problem:<code>`, on a page it stands beside",
        "its field, on the command line it ends with code 2. Words in braces are filled in when it is raised.\n",
    ]
    for code, (kind, where) in sorted(problem_kinds().items()):
        cites = ", ".join(kind.cites) or "none"
        lines += [f"## {code}\n", f"HTTP status {kind.status}. Clauses: {cites}. Defined in `{where}`.\n"]
        lines += ["| | what happened | what to do |", "| --- | --- | --- |"]
        for language in ("kk", "ru", "en"):
            said = [cell(getattr(text, language)) for text in (kind.title, kind.remedy)]
            lines.append(f"| {language} | {said[0]} | {said[1]} |")
        lines.append("")
    return "\n".join(lines)


def problem_kinds() -> Mapping[str, tuple[object, str]]:
    """Return every ProblemKind of the product by code, with the file it is written in."""
    from almasu.law.problem import ProblemKind

    found: dict[str, tuple[object, str]] = {}
    for path, module in modules_that_say("ProblemKind("):
        for value in vars(module).values():
            if isinstance(value, ProblemKind) and writes_down(path, value.code):
                found[value.code] = (value, str(path.relative_to(ROOT)))
    return found


def writes_down(path: Path, code: str) -> bool:
    """Tell whether a file is the one that writes a code down, not one that imports it."""
    return f'"{code}"' in sources()[path]


@cache
def sources() -> Mapping[Path, str]:
    """Return the text of every module of the product, by its path in order."""
    return {path: path.read_text(encoding="utf-8") for path in sorted(SOURCE.rglob("*.py"))}


def modules_that_say(words: str) -> Iterator[tuple[Path, object]]:
    """Yield the modules whose source holds some words, imported."""
    for path, text in sources().items():
        if path.stem != "__main__" and words in text:
            parts = path.relative_to(SOURCE.parent).with_suffix("").parts
            yield path, importlib.import_module(".".join(part for part in parts if part != "__init__"))


# journal


def journal_page() -> str:
    """Return the page of what the journal holds and what a verification of it can find."""
    lines = [
        NOTE,
        "# Journal: kinds of entry, and faults of a verification\n",
        "An entry holds ids, codes, outcomes and salted commitments, never a name or a number of a person. Outsiders",
        "see only its 32-byte commitment. The list only grows: a value is never reused or removed.\n",
    ]
    kinds = docstrings_of_class(SOURCE / "kernel" / "journal" / "entry_kinds.py", "EntryKind")
    for name, (value, words) in kinds.items():
        files = ", ".join(f"`{one}`" for one in writers_of(f"EntryKind.{name}"))
        lines += [f"## {value}\n", f"{words}\n", f"Written by: {files or 'nothing yet; the name is kept for it'}.\n"]
    lines += ["# Faults that `almasu journal verify` names\n", "| fault | en | ru | kk |", "| --- | --- | --- | --- |"]
    lines += [f"| {name} | {cell(said.en)} | {cell(said.ru)} | {cell(said.kk)} |" for name, said in faults().items()]
    return "\n".join(lines) + "\n"


def writers_of(name: str) -> Iterator[str]:
    """Yield the files of the product that use a name."""
    for path, text in sources().items():
        if any(text[at + len(name) : at + len(name) + 1] not in LETTERS for at in places(text, name)):
            yield str(path.relative_to(ROOT))


LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ_")


def places(text: str, name: str) -> Iterator[int]:
    """Yield where a name stands in a text."""
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + 1)


def faults() -> Mapping[str, object]:
    """Return the words of every fault a verification of the journal can name."""
    from almasu.kernel.journal.findings import MEANING

    return {name.value: said for name, said in MEANING.items()}


# signatures


def signature_page() -> str:
    """Return the page of the numbered story: its steps, and every reason a step can give."""
    from almasu.kernel.signatures.story import TITLES

    lines = [
        NOTE,
        "# The story of a signature\n",
        "`almasu signature verify` and the portal tell a verification as numbered steps. Any step that failed makes",
        "the verdict INVALID; any that could not be decided makes it INDETERMINATE; both open nothing.\n",
    ]
    reasons = signature_reasons()
    for number, title in TITLES.items():
        lines += [f"## {number}. {title.en}\n", f"{title.ru} · {title.kk}\n"]
        lines += ["| code | outcome | what it says | what to do |", "| --- | --- | --- | --- |"]
        for reason in (one for one in reasons if one.step == number):
            said = [cell(reason.words.en), cell(reason.remedy.en)]
            lines.append(f"| `{reason.code}` | {reason.outcome} | {said[0]} | {said[1]} |")
        lines.append("")
    return "\n".join(lines)


def signature_reasons() -> list:
    """Return every reason of the catalogue once, in the order of its code."""
    from almasu.kernel.signatures.reasons.catalogue import CATALOGUE

    return [CATALOGUE[code] for code in sorted(CATALOGUE)]


# powers


def powers_page() -> str:
    """Return the matrix of powers and each power with its words, its clauses and the addresses that stand on it."""
    from almasu.kernel.powers.table import CHAPTERS
    from almasu.kernel.powers.words import ENTRIES, REACHES

    lines = [
        NOTE,
        "# Powers\n",
        "Who may do what to what, and by which clause: one table (`src/almasu/kernel/powers`) from which every act",
        "takes its roles. `tests/powers` tries every address of the interface by everybody on everything and compares",
        "the outcome with this table. `almasu explain access` tells the same on the command line. An empty cell",
        "refuses; what lies outside a reach looks as if it were not there.\n",
        "| reach | what it covers | | |",
        "| --- | --- | --- | --- |",
    ]
    lines += [f"| `{one.value}` | {said.en} | {said.ru} | {said.kk} |" for one, said in REACHES.items()]
    lines += ["\n| entry | how far one must have come in | | |", "| --- | --- | --- | --- |"]
    lines += [f"| `{one.value}` | {said.en} | {said.ru} | {said.kk} |" for one, said in ENTRIES.items()]
    for title, powers in CHAPTERS:
        lines += ["", *matrix_of(title.en, powers)]
    lines += ["\n# Every role, action and object\n", *matrix_of_objects()]
    stood_on = addresses_by_power()
    lines += ["\n# Each power\n"]
    for power in (one for _, powers in CHAPTERS for one in powers):
        lines += [f"## {power.name}\n", f"{power.says.en} · {power.says.ru} · {power.says.kk}\n"]
        ruled = f" Other roles are refused by the rule `{power.rule}`." if power.rule else ""
        lines += [f"Entry: `{power.entry.value}`. Clauses: {', '.join(power.cites)}.{ruled}\n"]
        lines += [f"- `{address}`" for address in stood_on.get(power.name, ())]
        lines += [] if lines[-1].endswith("\n") else [""]
    return "\n".join(lines).rstrip() + "\n"


def matrix_of(title: str, powers: tuple) -> Iterator[str]:
    """Yield the lines of one chapter of the matrix: a row for each power, a column for each role."""
    from almasu.kernel.parties.account import Role

    yield f"## {title}\n"
    yield f"| power | EDS alone | {' | '.join(role.value for role in Role)} |"
    yield f"| --- | --- |{' --- |' * len(Role)}"
    for power in powers:
        reaches = (power.reach(role) for role in (None, *Role))
        cells = (", ".join(sorted(f"`{one.value}`" for one in reach)) for reach in reaches)
        yield f"| [{power.name}](#{power.name.replace('.', '')}): {cell(power.says.en)} | {' | '.join(cells)} |"


def matrix_of_objects() -> Iterator[str]:
    """Yield a row for each power and role with what becomes of the act on each sort of object."""
    from almasu.kernel.parties.account import Role
    from almasu.kernel.powers.objects import Object, answer_on
    from almasu.kernel.powers.table import POWERS

    yield "A row for each action and role, a column for whose the object is. `done` answers; `absent` answers exactly"
    yield "as what is missing, in status and words; `refused` is refused at the door, whatever is asked for. One's own"
    yield "is, by the reach, what one made, what names one as the head, what one's resolution covers, one's own case.\n"
    yield f"| action | role | {' | '.join(one.value for one in Object)} |"
    yield f"| --- | --- |{' --- |' * len(Object)}"
    for power in POWERS.values():
        for role in (None, *Role):
            cells = (answer_on(power, role, one).value for one in Object)
            yield f"| {power.name} | {'EDS alone' if role is None else role.value} | {' | '.join(cells)} |"


def addresses_by_power() -> Mapping[str, list[str]]:
    """Return the addresses that stand on each power, by its name."""
    from almasu.interfaces.addresses_of_zones import of_every_zone

    found: dict[str, list[str]] = {}
    for address, power in of_every_zone().items():
        found.setdefault(power.name, []).append(address)
    return found


def cell(words: str) -> str:
    """Return words as they may stand in a table."""
    return " ".join(words.split()).replace("|", "\\|")


PAGES_OF: Mapping[str, Callable[[], str]] = {
    "settings.md": settings_page,
    "cli.md": cli_page,
    "problems.md": problems_page,
    "journal.md": journal_page,
    "signature.md": signature_page,
    "powers.md": powers_page,
}


if __name__ == "__main__":
    main()
