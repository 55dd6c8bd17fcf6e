"""As whom the server runs: as ourselves, or, since PostgreSQL refuses root, as a system user we drop to."""

from __future__ import annotations

import grp
import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from almasu.store.postgres import complaints

# The first that exists: one made for us, Debian's PostgreSQL user, else the user who owns nothing.
SYSTEM_USERS = ("almasu", "postgres", "nobody")
PATH = "/usr/local/bin:/usr/bin:/bin"


@dataclass(frozen=True, slots=True)
class Runner:
    """The user and group ids that the server gets; None where it runs as ourselves."""

    user: int | None = None
    group: int | None = None

    @classmethod
    def of_this_process(cls) -> Runner:
        """Return ourselves, or a system user when we are root. Raises the Problem `database.no_user`."""
        if os.geteuid() != 0:
            return cls()
        for name in SYSTEM_USERS:
            try:
                entry = pwd.getpwnam(name)
            except KeyError:
                continue
            if entry.pw_uid != 0 and grp.getgrgid(entry.pw_gid):
                return cls(entry.pw_uid, entry.pw_gid)
        raise complaints.NO_USER.at(names=", ".join(SYSTEM_USERS))

    def start(self, command: list[str], folder: Path, log: IO[bytes]) -> subprocess.Popen[bytes]:
        """Start a program as this user: own session (a Ctrl-C is ours, not its), bare environment, output to `log`."""
        return subprocess.Popen(
            command,
            cwd=folder,
            env={"PATH": PATH, "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            user=self.user,
            group=self.group,
            extra_groups=[] if self.user is not None else None,
        )

    def may_enter(self, folder: Path) -> bool:
        """Tell whether this user can go through every folder on the way to `folder` and into it."""
        if self.user is None:
            return True
        asked = subprocess.run(
            ["test", "-x", str(folder)],
            cwd="/",
            env={"PATH": PATH},
            check=False,
            user=self.user,
            group=self.group,
            extra_groups=[],
        )
        return asked.returncode == 0

    def own(self, path: Path) -> None:
        """Hand a file or folder over to this user."""
        if self.user is not None and self.group is not None:
            os.chown(path, self.user, self.group)
