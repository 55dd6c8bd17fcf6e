"""Names in certificates, in the order the national authority issues them."""

from __future__ import annotations

from asn1crypto import core, x509

from almasu.testing.people import DemoPerson, KeyKind

COMMON_NAME = "2.5.4.3"
SURNAME = "2.5.4.4"
SERIAL_NUMBER = "2.5.4.5"
COUNTRY = "2.5.4.6"
ORGANISATION = "2.5.4.10"
UNIT = "2.5.4.11"
GIVEN_NAME = "2.5.4.42"
USER_ID = "0.9.2342.19200300.100.1.1"

_PRINTABLE = {SERIAL_NUMBER, COUNTRY}


def name(*parts: tuple[str, str]) -> x509.Name:
    """Return a distinguished name with the parts (object identifier, words) in the order given."""
    return x509.Name(name="", value=x509.RDNSequence([_part(oid, words) for oid, words in parts]))


def _part(oid: str, words: str) -> x509.RelativeDistinguishedName:
    value = (
        x509.DirectoryString(name="printable_string", value=core.PrintableString(words))
        if oid in _PRINTABLE
        else x509.DirectoryString(name="utf8_string", value=core.UTF8String(words))
    )
    return x509.RelativeDistinguishedName([x509.NameTypeAndValue({"type": oid, "value": value})])


def person_name(person: DemoPerson, kind: KeyKind) -> x509.Name:
    """Return a person's name: a private key carries the IIN only, an employee's or a head's the body and its BIN too.

    The givenName attribute holds the patronymic: that is the national layout.
    """
    body = ((ORGANISATION, _short(person.body.ru)), (UNIT, f"BIN{person.body_bin}"))
    return name(
        (COMMON_NAME, f"{person.surname} {person.given_name}"),
        (SURNAME, person.surname),
        (SERIAL_NUMBER, f"IIN{person.iin}"),
        (COUNTRY, "KZ"),
        *(() if kind is KeyKind.INDIVIDUAL else body),
        (GIVEN_NAME, person.patronymic),
    )


def system_name(common_name: str, system_oid: str, body: str, body_bin: str) -> x509.Name:
    """Return the name of a digital system: its object identifier in UID, its owner, no IIN."""
    return name(
        (COMMON_NAME, common_name),
        (USER_ID, system_oid),
        (COUNTRY, "KZ"),
        (ORGANISATION, _short(body)),
        (UNIT, f"BIN{body_bin}"),
    )


def authority_name(common_name: str) -> x509.Name:
    """Return the name of an authority or of one of its services."""
    return name((COMMON_NAME, common_name), (COUNTRY, "KZ"))


def _short(words: str) -> str:
    return words[:64].rstrip()
