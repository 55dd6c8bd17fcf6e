"""A carrier read from its medium and sent to a node over a real socket, as the Agency's officer does it (FMA-3.4)."""

from __future__ import annotations

from pathlib import Path

import pytest
import uvicorn

from actions.provision.test_carriers import OnCarrier, by_carrier
from almasu.actions.provision import carriers as acts
from almasu.interfaces.site import site
from almasu.kernel.provision.carrier import CarrierState
from almasu.wiring import carrier_sending
from almasu.wiring.carrier_sending import NotTaken, sent
from interfaces.serving import listening
from powers.zone_app import running_of

__all__ = ["by_carrier"]


async def test_a_carrier_is_sent_in_parts_from_where_the_node_has_it_and_read_in(
    by_carrier: OnCarrier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrier_sending, "PART", 1_000)
    zone = by_carrier.zone
    manifest, place = by_carrier.packs()
    made = await by_carrier.travels(manifest)
    app = site(running_of(zone.world, tmp_path, "", "provision"))
    first = manifest.files[0]
    await by_carrier.sends(made.id, first.name, (place / first.name).read_bytes()[:700])
    async with listening(uvicorn.Config(app, log_level="error", lifespan="off")) as port:
        node = f"http://127.0.0.1:{port}"
        with pytest.raises(NotTaken):
            await sent(place, manifest, node, made.id, "0" * 43)
        with pytest.raises(NotTaken, match="role"):
            await sent(place, manifest, node, made.id, zone.tokens["responsible"])
        await sent(place, manifest, node, made.id, zone.tokens["officer"])
        with pytest.raises(NotTaken, match="state"):
            await sent(place, manifest, node, made.id, zone.tokens["officer"])
    done = await acts.one_carrier(zone.node, zone.tokens["officer"], made.id, zone.now())
    assert done.state is CarrierState.READ_IN
