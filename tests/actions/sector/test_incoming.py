"""From what others publish to an alert: fetched over real HTTP, ranked, matched with declared software, published."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID

import pytest

from actions.sector.conftest import BANK, OTHER_BANK, Sector
from almasu.actions.sector import incoming, publish, software
from almasu.kernel.interchange.incoming import SourceKind
from almasu.kernel.interchange.pulling import Stop
from almasu.kernel.sector.concerns import Concern
from almasu.law.problem import Problem
from almasu.testing.published.server import Publisher, serving
from almasu.wiring.interchange import exchange_over
from almasu.wiring.pulling import PullSettings, pull_all
from almasu.wiring.settings import SourceSettings

EVENT = str(UUID(int=9, version=4))
ADVISORY = {
    "document": {
        "title": "Alma VPN", "csaf_version": "2.0", "tracking": {"id": "ALMA-1", "version": "1"},
        "notes": [{"category": "summary", "text": "A flaw."}], "distribution": {"tlp": {"label": "WHITE"}},
    },
    "product_tree": {"branches": [{"category": "vendor", "name": "Alma", "branches": [
        {"category": "product_name", "name": "VPN", "branches": [
            {"category": "product_version_range", "name": "<4.2", "product": {"name": "a", "product_id": "A"}},
            {"category": "product_version", "name": "4.2", "product": {"name": "b", "product_id": "B"}}]}]}]},
    "vulnerabilities": [{
        "cve": "CVE-2026-1001", "scores": [{"cvss_v3": {"baseScore": 7.5}, "products": ["A"]}],
        "product_status": {"known_affected": ["A"], "fixed": ["B"]},
        "remediations": [{"category": "vendor_fix", "details": "Update to 4.2."}],
    }],
}  # fmt: skip
KEV = {"vulnerabilities": [{"cveID": "CVE-2026-1001", "dueDate": "2026-12-01"}]}


def published(base: str) -> Publisher:
    made = Publisher()
    made.publish_event(EVENT, {"info": "Campaign", "Attribute": [{"type": "ip-dst", "value": "203.0.113.9"}]}, "1")
    made.publish_advisory(base, "2026/alma-1.json", json.dumps(ADVISORY).encode(), "2026-11-20", rolie=True)
    made.publish_advisory(base, "2026/none.json", b'{"document":{}}', "2026-11-19", rolie=True)
    made.files["kev.json"] = json.dumps(KEV).encode()
    made.files["epss.csv"] = b"#v\ncve,epss,percentile\nCVE-2026-1001,0.42,0.9\nCVE-2020-1001,0.1,0.2\n"
    return made


async def pulls(sector: Sector, base: str, folder: Path) -> dict[str, tuple[int, int, Stop]]:
    sources = (
        SourceSettings("misp", f"{base}/misp/", kind=SourceKind.MISP),
        SourceSettings("csaf", f"{base}/csaf/provider-metadata.json", kind=SourceKind.CSAF),
        SourceSettings("kev", f"{base}/kev.json", kind=SourceKind.KEV),
        SourceSettings("epss", f"{base}/epss.csv", kind=SourceKind.EPSS),
        SourceSettings("inner", "http://192.168.1.1/", kind=SourceKind.KEV),
    )
    exchange = exchange_over(sector.world.database, sector.node.vault)
    settings = PullSettings("", folder, sources, ("127.0.0.0/8",))
    told = {name: one async for name, one in pull_all(exchange, settings, sector.now)}
    return {name: (one.kept, one.refused, one.stopped.why) for name, one in told.items()}


async def declares(sector: Sector, who: str, line: str, *, named: bool) -> None:
    await software.declare(sector.node, sector.tokens[who], line, named, sector.now())


async def test_an_advisory_is_fetched_ranked_matched_and_published(sector: Sector, tmp_path: Path) -> None:
    publisher = Publisher()
    async with serving(publisher) as base:
        publisher.files = published(base).files
        assert await pulls(sector, base, tmp_path) == {
            "misp": (1, 0, Stop.DONE), "csaf": (1, 1, Stop.DONE), "kev": (1, 0, Stop.DONE),
            "epss": (1, 0, Stop.DONE), "inner": (0, 0, Stop.REFUSED),
        }  # fmt: skip
        again = await pulls(sector, base, tmp_path)
        assert {name: kept for name, (kept, _, _) in again.items()} == dict.fromkeys(again, 0)
    token, node = sector.tokens["centre"], sector.node
    (known,) = (await incoming.advisories(node, token, "", sector.now())).items
    assert (known.advisory.number, known.likely) == ("ALMA-1", 0.42)
    assert [str(due) for due in known.exploited.values()] == ["2026-12-01"]
    assert known.advisory.fields["affected"] == "Alma | VPN | <4.2"
    assert known.advisory.fields["severity"] == "critical"
    (event,) = (await incoming.events(node, token, "", sector.now())).items
    assert event.taken.fields["addresses"] == "203.0.113.9"
    assert (await incoming.original(node, token, known.file.id, sector.now())).body == json.dumps(ADVISORY).encode()
    stands = {one.source: one.stopped for one in await incoming.sources(node, token, sector.now())}
    assert stands == dict.fromkeys(("misp", "csaf", "kev", "epss"), "done")

    await declares(sector, "worker", "alma | vpn | 4.1", named=False)
    await declares(sector, "other worker", "Alma | VPN", named=True)
    await declares(sector, "insurer", "Alma | VPN | 4.2", named=True)
    opened = await incoming.open_advisory(node, token, known.file.id, sector.now())
    assert (opened.concerned.declared, opened.concerned.surely, opened.concerned.perhaps) == (3, 1, 1)
    assert [organisation for organisation, _, _ in opened.concerned.named] == [OTHER_BANK]
    assert BANK not in str(opened.concerned)

    draft = dict(await incoming.draft(node, token, known.file.id, sector.now()))
    act = await publish.prepare_publishing(node, token, draft, sector.now(), known.file.id)
    assert str(known.file.id).encode() in act.data
    alert = (await publish.publish(node, token, act.id, sector.signed("centre", act), sector.now())).paper.id
    for who, sure in (("worker", [Concern.YES]), ("other worker", [Concern.MAYBE]), ("insurer", [])):
        found = await software.concerned(node, sector.tokens[who], alert, sector.now())
        assert [one.concern for one in found.own] == sure, who
        assert (found.declared, found.named) == (0, ())
    for_centre = await software.concerned(node, token, alert, sector.now())
    assert (for_centre.surely, for_centre.perhaps, for_centre.own) == (1, 1, ())
    assert [one["kind"] for one in await sector.world.entries()].count("files_pulled") == 5


async def test_what_cannot_be_read_is_fetched_anew_when_it_changed_or_a_week_later(
    sector: Sector, tmp_path: Path
) -> None:
    publisher, name = Publisher(), "csaf/2026/none.json"
    async with serving(publisher) as base:
        publisher.files = published(base).files
        for turn, fetched in enumerate((1, 1, 2, 2, 3)):
            if turn == 2:
                publisher.publish_advisory(base, "2026/none.json", b'{"document":[]}', "2026-11-21", rolie=True)
            if turn == 4:
                sector.world.clock.forward(days=8)
            publisher.files["csaf/feed-of-nobody"] = str(turn).encode()
            await pulls(sector, base, tmp_path)
            assert [path for path, _ in publisher.asked].count(name) == fetched, turn
        publisher.publish_advisory(base, "2026/none.json", json.dumps(ADVISORY).encode(), "2026-11-22", rolie=True)
        assert (await pulls(sector, base, tmp_path))["csaf"] == (1, 0, Stop.DONE), "once it is mended it is taken"


async def test_only_the_centre_sees_what_came_and_only_a_bank_its_own_software(sector: Sector) -> None:
    data = json.dumps(ADVISORY).encode()
    made = await incoming.add_advisory(sector.node, sector.tokens["centre"], data, sector.now())
    with pytest.raises(Problem, match=r"interchange\.no_advisory"):
        await incoming.add_advisory(sector.node, sector.tokens["centre"], b"{}", sector.now())
    with pytest.raises(Problem, match=r"account\.role"):
        await incoming.open_advisory(sector.node, sector.tokens["worker"], made.id, sector.now())
    with pytest.raises(Problem, match=r"paper\.unknown"):
        await incoming.open_advisory(sector.node, sector.tokens["centre"], UUID(int=5), sector.now())
    await software.declare_file(
        sector.node, sector.tokens["worker"], b"maker,product,version\nAlma,VPN,4.1\n", True, sector.now()
    )
    assert len((await software.declared(sector.node, sector.tokens["head"], sector.now())).items) == 1
    assert (await software.declared(sector.node, sector.tokens["other head"], sector.now())).items == ()
    with pytest.raises(Problem, match=r"account\.role"):
        await software.declared(sector.node, sector.tokens["centre"], sector.now())
