"""Readings: how a record of each register becomes links. A register without a reading here can never yield one.

Only the fields named are looked at: of a pension record (11) the two parties and the first and last month, of a
notarial act (21) the two parties of a power of attorney and its days. Nothing of 12 and 43 is read at all.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Callable, Iterator, Mapping

from almasu.kernel.answers import Record
from almasu.kernel.relations.facts import Fact, Said, Unfit, fact_of
from almasu.kernel.relations.kinds import MEDICAL, SOURCES

Reading = Callable[[Record], Iterator[Said]]
LAST_DAYS = {f"{month:02d}": 30 if month in {4, 6, 9, 11} else 31 for month in range(1, 13)} | {"02": 28}
EDITION = 3
"""Goes up when a reading, a kind or the form of the graph changes, so that graphs made before are made anew."""


def _company(row: Record) -> Iterator[Said]:
    """2: who heads a company, who founded it, and where it sits."""
    company, since, until = row.get("bin"), row.get("registered_on"), row.get("liquidated_on")
    if row.get("head_iin"):
        yield Said("director_of", row["head_iin"], company, since, until, company)
    if row.get("founder_iin_bin"):
        yield Said("founder_of", row["founder_iin_bin"], company, since, until, company)
    if row.get("legal_address_rca"):
        yield Said("same_legal_address", company, row["legal_address_rca"], since, until, company)


def _right(row: Record) -> Iterator[Said]:
    """3: who owns an object; others who own it are co-owners."""
    if row.get("right_type") == "ownership":
        number = row.get("cadastral_no")
        yield Said("co_owner", row.get("holder_iin_bin"), number, row.get("registered_on"), None, number)


def _vehicle(row: Record) -> Iterator[Said]:
    """5: who owns or owned a vehicle."""
    since, until = row.get("registered_on"), row.get("deregistered_on")
    yield Said("same_vehicle", row.get("owner_iin_bin"), row.get("vin"), since, until, row.get("certificate_no"))


def _employment(row: Record) -> Iterator[Said]:
    """11: who worked where, from the first month to the last. No amount is in the record, and none is looked for."""
    employer, first, last = row.get("employer_bin"), row.get("first_period"), row.get("last_period")
    since = f"{first}-01" if first else None
    yield Said("employed_by", row.get("contributor_iin"), employer, since, _end_of(last), f"{employer}/{first}")


def _power(row: Record) -> Iterator[Said]:
    """21: who gave whom a power of attorney; other acts are not links."""
    if row.get("notarial_act_kind") == "power_of_attorney":
        ends = sorted(str(end) for end in (row.get("power_until"), row.get("revoked_on")) if end)
        since, until = row.get("act_date"), ends[0] if ends else None
        parties = row.get("party_iin_bin"), row.get("counterparty_iin_bin")
        yield Said("represented_by", *parties, since, until, row.get("register_no"))


def _civil_act(row: Record) -> Iterator[Said]:
    """22: parents by the act of birth, spouses by the acts of marriage and divorce."""
    subject, since, number = row.get("subject_iin"), row.get("event_date"), row.get("act_no")
    match row.get("civil_act_kind"):
        case "birth":
            for parent in (row.get("father_iin"), row.get("mother_iin")):
                if parent:
                    yield Said("child_of", subject, parent, since, None, number)
        case "marriage":
            yield Said("spouse_of", subject, row.get("spouse_iin"), since, None, number)
        case "divorce":
            yield Said("former_spouse_of", subject, row.get("spouse_iin"), since, None, number)
        case _:
            return


def _crossing(row: Record) -> Iterator[Said]:
    """23: who crossed the border in one vehicle on one day in one direction."""
    plate, at = row.get("vehicle_plate"), str(row.get("crossed_at") or "")[:10]
    if plate:
        crossing = f"{plate}/{at}/{row.get('direction')}"
        yield Said("crossed_in_vehicle", row.get("iin"), crossing, at, at, row.get("crossing_id"))


def _contract(row: Record) -> Iterator[Said]:
    """27: which company sells to which body."""
    parties = row.get("supplier_iin_bin"), row.get("customer_bin")
    yield Said("supplies_to", *parties, row.get("signed_on"), row.get("performed_until"), row.get("contract_no"))


def _ticket(row: Record) -> Iterator[Said]:
    """35: whose tickets were bought in one order."""
    at = str(row.get("departs_at") or "")[:10]
    if row.get("order_no"):
        yield Said("same_order", row.get("passenger_iin"), row["order_no"], at, at, row.get("ticket_no"))


def _address(row: Record) -> Iterator[Said]:
    """40: who lives or lived at an address."""
    place = row.get("address_rca")
    if place:
        yield Said("same_address", row.get("iin"), place, row.get("valid_from"), row.get("valid_to"), place)


def _phone(row: Record) -> Iterator[Said]:
    """52: who uses or used a telephone number."""
    at, now, before = row.get("registered_at"), row.get("phone_no"), row.get("previous_phone_no")
    if now:
        yield Said("same_phone", row.get("iin"), now, at, None, now)
    if before:
        yield Said("same_phone", row.get("iin"), before, None, at, before)


READINGS: Mapping[int, Reading] = {
    2: _company, 3: _right, 5: _vehicle, 11: _employment, 21: _power, 22: _civil_act,
    23: _crossing, 27: _contract, 35: _ticket, 40: _address, 52: _phone,
}  # fmt: skip


def facts_of(number: int, record: Record) -> Iterator[Fact | Unfit]:
    """Yield what a record of a register says, and what in it cannot stand.

    Unfit is raised where the register yields no links at all: none of the medical ones ever does.
    """
    reading = READINGS.get(number)
    if reading is None or number in MEDICAL or number not in SOURCES:
        raise Unfit(f"resource {number} yields no links")
    for said in reading(record):
        try:
            yield fact_of(said)
        except Unfit as unfit:
            yield unfit


def _end_of(month: object) -> str | None:
    """Return the last day of a month written YYYY-MM, as text; what is no month is returned for the check to find."""
    text = str(month or "")
    if LAST_DAYS.get(text[5:]) is None or not text[:4].isdecimal() or text[4:5] != "-":
        return text or None
    leap = text[5:] == "02" and isleap(int(text[:4]))
    return f"{text}-{29 if leap else LAST_DAYS[text[5:]]}"
