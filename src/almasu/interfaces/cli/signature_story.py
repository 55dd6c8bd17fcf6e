"""A story of a signature for people: numbered, with the reason, its sources and the way out."""

from __future__ import annotations

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text as Styled

from almasu.kernel.signatures.profile import ProfileName
from almasu.kernel.signatures.reasons.reason import Outcome
from almasu.kernel.signatures.story import TITLES, SignatureVerdict, SignerFacts, Step, Story
from almasu.law import moment
from almasu.law.text import Language, Text

MARKS: dict[Outcome, tuple[str, str]] = {
    Outcome.PASSED: ("✓", "green"),
    Outcome.WARNED: ("!", "yellow"),
    Outcome.FAILED: ("✗", "bold red"),
    Outcome.INDETERMINATE: ("?", "bold yellow"),
    Outcome.SKIPPED: ("·", "dim"),
}
VERDICTS: dict[SignatureVerdict, tuple[Text, str]] = {
    SignatureVerdict.VALID: (Text(kk="ЖАРАМДЫ", ru="ДЕЙСТВИТЕЛЬНА", en="VALID"), "green"),
    SignatureVerdict.INVALID: (Text(kk="ЖАРАМСЫЗ", ru="НЕДЕЙСТВИТЕЛЬНА", en="INVALID"), "red"),
    SignatureVerdict.INDETERMINATE: (Text(kk="АНЫҚТАЛМАДЫ", ru="НЕ УСТАНОВЛЕНО", en="INDETERMINATE"), "yellow"),
}
PROFILES: dict[ProfileName, Text] = {
    ProfileName.PROD: Text(
        kk="ұлттық куәландырушы орталықтың бекітілген түбірлері (prod)",
        ru="закреплённые корни национального удостоверяющего центра (prod)",
        en="the pinned roots of the national authority (prod)",
    ),
    ProfileName.TEST: Text(
        kk="сынақ контурының түбірлері, жұмыс түбірлері емес (test)",
        ru="корни тестового контура, не рабочие (test)",
        en="roots of the test contour, not the working ones (test)",
    ),
    ProfileName.EMBEDDED: Text(
        kk="демонстрацияның ойдан шығарылған орталығы (embedded)",
        ru="выдуманный центр демонстрации (embedded)",
        en="the made-up authority of a demo (embedded)",
    ),
    ProfileName.GIVEN: Text(
        kk="сіз берген, бекітілмеген түбірлер: ұлттық орталық туралы ештеңе айтпайды (given)",
        ru="данные вами незакреплённые корни: о национальном центре ничего не говорят (given)",
        en="roots that you gave, unpinned: they say nothing of the national authority (given)",
    ),
}


def print_story(story: Story, language: Language) -> None:
    """Print the story as a list of steps and the verdict at its end."""
    console = Console(highlight=False)
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0))
    table.add_column(justify="right", style="dim")
    table.add_column()
    table.add_column()
    last = -1
    for one in story.steps:
        mark, style = MARKS[one.outcome]
        number = str(one.number) if one.number != last else ""
        last = one.number
        table.add_row(number, Styled(mark, style=style), _told(one, language))
    console.print(table)
    console.print(_verdict(story, language))


def _told(one: Step, language: Language) -> Styled:
    """Return the title, the words, the sources and the remedy of one step."""
    told = Styled(TITLES[one.number].said_in(language), style="bold")
    told.append(f"\n{harmless(one.words.said_in(language))}", style="not bold")
    told.append(f"\n{' · '.join((one.code, *one.cites))}", style="not bold dim")
    remedy = one.remedy.said_in(language)
    if remedy:
        told.append(f"\n→ {remedy}", style="not bold italic")
    return told


def _verdict(story: Story, language: Language) -> Panel:
    """Return the verdict with who signed and under what it was judged."""
    words, colour = VERDICTS[story.verdict]
    by = PROFILES[ProfileName(story.profile)].said_in(language)
    lines = [f"{moment.written(story.at)} · {story.edition}", by]
    if story.signer is not None:
        lines.insert(0, _signer(story.signer))
    return Panel(Styled("\n".join(lines)), title=words.said_in(language), border_style=colour, expand=False)


def _signer(signer: SignerFacts) -> str:
    """Return who signed in one line."""
    numbers = [f"IIN {signer.iin}" if signer.iin else "", f"BIN {signer.bin}" if signer.bin else ""]
    return harmless(" · ".join(part for part in (signer.name, *numbers, signer.family, signer.issuer) if part))


def harmless(text: str) -> str:
    """Return a text in which nothing steers the terminal: names in certificates are written by strangers."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
