"""Write src/almasu/store/schema.txt anew: the schema that the migrations give in a fresh database."""

from __future__ import annotations

import tempfile
from pathlib import Path

from almasu.store.migrate import migrate
from almasu.store.postgres import embedded
from almasu.store.schema import described

TARGET = Path(__file__).resolve().parent.parent / "src" / "almasu" / "store" / "schema.txt"


def main() -> None:
    """Migrate a database that lives for a moment and write down what it became."""
    with tempfile.TemporaryDirectory() as folder, embedded(Path(folder) / "postgres", {"fsync": "off"}) as url:
        migrate(url)
        TARGET.write_text(described(url), encoding="utf-8")


if __name__ == "__main__":
    main()
