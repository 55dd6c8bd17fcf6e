"""Take the pictures that the documents show: a real demo, a real browser, an officer's first request, giving data,
the sector in numbers.

Needs a Chromium on the machine. The demo lives in a folder of its own that is gone afterwards; three of its registers
are told to misbehave, so that the pictures show every kind of answer, and the hand at NCALayer errs before it signs, so
that they show what is said each time.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pictures_of_provision import Played, play_provision, take_provision
from pictures_of_sector import play_sector, take_sector
from playwright.sync_api import Page, sync_playwright

from almasu.testing.emulator.choice import MOST_TRIES
from almasu.testing.people import EXTRA_KEYS, KeyState, person
from almasu.wiring.demo.plan import Wish
from almasu.wiring.demo.run import OFFICER, Demo, people_of, running_demo
from almasu.wiring.supervising import Part

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SIZE = {"width": 1280, "height": 860}
PEOPLE, SEED = 2_000, 2026
REGISTERS = (1, 2, 8, 12, 20, 22, 25, 40)
MANNERS = {8: {"manner": "refusing"}, 22: {"manner": "slow", "seconds": 2.0}, 40: {"manner": "down"}}
SIGN_IN, SEND = "Sign in with the EDS", "Sign and send"
PATIENCE_MS = 60_000
JUSTIFICATION = "Large cash operations reported by a bank; the source of the money is being checked under this task."


def main() -> int:
    """Take every picture; 1 where there is no browser to take them with."""
    named = os.environ.get("ALMASU_CHROMIUM", "")
    chromium = next((path for name in (named, *BROWSERS) if name and (path := shutil.which(name))), None)
    if chromium is None:
        print("screenshots: there is no Chromium (on Debian: apt-get install chromium)", file=sys.stderr)
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    with demo() as running:
        played = play_provision(running, tell)
        take_all(running, played, play_sector(running, tell), chromium)
    return 0


def take_all(running: Demo, played: Played, of_sector: Played, chromium: str) -> None:
    """Take every picture in one browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(viewport=SIZE, locale="en-GB", color_scheme="light").new_page()
        come_to_the_door(running, page)
        come_in(running, page)
        ask(running, page)
        take_provision(played, page, take)
        take_sector(of_sector, page, take)
        browser.close()


@contextmanager
def demo() -> Iterator[Demo]:
    """Run a small demo whose emulator signs by itself, with three registers that misbehave."""
    folder = Path(tempfile.mkdtemp(prefix="almasu-pictures-"))
    folder.chmod(0o711)
    try:
        with running_demo(folder, Wish(people=PEOPLE, seed=SEED), tell, OFFICER) as running:
            for number, manner in MANNERS.items():
                address = f"http://127.0.0.1:{running.plan.control}/registers/{number}"
                urllib.request.urlopen(urllib.request.Request(address, json.dumps(manner).encode(), method="PUT"))
            yield running
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def come_to_the_door(running: Demo, page: Page) -> None:
    """Press the button where no NCALayer runs, and with a key whose term has ended; leave the hand that errs there."""
    page.goto(f"{running.portal}/?language=en")
    take(page, "sign-in")
    running.parts.kill("emulator")
    fail(page, SIGN_IN, "does not answer", "signing-no-ncalayer")
    script = running.data / "hand.json"
    script.write_text(json.dumps(decisions()))
    place = ("--data", str(running.data), "--port", str(running.plan.emulator))
    running.parts.start(Part("hand", "almasu", ("emulator", *place, "--script", str(script)), (running.plan.emulator,)))
    running.parts.await_ready()
    fail(page, SIGN_IN, "term of this key has ended", "signing-expired")


def decisions() -> list[dict[str, str | bool]]:
    """Return what the hand at NCALayer does, in the order of the pictures."""
    own = key_of(OFFICER, "rsa")
    wrong = {**key_of(OFFICER, "gost"), "pin": "000000"}
    at_the_door = [spoiled(KeyState.EXPIRED), own, own]
    return [*at_the_door, {"cancel": True}, *[wrong] * (MOST_TRIES + 1), spoiled(KeyState.REVOKED), own]


def spoiled(state: KeyState) -> dict[str, str | bool]:
    """Return the demo's key in a state, with its owner's PIN."""
    return next(key_of(key.iin, key.name) for key in EXTRA_KEYS if key.state is state)


def key_of(iin: str, name: str) -> dict[str, str | bool]:
    """Return a person's key with its PIN, as a script of the emulator names them."""
    return {"label": f"{iin}-{name}", "pin": person(iin).pin}


def fail(page: Page, button: str, said: str, name: str) -> None:
    """Press a button that signs, wait for what is said instead, and keep it as a picture."""
    page.get_by_role("button", name=button).click()
    page.locator("[data-say]").get_by_text(said).first.wait_for(timeout=PATIENCE_MS)
    take(page, name)


def come_in(running: Demo, page: Page) -> None:
    """Sign in with signature and code, and sign the consent."""
    page.get_by_role("button", name=SIGN_IN).click()
    page.wait_for_url("**/sign-in/code")
    page.fill("#code", code_of(running))
    page.get_by_role("button", name="Enter").click()
    page.wait_for_url("**/consent")
    page.get_by_role("button", name="Sign the consent").click()
    page.wait_for_url(f"{running.portal}/")


def code_of(running: Demo) -> str:
    """Return the code that came to the officer's telephone."""
    phone = next(person.phone for person in people_of() if person.iin == OFFICER)
    with urllib.request.urlopen(f"{running.telephone}/messages?wait=10&phone={phone.replace('+', '%2B')}") as answer:
        return json.load(answer)[-1]["text"].rsplit(" ", 1)[1]


def ask(running: Demo, page: Page) -> None:
    """Compose a request, be refused, mend it, sign it, see the answers, the dossier and the proof."""
    page.goto(f"{running.portal}/requests/new")
    page.fill("#subject", running.subjects()[0].key)
    page.select_option("#purpose", "laundering")
    page.fill("#justification", JUSTIFICATION)
    for number in REGISTERS:
        page.check(f"#r{number}")
    press(page, "May I?")
    take(page, "refused")
    press(page, "Change the request")
    page.fill("#task", "2026/114")
    press(page, "May I?")
    press(page, "Check and sign")
    take(page, "check")
    fail(page, SEND, "cancelled", "signing-cancelled")
    fail(page, SEND, "The PIN was wrong", "signing-wrong-pin")
    fail(page, SEND, "has been revoked", "signing-revoked")
    page.get_by_role("button", name=SEND).click()
    page.locator("#row-22").get_by_text("answered").wait_for(timeout=20_000)
    take(page, "request")
    request = page.url
    for language, name in (("kk", "request-kk"), ("ru", "request-ru")):
        page.goto(f"{request}?language={language}")
        take(page, name)
    page.goto(f"{request}/dossier?language=en")
    take(page, "dossier")
    page.goto(f"{request}/proof")
    take(page, "proof")


def press(page: Page, name: str) -> None:
    """Press a button and wait for the page it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def take(page: Page, name: str) -> None:
    """Keep what is in view as a picture."""
    page.wait_for_load_state()
    page.screenshot(path=PICTURES / f"{name}.png")
    tell(f"docs/pictures/{name}.png")


def tell(what: str) -> None:
    """Say what is going on."""
    print(f"screenshots: {what}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
