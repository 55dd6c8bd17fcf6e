"""What the made-up publishers say is read without a fault, but for the one file that is broken on purpose."""

from __future__ import annotations

import gzip

from almasu.kernel.interchange.csaf_check import faults_of
from almasu.kernel.interchange.incoming import FileKind
from almasu.kernel.interchange.reading import fault_of
from almasu.testing.published.made_up import CAMPAIGNS, FLAWS, publish_everything
from almasu.testing.published.server import Publisher


def test_the_made_up_files_are_what_they_are_said_to_be() -> None:
    publisher = Publisher()
    publish_everything(publisher, "http://127.0.0.1:1")
    files = publisher.files
    advisories = {
        name: body for name, body in files.items() if name.startswith("csaf/2026/") and name.endswith(".json")
    }
    assert {name for name, body in advisories.items() if fault_of(FileKind.CSAF, body)} == {"csaf/2026/broken.json"}
    sound = [body for name, body in advisories.items() if not name.endswith("broken.json")]
    assert [faults_of(body) for body in sound] == [()] * len(FLAWS)
    events = [body for name, body in files.items() if name.startswith("misp/") and not name.endswith("manifest.json")]
    assert [fault_of(FileKind.MISP, body) for body in events] == [""] * len(CAMPAIGNS)
    assert fault_of(FileKind.KEV, files["kev.json"]) == ""
    assert fault_of(FileKind.EPSS, gzip.decompress(files["epss.csv.gz"])) == ""
