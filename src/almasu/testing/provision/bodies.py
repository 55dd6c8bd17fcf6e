"""Five state bodies that give data to the Agency in the demo, one for each way, and the people of both sides.

All are made up; their BINs and IINs pass the check digit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from almasu.kernel.provision.secrecy import Secrecy
from almasu.kernel.provision.way import Way
from almasu.law.text import Text
from almasu.testing.people import FMA, REVENUE, REVENUE_BIN, DemoPerson

AGENCY_BIN = "210140083118"
JUSTICE_BIN, LABOUR_BIN, INTERIOR_BIN, LAND_BIN = "021140001116", "040340002221", "960540003338", "111040004443"
JUSTICE = Text(kk="Әділет министрлігі (үлгі)", ru="Министерство юстиции (образец)", en="Ministry of Justice (sample)")
LABOUR = Text(
    kk="Еңбек және әлеуметтік қорғау министрлігі (үлгі)",
    ru="Министерство труда и социальной защиты (образец)",
    en="Ministry of Labour and Social Protection (sample)",
)
INTERIOR = Text(
    kk="Ішкі істер министрлігі (үлгі)",
    ru="Министерство внутренних дел (образец)",
    en="Ministry of Internal Affairs (sample)",
)
LAND = Text(
    kk="Жер ресурстарын басқару комитеті (үлгі)",
    ru="Комитет по управлению земельными ресурсами (образец)",
    en="Land Resources Committee (sample)",
)
OFFICER = Text(kk="Агенттіктің талдаушысы", ru="Аналитик Агентства", en="Analyst of the Agency")
DEPUTY = Text(kk="Агенттік төрағасының орынбасары", ru="Заместитель Председателя Агентства", en="Deputy Chair")
RESPONSIBLE = Text(
    kk="Деректерді беруге жауапты қызметкер", ru="Ответственный за передачу данных", en="Responsible for giving data"
)
CHAIR = Text(kk="Орган басшысы", ru="Руководитель органа", en="Head of the body")


@dataclass(frozen=True, slots=True)
class GivingBody:
    """A state body of the demo: the way that its data set goes by when the story begins, and the set's object."""

    bin: str
    name: Text
    email: str
    way: Way
    code: str
    object_name: Text
    secrecy: Secrecy

    def fields(self) -> Mapping[str, str]:
        """Return the description of its object, by the fields of its form."""
        return {
            "code": self.code,
            "name_kk": self.object_name.kk,
            "name_ru": self.object_name.ru,
            "kind": "information_resource",
            "staff": "ИТ басқармасы / Управление ИТ",
            "documentation": f"Паспорт № {self.bin[-4:]}",
            "secrecy": self.secrecy.value,
            "data_sets": self.code,
        }


BODIES = (
    GivingBody(
        REVENUE_BIN,
        REVENUE,
        "data@revenue.example.kz",
        Way.INTEGRATION,
        "taxpayers",
        Text("Салық төлеушілер тізілімі", "Реестр налогоплательщиков", "Register of taxpayers"),
        Secrecy.OTHER,
    ),
    GivingBody(
        JUSTICE_BIN,
        JUSTICE,
        "data@justice.example.kz",
        Way.WORKPLACE,
        "legal_persons",
        Text("Заңды тұлғалар дерекқоры", "База юридических лиц", "Database of legal persons"),
        Secrecy.OPEN,
    ),
    GivingBody(
        LABOUR_BIN,
        LABOUR,
        "data@labour.example.kz",
        Way.REQUEST_ANSWER,
        "payments",
        Text("Әлеуметтік төлемдер жүйесі", "Система социальных выплат", "System of social payments"),
        Secrecy.PERSONAL,
    ),
    GivingBody(
        INTERIOR_BIN,
        INTERIOR,
        "data@interior.example.kz",
        Way.PAPER,
        "records",
        Text("Арнайы есептер жүйесі", "Система специальных учётов", "System of special records"),
        Secrecy.RESTRICTED,
    ),
    GivingBody(
        LAND_BIN,
        LAND,
        "data@land.example.kz",
        Way.CARRIER,
        "parcels",
        Text("Жер кадастры", "Земельный кадастр", "Land cadastre"),
        Secrecy.OPEN,
    ),
)
"""The bodies, one for each way in the order of the act's print."""

