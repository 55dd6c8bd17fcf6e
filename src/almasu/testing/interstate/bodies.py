"""Three states of the demo: their bodies, what the depositary received of each, and the people who work there.

All people are made up, and so are the BINs; both pass the check digit. The bodies of Kazakhstan are those of resolution
No. 529 (CIS-R.2); what stands of the other two states is a sample.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from almasu.kernel.interstate.parties import Body, BodyKind
from almasu.law.text import Text
from almasu.testing.people import DemoPerson

SINCE, TOLD_ON = date(2018, 8, 27), date(2018, 9, 20)
KEEPING = Text(kk="Тізімді жүргізуші", ru="Ведущий перечень", en="Keeper of the directory")
OFFICER = Text(kk="Бас маман", ru="Главный специалист", en="Chief specialist")
HEAD = Text(kk="Департамент бастығы", ru="Начальник департамента", en="Head of department")


@dataclass(frozen=True, slots=True)
class DemoBody:
    """A body of the demo with the BIN by which the certificates of its people name it."""

    id: str
    party: str
    bin: str
    name: Text
    works_at: str = ""

    def entered(self) -> Body:
        """Return it as a directory holds it."""
        return Body(
            self.id, self.party, BodyKind.COMPETENT, self.name, SINCE, None, TOLD_ON, "", self.bin, self.works_at
        )


NODE_OF_KZ = DemoBody("", "KZ", "990440009110", Text("Алмасу торабы", "Узел обмена", "Node of the exchange"))
NODE_OF_KG = DemoBody("", "KG", "980340009224", Text("Алмасу торабы", "Узел обмена", "Node of the exchange"))
NODE_OF_TJ = DemoBody("", "TJ", "970540009339", Text("Алмасу торабы", "Узел обмена", "Node of the exchange"))
KNB = DemoBody(
    "kz-knb",
    "KZ",
    "960640009446",
    Text("Ұлттық қауіпсіздік комитеті", "Комитет национальной безопасности", "National Security Committee"),
)
INTERIOR = DemoBody(
    "kz-interior",
    "KZ",
    "950740009550",
    Text("Ішкі істер министрлігі", "Министерство внутренних дел", "Ministry of Internal Affairs"),
)
GKNB_KG = DemoBody(
    "kg-gknb",
    "KG",
    "940840009661",
    Text(
        "Қырғызстан Ұлттық қауіпсіздік мемлекеттік комитеті (үлгі)",
        "Государственный комитет национальной безопасности Кыргызстана (образец)",
        "State Committee for National Security of Kyrgyzstan (sample)",
    ),
)
GKNB_TJ = DemoBody(
    "tj-gknb",
    "TJ",
    "930940009772",
    Text(
        "Тәжікстан Ұлттық қауіпсіздік мемлекеттік комитеті (үлгі)",
        "Государственный комитет национальной безопасности Таджикистана (образец)",
        "State Committee for National Security of Tajikistan (sample)",
    ),
)
SGB_UZ = DemoBody(
    "uz-sgb",
    "UZ",
    "921040009884",
    Text(
        "Өзбекстан Мемлекеттік қауіпсіздік қызметі (үлгі)",
        "Служба государственной безопасности Узбекистана (образец)",
        "State Security Service of Uzbekistan (sample)",
    ),
    works_at="KG",
)
"""A body without a system of its own: its people work at Kyrgyzstan's node (CIS-6.1)."""
KGB_BY = DemoBody(
    "by-kgb",
    "BY",
    "911140009990",
    Text(
        "Беларусь Мемлекеттік қауіпсіздік комитеті (үлгі)",
        "Комитет государственной безопасности Беларуси (образец)",
        "State Security Committee of Belarus (sample)",
    ),
)
"""A body without a node: it is reached by courier (CIS-6.1)."""
BODIES = (KNB, INTERIOR, GKNB_KG, GKNB_TJ, SGB_UZ, KGB_BY)
STATES = ("KZ", "KG", "TJ")
NOTICES = (
    ("KZ", date(2019, 1, 10)),
    ("KG", date(2019, 2, 11)),
    ("TJ", date(2019, 3, 12)),
    ("UZ", date(2019, 4, 15)),
    ("BY", date(2019, 5, 16)),
)
"""When the depositary received that internal procedures were completed: three notices and more, so it binds."""

