"""The marks of the Traffic Light Protocol 2.0 as STIX objects (OASIS common object repository, TLP 2.0 extension).

STIX 2.1 itself knows TLP 1 only; these are the objects that its committee published for version 2.0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from almasu.kernel.sector.confidentiality import Degree
from almasu.law.canonical import Json

EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
MARKINGS: Mapping[Degree, str] = {
    Degree.RED: "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
    Degree.AMBER_STRICT: "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
    Degree.AMBER: "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    Degree.GREEN: "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    Degree.CLEAR: "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
}
OF_VERSION_1: Mapping[str, Degree] = {
    "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed": Degree.RED,
    "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82": Degree.AMBER,
    "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da": Degree.GREEN,
    "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9": Degree.CLEAR,
}
"""The marks of TLP 1, which older senders use: WHITE became CLEAR, the others kept their names (STIX 2.1, 7.2.1.4)."""


def marking(degree: Degree) -> dict[str, Json]:
    """Return the object of a degree, exactly as it was published: recipients compare it with their own."""
    word = degree.label.removeprefix("TLP:")
    return {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": MARKINGS[degree],
        "created": "2022-10-01T00:00:00.000Z",
        "name": degree.label,
        "extensions": {EXTENSION: {"extension_type": "property-extension", "tlp_2_0": word.lower()}},
    }


def degree_named(word: str) -> Degree | None:
    """Return the degree of a word in any case (AMBER+STRICT; WHITE of version 1 is CLEAR), None where it is no mark."""
    plain = word.lower().replace("+", "_")
    return Degree.CLEAR if plain == "white" else next((one for one in Degree if one.value == plain), None)


def narrowest(found: Iterable[Degree | None]) -> Degree:
    """Return the narrowest of several marks; AMBER+STRICT where there is none.

    What nobody marked is not free: until its sender says otherwise it stays within the organisation.
    """
    return min((one for one in found if one is not None), key=list(Degree).index, default=Degree.AMBER_STRICT)


def degree_of(references: Iterable[str]) -> Degree:
    """Return the narrowest degree among references to markings."""
    known = {**{reference: degree for degree, reference in MARKINGS.items()}, **OF_VERSION_1}
    return narrowest(known.get(one) for one in references)
