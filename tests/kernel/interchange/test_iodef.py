"""Incident cards as IODEF: valid by the parts of the schema that we use, and with every loss named."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest
from lxml import etree

from almasu.kernel.interchange.iodef_out import NAMESPACE, Told, iodef_of
from almasu.kernel.interchange.losses import Loss, Why
from almasu.kernel.sector.fields import Value
from almasu.kernel.sector.incident import Card, Report

AT = datetime.fromisoformat("2026-11-20T09:00:00+05:00")
TOLD = Told(UUID(int=7), "АО «Банк»", AT, AT, AT, "kk")
SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:ietf:params:xml:ns:iodef-2.0"
    targetNamespace="urn:ietf:params:xml:ns:iodef-2.0" elementFormDefault="qualified">
  <xs:import namespace="http://www.w3.org/XML/1998/namespace"/>
  <xs:complexType name="Words"><xs:sequence><xs:element name="Description" type="xs:string" maxOccurs="unbounded"/>
    </xs:sequence></xs:complexType>
  <xs:element name="IODEF-Document"><xs:complexType><xs:sequence><xs:element ref="Incident"/></xs:sequence>
    <xs:attribute name="version" type="xs:string" fixed="2.00"/><xs:anyAttribute processContents="skip"/>
    </xs:complexType></xs:element>
  <xs:element name="Incident"><xs:complexType><xs:sequence>
    <xs:element name="IncidentID"><xs:complexType><xs:simpleContent><xs:extension base="xs:string">
      <xs:attribute name="name" type="xs:string" use="required"/></xs:extension></xs:simpleContent></xs:complexType>
    </xs:element>
    <xs:element name="DetectTime" type="xs:dateTime" minOccurs="0"/>
    <xs:element name="StartTime" type="xs:dateTime" minOccurs="0"/>
    <xs:element name="EndTime" type="xs:dateTime" minOccurs="0"/>
    <xs:element name="ReportTime" type="xs:dateTime" minOccurs="0"/>
    <xs:element name="GenerationTime" type="xs:dateTime"/>
    <xs:element name="Description" type="xs:string" minOccurs="0" maxOccurs="unbounded"/>
    <xs:element name="Assessment" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:choice maxOccurs="unbounded">
      <xs:element name="SystemImpact"><xs:complexType><xs:complexContent><xs:extension base="Words">
        <xs:attribute name="completion"><xs:simpleType><xs:restriction base="xs:NMTOKEN">
          <xs:enumeration value="failed"/><xs:enumeration value="succeeded"/></xs:restriction></xs:simpleType>
        </xs:attribute>
        <xs:attribute name="type" use="required"><xs:simpleType><xs:restriction base="xs:NMTOKEN">
          <xs:enumeration value="takeover-account"/><xs:enumeration value="takeover-service"/>
          <xs:enumeration value="takeover-system"/><xs:enumeration value="availability-service"/>
          <xs:enumeration value="availability-system"/><xs:enumeration value="breach-proprietary"/>
          <xs:enumeration value="unknown"/></xs:restriction></xs:simpleType></xs:attribute>
        </xs:extension></xs:complexContent></xs:complexType></xs:element>
      <xs:element name="BusinessImpact"><xs:complexType><xs:complexContent><xs:extension base="Words">
        <xs:attribute name="type" type="xs:NMTOKEN"/></xs:extension></xs:complexContent></xs:complexType></xs:element>
      <xs:element name="MonetaryImpact"><xs:complexType><xs:simpleContent><xs:extension base="xs:float">
        <xs:attribute name="currency" type="xs:string"/></xs:extension></xs:simpleContent></xs:complexType></xs:element>
      </xs:choice><xs:attribute name="occurrence" type="xs:NMTOKEN"/></xs:complexType></xs:element>
    <xs:element name="Method" type="Words" minOccurs="0" maxOccurs="unbounded"/>
    <xs:element name="Contact" maxOccurs="unbounded"><xs:complexType><xs:sequence>
      <xs:element name="ContactName" type="xs:string" maxOccurs="unbounded"/></xs:sequence>
      <xs:attribute name="role" type="xs:NMTOKEN" use="required"/>
      <xs:attribute name="type" type="xs:NMTOKEN" use="required"/></xs:complexType></xs:element>
    <xs:element name="EventData" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>
      <xs:element name="Flow"><xs:complexType><xs:sequence><xs:element name="System" maxOccurs="unbounded">
        <xs:complexType><xs:sequence><xs:element name="Node"><xs:complexType><xs:sequence>
          <xs:element name="Address"><xs:complexType><xs:simpleContent><xs:extension base="xs:string">
            <xs:attribute name="category" type="xs:NMTOKEN"/></xs:extension></xs:simpleContent></xs:complexType>
          </xs:element></xs:sequence></xs:complexType></xs:element></xs:sequence>
          <xs:attribute name="category" type="xs:NMTOKEN"/></xs:complexType></xs:element></xs:sequence></xs:complexType>
      </xs:element></xs:sequence></xs:complexType></xs:element>
    <xs:element name="AdditionalData" minOccurs="0" maxOccurs="unbounded"><xs:complexType mixed="true">
      <xs:attribute name="dtype" type="xs:NMTOKEN" use="required"/><xs:attribute name="meaning" type="xs:string"/>
      </xs:complexType></xs:element>
    </xs:sequence><xs:attribute name="purpose" type="xs:NMTOKEN" use="required"/>
    <xs:attribute name="status" type="xs:NMTOKEN"/><xs:attribute name="restriction" type="xs:NMTOKEN"/>
    </xs:complexType></xs:element>
</xs:schema>"""
"""The parts of IODEF 2 that we write, in the order and with the values that RFC 7970 gives them."""
COMMON: dict[str, Value] = {
    "place": "Алматы", "noticed_by": "own", "characteristics": "Хакерлік шабуыл <b>&", "outcome": "done",
    "methods": "SQL", "damage": "Жоқ", "informed": ["ҚР ҰҚК", "Банк"],
}  # fmt: skip
CARDS = [
    Card("exploitation", Report.FIRST, AT, {**COMMON, "product": "nginx", "cves": ["CVE-2026-1001"]}),
    Card("unauthorised_access", Report.MORE, AT, {**COMMON, "outcome": "attempt", "data_touched": True}),
    Card("denial_of_service", Report.FINAL, AT, {
        **COMMON, "began_at": "2026-11-20T08:00:00+05:00", "ended_at": "2026-11-20T08:30:00+05:00",
        "addresses": ["203.0.113.7", "198.51.100.0/24", "2001:db8::1", "2001:db8::/32"],
    }),
    Card("server_infected", Report.FIRST, AT, {**COMMON, "hashes": ["a" * 64], "hosts": ["srv\x07-1"]}),
    Card("unsanctioned_transfer", Report.FIRST, AT, {**COMMON, "tenge": 5_000_000, "transfers": 3}),
    Card("outage", Report.FIRST, AT, {"characteristics": "Тоқтады", "systems": ["АБС"]}),
]  # fmt: skip


@pytest.mark.parametrize("card", CARDS, ids=[card.kind for card in CARDS])
def test_every_kind_of_card_is_a_valid_document_that_says_all_of_it(card: Card) -> None:
    made = iodef_of(card, TOLD)
    root = etree.fromstring(made.data)
    etree.XMLSchema(etree.fromstring(SCHEMA.encode())).assertValid(root)
    words = "\n".join(root.itertext())
    for value in card.values.values():
        for one in value if isinstance(value, list) else [value]:
            if not isinstance(one, bool) and "T0" not in str(one) and one not in ("done", "attempt"):
                assert str(one).replace("\x07", "") in words
    assert root.findtext(f".//{{{NAMESPACE}}}ContactName") == "АО «Банк»"
    assert made.losses == ()


def test_what_has_no_place_is_named() -> None:
    many = [f"203.0.113.{number % 250}" for number in range(250)]
    card = Card("outage", Report.FIRST, AT, {"outcome": "suspicion", "addresses": many}, {"log.txt": "a" * 64})
    assert iodef_of(card, TOLD).losses == (
        Loss("log.txt", Why.ATTACHMENT),
        Loss("addresses", Why.FULL, "addresses"),
        Loss("outcome", Why.NO_OPTION, "suspicion"),
    )