INTERSTATE: tuple[DemoPerson, ...] = (
    DemoPerson(
        iin="760402451112",
        surname="ОСПАНОВА",
        given_name="ГҮЛНАР",
        patronymic="СЕРІКҚЫЗЫ",
        latin="Gulnar Ospanova",
        role="cis_keeper",
        body_bin=NODE_OF_KZ.bin,
        body=NODE_OF_KZ.name,
        position=KEEPING,
        phone="+77000000160",
        pin="161800",
    ),
    DemoPerson(
        iin="790812451226",
        surname="ЖҮНІСОВ",
        given_name="АРМАН",
        patronymic="ҚАЙРАТҰЛЫ",
        latin="Arman Zhunisov",
        role="cis_officer",
        body_bin=KNB.bin,
        body=KNB.name,
        position=OFFICER,
        phone="+77000000161",
        pin="161807",
    ),
    DemoPerson(
        iin="811122451333",
        surname="АХМЕТОВ",
        given_name="ДАНИЯР",
        patronymic="МАРАТҰЛЫ",
        latin="Daniyar Akhmetov",
        role="cis_head",
        body_bin=KNB.bin,
        body=KNB.name,
        position=HEAD,
        phone="+77000000162",
        pin="161814",
    ),
    DemoPerson(
        iin="740523451444",
        surname="СЕЙІТОВА",
        given_name="АЛИЯ",
        patronymic="БОЛАТҚЫЗЫ",
        latin="Aliya Seitova",
        role="cis_officer",
        body_bin=INTERIOR.bin,
        body=INTERIOR.name,
        position=OFFICER,
        phone="+77000000163",
        pin="161821",
    ),
    DemoPerson(
        iin="770303451552",
        surname="БЕКБОЛОТОВ",
        given_name="НУРБЕК",
        patronymic="ТААЛАЙБЕКОВИЧ",
        latin="Nurbek Bekbolotov",
        role="cis_keeper",
        body_bin=NODE_OF_KG.bin,
        body=NODE_OF_KG.name,
        position=KEEPING,
        phone="+77000000164",
        pin="161828",
    ),
    DemoPerson(
        iin="800603451660",
        surname="АСАНОВА",
        given_name="АЙГУЛЬ",
        patronymic="КУБАНЫЧБЕКОВНА",
        latin="Aigul Asanova",
        role="cis_officer",
        body_bin=GKNB_KG.bin,
        body=GKNB_KG.name,
        position=OFFICER,
        phone="+77000000165",
        pin="161835",
    ),
    DemoPerson(
        iin="830914451776",
        surname="ТОКТОГУЛОВ",
        given_name="БАКЫТ",
        patronymic="ЖЕНИШБЕКОВИЧ",
        latin="Bakyt Toktogulov",
        role="cis_head",
        body_bin=GKNB_KG.bin,
        body=GKNB_KG.name,
        position=HEAD,
        phone="+77000000166",
        pin="161842",
    ),
    DemoPerson(
        iin="750705451881",
        surname="РАХИМОВ",
        given_name="ФАРХОД",
        patronymic="САИДОВИЧ",
        latin="Farkhod Rakhimov",
        role="cis_keeper",
        body_bin=NODE_OF_TJ.bin,
        body=NODE_OF_TJ.name,
        position=KEEPING,
        phone="+77000000167",
        pin="161849",
    ),
    DemoPerson(
        iin="780226451992",
        surname="КАРИМОВА",
        given_name="МАДИНА",
        patronymic="ОЛИМОВНА",
        latin="Madina Karimova",
        role="cis_officer",
        body_bin=GKNB_TJ.bin,
        body=GKNB_TJ.name,
        position=OFFICER,
        phone="+77000000168",
        pin="161856",
    ),
    DemoPerson(
        iin="821011452111",
        surname="НАЗАРОВ",
        given_name="РУСТАМ",
        patronymic="ДАВЛАТОВИЧ",
        latin="Rustam Nazarov",
        role="cis_head",
        body_bin=GKNB_TJ.bin,
        body=GKNB_TJ.name,
        position=HEAD,
        phone="+77000000169",
        pin="161863",
    ),
    DemoPerson(
        iin="790315452222",
        surname="ЮЛДАШЕВ",
        given_name="АЛИШЕР",
        patronymic="РУСТАМОВИЧ",
        latin="Alisher Yuldashev",
        role="cis_officer",
        body_bin=SGB_UZ.bin,
        body=SGB_UZ.name,
        position=OFFICER,
        phone="+77000000170",
        pin="161870",
    ),
    DemoPerson(
        iin="800520452330",
        surname="КАРИМОВ",
        given_name="ДИЛШОД",
        patronymic="БАХТИЁРОВИЧ",
        latin="Dilshod Karimov",
        role="cis_head",
        body_bin=SGB_UZ.bin,
        body=SGB_UZ.name,
        position=HEAD,
        phone="+77000000171",
        pin="161877",
    ),
)


def of_state(state: str) -> tuple[DemoPerson, ...]:
    """Return the people who work at the node of a state."""
    known = {one.bin for one in (*BODIES, NODE_OF_KZ, NODE_OF_KG, NODE_OF_TJ) if (one.works_at or one.party) == state}
    return tuple(one for one in INTERSTATE if one.body_bin in known)


def somebody_of(role: str, body: DemoBody) -> DemoPerson:
    """Return the first person of a role of a body."""
    return next(one for one in INTERSTATE if one.role == role and one.body_bin == body.bin)


def somebody(role: str, state: str) -> DemoPerson:
    """Return the first person of a role at the node of a state."""
    return next(one for one in of_state(state) if one.role == role)