PROVISION: tuple[DemoPerson, ...] = (
    DemoPerson(
        iin="820316451218",
        surname="САДЫҚОВА",
        given_name="ЖАНАР",
        patronymic="БЕРІКҚЫЗЫ",
        latin="Zhanar Sadykova",
        role="agency_officer",
        body_bin=AGENCY_BIN,
        body=FMA,
        position=OFFICER,
        phone="+77000000120",
        pin="161718",
    ),
    DemoPerson(
        iin="850711351115",
        surname="БАЙЖАНОВ",
        given_name="САНЖАР",
        patronymic="ЕРБОЛҰЛЫ",
        latin="Sanzhar Baizhanov",
        role="head_of_agency",
        body_bin=AGENCY_BIN,
        body=FMA,
        position=DEPUTY,
        phone="+77000000121",
        pin="262728",
    ),
    DemoPerson(
        iin="870902451222",
        surname="ЛИ",
        given_name="ВИКТОРИЯ",
        patronymic="СЕРГЕЕВНА",
        latin="Viktoria Li",
        role="body_responsible",
        body_bin=REVENUE_BIN,
        body=REVENUE,
        position=RESPONSIBLE,
        phone="+77000000122",
        pin="363738",
    ),
    DemoPerson(
        iin="791128351125",
        surname="ДОСЖАНОВ",
        given_name="АЛМАС",
        patronymic="НҰРЛАНҰЛЫ",
        latin="Almas Doszhanov",
        role="head_of_body",
        body_bin=REVENUE_BIN,
        body=REVENUE,
        position=CHAIR,
        phone="+77000000123",
        pin="464748",
    ),
    DemoPerson(
        iin="900401451237",
        surname="ТОҚТАРОВА",
        given_name="МАДИНА",
        patronymic="ҚАНАТҚЫЗЫ",
        latin="Madina Toktarova",
        role="body_responsible",
        body_bin=JUSTICE_BIN,
        body=JUSTICE,
        position=RESPONSIBLE,
        phone="+77000000124",
        pin="565758",
    ),
    DemoPerson(
        iin="760509351138",
        surname="ИВАНОВ",
        given_name="СЕРГЕЙ",
        patronymic="ПЕТРОВИЧ",
        latin="Sergey Ivanov",
        role="head_of_body",
        body_bin=JUSTICE_BIN,
        body=JUSTICE,
        position=CHAIR,
        phone="+77000000125",
        pin="666768",
    ),
    DemoPerson(
        iin="841220451242",
        surname="НҰРМҰХАН",
        given_name="АСЕЛЬ",
        patronymic="ЕРМЕКҚЫЗЫ",
        latin="Assel Nurmukhan",
        role="body_responsible",
        body_bin=LABOUR_BIN,
        body=LABOUR,
        position=RESPONSIBLE,
        phone="+77000000126",
        pin="767778",
    ),
    DemoPerson(
        iin="780814351146",
        surname="КЕНЖЕБАЕВ",
        given_name="БАУЫРЖАН",
        patronymic="ТОЛЕУҰЛЫ",
        latin="Bauyrzhan Kenzhebayev",
        role="head_of_body",
        body_bin=LABOUR_BIN,
        body=LABOUR,
        position=CHAIR,
        phone="+77000000127",
        pin="868788",
    ),
    DemoPerson(
        iin="910303451256",
        surname="ЖҮНІСОВА",
        given_name="КАМИЛА",
        patronymic="АСАНҚЫЗЫ",
        latin="Kamila Zhunissova",
        role="body_responsible",
        body_bin=INTERIOR_BIN,
        body=INTERIOR,
        position=RESPONSIBLE,
        phone="+77000000128",
        pin="969798",
    ),
    DemoPerson(
        iin="740617351151",
        surname="СЕЙІТОВ",
        given_name="МҰРАТ",
        patronymic="ЖҮСІПҰЛЫ",
        latin="Murat Seiitov",
        role="head_of_body",
        body_bin=INTERIOR_BIN,
        body=INTERIOR,
        position=CHAIR,
        phone="+77000000129",
        pin="171819",
    ),
    DemoPerson(
        iin="830212451264",
        surname="КИМ",
        given_name="ЕЛЕНА",
        patronymic="АЛЕКСАНДРОВНА",
        latin="Yelena Kim",
        role="body_responsible",
        body_bin=LAND_BIN,
        body=LAND,
        position=RESPONSIBLE,
        phone="+77000000130",
        pin="272829",
    ),
    DemoPerson(
        iin="721030351162",
        surname="АХМЕТ",
        given_name="ҚАЙРАТ",
        patronymic="ОРАЗҰЛЫ",
        latin="Kairat Akhmet",
        role="head_of_body",
        body_bin=LAND_BIN,
        body=LAND,
        position=CHAIR,
        phone="+77000000131",
        pin="373839",
    ),
    DemoPerson(
        iin="880912351242",
        surname="ОСПАНОВ",
        given_name="ТИМУР",
        patronymic="СЕРІКҰЛЫ",
        latin="Timur Ospanov",
        role="agency_officer",
        body_bin=AGENCY_BIN,
        body=FMA,
        position=OFFICER,
        phone="+77000000132",
        pin="474849",
    ),
)
"""People of the zone: they come in with their EDS alone (FMA-2.4). What is keyed from paper needs two officers."""

SECOND_OFFICER = next(one for one in reversed(PROVISION) if one.role == "agency_officer")
"""The officer of the Agency who keys again what the first keyed from paper."""


def somebody(role: str, body: str = "") -> DemoPerson:
    """Return the person with a role, of a body where one is named; StopIteration where there is none."""
    return next(one for one in PROVISION if one.role == role and body in ("", one.body_bin))
