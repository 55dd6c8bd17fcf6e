"""Which edition governs a moment, and what a node may set."""

from __future__ import annotations

from datetime import date

import pytest

from almasu.law import moment
from almasu.law.edition import governing, with_starts, worded_by
from almasu.law.problem import Fault
from almasu.wiring.law import Law


@pytest.mark.parametrize(
    ("regime", "at", "edition"),
    [
        ("sio_pso", "2022-03-25T00:00:00+06:00", "SIO-2022"),
        ("sio_pso", "2025-12-14T23:59:59+05:00", "SIO-2022"),
        ("sio_pso", "2025-12-14T19:00:00+00:00", "SIO-2025"),
        ("sio_pso", "2026-11-20T10:00:00+05:00", "SIO-2025"),
        ("fma_provision", "2023-04-05T12:00:00+06:00", "FMA-2022"),
        ("fma_provision", "2023-04-06T12:00:00+06:00", "FMA-2023"),
        ("fma_provision", "2024-06-01T12:00:00+05:00", "FMA-2024"),
        ("fma_provision", "2026-11-20T12:00:00+05:00", "FMA-2025"),
        ("asoi", "2022-09-27T12:00:00+06:00", "ASOI-2022"),
        ("cis", "2018-08-27T12:00:00+06:00", "CIS-2018"),
    ],
)
def test_the_edition_of_the_day_in_astana_governs(law: Law, regime: str, at: str, edition: str) -> None:
    assert governing(law.editions, regime, moment.read(at)).id == edition


@pytest.mark.parametrize(
    ("regime", "at"), [("sio_pso", "2022-03-24T12:00:00+06:00"), ("asoi", "2022-09-26T12:00:00+06:00")]
)
def test_before_its_first_edition_a_regime_has_no_rules(law: Law, regime: str, at: str) -> None:
    with pytest.raises(Fault, match=f"no edition of {regime}"):
        governing(law.editions, regime, moment.read(at))


@pytest.mark.parametrize(
    ("at", "of_3", "of_4"),
    [
        ("2022-03-29T23:59:59+06:00", None, None),
        ("2022-03-30T00:00:00+06:00", "FMA-2022", "FMA-2022"),
        ("2023-05-01T12:00:00+06:00", "FMA-2022", "FMA-2022"),
        ("2024-01-03T00:00:00+06:00", "FMA-2024", "FMA-2022"),
        ("2025-10-06T18:59:59+00:00", "FMA-2024", "FMA-2022"),
        ("2025-10-06T19:00:00+00:00", "FMA-2025", "FMA-2025"),
    ],
)
def test_the_wording_of_a_clause_is_that_of_the_last_edition_that_changed_it(
    law: Law, at: str, of_3: str | None, of_4: str | None
) -> None:
    found = [worded_by(law.editions, "fma_provision", clause, moment.read(at)) for clause in ("3", "4")]
    assert [one.id if one else None for one in found] == [of_3, of_4]


def test_a_start_day_that_the_act_does_not_print_may_be_set_within_bounds(law: Law) -> None:
    moved = {edition.id: edition for edition in with_starts(law.editions, {"SIO-2025": date(2025, 12, 19)})}
    assert moved["SIO-2025"].since == date(2025, 12, 19)
    assert moved["SIO-2022"].until == date(2025, 12, 19)
    for start in (date(2025, 12, 13), date(2025, 12, 20)):
        with pytest.raises(Fault, match="starts between"):
            with_starts(law.editions, {"SIO-2025": start})
    with pytest.raises(Fault, match="starts between"):
        with_starts(law.editions, {"FMA-2022": date(2022, 3, 31)})
    with pytest.raises(Fault, match="no edition"):
        with_starts(law.editions, {"SIO-2030": date(2030, 1, 1)})


def test_every_file_of_law_data_has_a_hash(law: Law) -> None:
    hashes = law.hashes()
    assert "law/data/clauses/sio25.yaml" in hashes
    assert "law/data/calendars/2026.yaml" in hashes
    assert "regimes/sio_pso/roles.yaml" in hashes
    assert all(len(value) == 64 for value in hashes.values())


def test_the_order_of_2022_names_the_orders_it_repealed(law: Law) -> None:
    of_2022 = next(one for one in law.editions if one.id == "SIO-2022")
    assert [order.en.rsplit(" ", 1)[1] for order in of_2022.repeals] == ["14952)", "19594)"]
    assert "SIO22-O.2" in of_2022.cites
