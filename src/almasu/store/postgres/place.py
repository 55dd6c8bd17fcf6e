"""Where a server of ours keeps its data, its socket and its password, and the address that follows from it.

In the folder that was asked for stay `lock`, `place.json`, `passfile` (0600) and `log`; `server/` holds the data. When
we are root and the system user cannot reach that folder (a clone under a home of mode 0700), the data go to a folder of
their own under `/var/lib/almasu` instead of opening somebody's home.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from almasu.store.postgres.postmaster import living
from almasu.store.postgres.runner import Runner

OUTSIDE = Path("/var/lib/almasu")
SUPERUSER = "almasu"
PORT = 5432
LONGEST_SOCKET = 107  # bytes: sun_path holds 108 with its closing zero


@dataclass(frozen=True, slots=True)
class Place:
    """The folder asked for, the home of the data and the folder of the socket."""

    directory: Path
    home: Path
    run: Path

    @property
    def data(self) -> Path:
        """Return the data folder of the server."""
        return self.home / "data"

    @property
    def passfile(self) -> Path:
        """Return the file that holds the password, in libpq's own format."""
        return self.directory / "passfile"

    @property
    def log(self) -> Path:
        """Return the server's log."""
        return self.directory / "log"

    @property
    def url(self) -> str:
        """Return the address. It names the password file and not the password, so it may be shown and passed on."""
        host, passfile = quote(str(self.run), safe=""), quote(str(self.passfile), safe="")
        return f"postgresql://{SUPERUSER}@/postgres?host={host}&port={PORT}&passfile={passfile}"


def recorded(directory: Path) -> Place | None:
    """Return the place that was last written down for a folder, or None."""
    try:
        known = json.loads((directory / "place.json").read_text())
    except (FileNotFoundError, json.JSONDecodeError):
        return None
    return Place(directory, Path(known["home"]), Path(known["run"]))


def prepared(directory: Path, runner: Runner) -> Place:
    """Make the folders and the password, and write the place down. Only the holder of the folder's lock calls this."""
    known = recorded(directory)
    home = known.home if known and known.home.exists() else new_home(directory, runner)
    run = known.run if known and known.home == home and known.run.exists() else new_run(home, runner)
    place = Place(directory, home, run)
    written = directory / "place.json.new"
    written.write_text(json.dumps({"home": str(home), "run": str(run)}))
    written.rename(directory / "place.json")
    make_owned(home, runner)
    if home.parent == OUTSIDE:
        (OUTSIDE / f"{home.name}.owner").write_text(str(directory))
    make_owned(run, runner)
    place.log.touch(mode=0o600)
    if not place.passfile.exists():
        write_secret(place.passfile, f"*:*:*:{SUPERUSER}:{secrets.token_urlsafe(32)}\n")
    return place


def new_home(directory: Path, runner: Runner) -> Path:
    """Return where new data go: inside the folder where the server's user can reach it, else outside."""
    if runner.may_enter(directory):
        return directory / "server"
    sweep()
    return OUTSIDE / secrets.token_hex(8)


def new_run(home: Path, runner: Runner) -> Path:
    """Return a folder for the socket whose path is short enough: beside the data, else a fresh temporary one."""
    run = home / "run"
    if socket_fits(run):
        return run
    base = Path(tempfile.gettempdir())
    if not socket_fits(base / "almasu-xxxxxxxx") or not runner.may_enter(base):
        base = Path("/tmp")  # noqa: S108 - mkdtemp makes a fresh folder of mode 0700
    return Path(tempfile.mkdtemp(prefix="almasu-", dir=base))


def socket_fits(run: Path) -> bool:
    """Tell whether the socket's whole path fits into a socket address."""
    return len(os.fsencode(run / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET


def make_owned(folder: Path, runner: Runner) -> None:
    """Make a folder that only the server's user (and root) can enter."""
    if not folder.parent.exists():
        folder.parent.mkdir(parents=True)
        folder.parent.chmod(0o755)
    folder.mkdir(mode=0o700, exist_ok=True)
    runner.own(folder)


def write_secret(path: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    scratch = path.with_name(f"{path.name}.new")
    scratch.unlink(missing_ok=True)
    with os.fdopen(os.open(scratch, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(text)
    scratch.rename(path)


def password(place: Place) -> str:
    """Return the superuser's password."""
    return place.passfile.read_text().strip().rsplit(":", 1)[1]


def sweep() -> None:
    """Remove data outside whose folder was deleted or has made new data since, unless a server still runs there."""
    for owner in OUTSIDE.glob("*.owner"):
        home = owner.with_suffix("")
        place = recorded(Path(owner.read_text()))
        if (place is None or place.home != home) and living(home / "data") is None:
            shutil.rmtree(home, ignore_errors=True)
            owner.unlink(missing_ok=True)
