"""A witness's own key, made once in its folder, and the keys of the logs it trusts."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from almasu.interfaces.witness.memory import flush
from almasu.kernel.journal.keys import SigningKey, from_seed
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.note import KeyKind, VerifierKey, decoded, encoded, read_key
from almasu.kernel.journal.rotation import open_leaf, read_leaves, succeeding
from almasu.law.problem import ProblemKind
from almasu.law.text import Text

KEY_UNREADABLE = ProblemKind(
    "witness.key_unreadable",
    500,
    Text(
        kk="{file} кілт файлы оқылмады.",
        ru="Файл ключа {file} не читается.",
        en="The key file {file} cannot be read.",
    ),
    Text(
        kk="Файлды сақтық көшірмеден қалпына келтіріңіз; кілтті жаңасымен үнсіз ауыстыруға болмайды.",
        ru="Восстановите файл из резервной копии; молча заменять ключ новым нельзя.",
        en="Restore the file from its backup; a key is never quietly replaced by a new one.",
    ),
)


def own_key(data: Path, name: str | None) -> SigningKey:
    """Return the witness's key, made with mode 0600 where the folder has none. `name` counts only then.

    The file is one line: the name and the 32 secret bytes in base64. Raises the Problem `witness.key_unreadable`.
    """
    file = data / "key"
    if not file.exists():
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        seed = secrets.token_bytes(32)
        named = name or f"witness-{from_seed('new', KeyKind.COSIGNATURE, seed).key.public.hex()[:12]}"
        from_seed(named, KeyKind.COSIGNATURE, seed)
        _write_once(file, f"{named} {encoded(seed)}\n")
    try:
        named, _, secret = file.read_text(encoding="utf-8").strip().partition(" ")
        key = from_seed(named, KeyKind.COSIGNATURE, decoded(secret))
    except (OSError, ValueError) as broken:
        raise KEY_UNREADABLE.at(str(file), file=str(file)) from broken
    (data / "witness.vkey").write_text(key.key.text() + "\n", encoding="utf-8")
    return key


def _write_once(file: Path, text: str) -> None:
    handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
    flush(file.parent)


def succeeded_logs(
    logs: Mapping[str, Sequence[VerifierKey]], files: Iterable[Path], at: datetime
) -> dict[str, tuple[VerifierKey, ...]]:
    """Return the keys trusted at a moment, with what statements about changes of keys add and take away.

    A file holds the leaves of one log, one a line, as the log publishes them. A statement counts only for a key that is
    trusted already, and only when that key and its successor both signed it. Raises `witness.key_unreadable`.
    """
    succeeded = {origin: tuple(keys) for origin, keys in logs.items()}
    for file in files:
        try:
            changes = [open_leaf(leaf) for leaf in read_leaves(file.read_bytes())]
        except (OSError, Malformed) as broken:
            raise KEY_UNREADABLE.at(str(file), file=str(file)) from broken
        for origin, keys in succeeded.items():
            succeeded[origin] = succeeding(keys, [one for one in changes if one.origin == origin], at)
    return succeeded


def trusted_logs(files: Iterable[Path]) -> dict[str, list[VerifierKey]]:
    """Return the trusted keys per origin; a file holds one verifier key a line. Raises `witness.key_unreadable`."""
    logs: dict[str, list[VerifierKey]] = {}
    for file in files:
        try:
            for line in file.read_text(encoding="utf-8").splitlines():
                if line.strip() and not line.startswith("#"):
                    key = read_key(line)
                    logs.setdefault(key.name, []).append(key)
        except (OSError, UnicodeDecodeError, Malformed) as broken:
            raise KEY_UNREADABLE.at(str(file), file=str(file)) from broken
    return logs
