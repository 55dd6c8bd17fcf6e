"""The form that finds rows of a feed for a material: a set, a key, a value and a reason (FMA-3.1, FMA-6.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from almasu.actions.provision import find_for_material, see_received
from almasu.actions.provision.find_for_material import Search, Searchable
from almasu.interfaces.portal.offices.blocks import Facts, Own, Said, Tone, Words
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Unsigned
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_provision import words_of_asking as say
from almasu.interfaces.portal.offices_of_provision.naming import Named, named
from almasu.interfaces.portal.views.asking import Choice
from almasu.kernel.powers.provision_feeds import FIND_IN_FEEDS
from almasu.kernel.provision.act_words import PURPOSE_NAMES
from almasu.law.problem import Problem
from almasu.law.text import Text
from almasu.wiring.running import Running

PLACE = f"{say.ONE_MATERIAL}/find"
FIND = Text("Берілген жиыннан табу", "Найти в переданном наборе", "Find in what was given")
LEAD = Text(
    "Файлмен берілген жиыннан тек бір кілттің жолдары алынады; іздеу мен табылғаны журналға жазылады.",
    "Из набора, переданного файлом, берутся строки одного ключа; поиск и найденное пишутся в журнал.",
    "Of a set given by file the rows of one key are taken; the search and what it found are journalled.",
)
WHERE = Text("Қай жиыннан, не бойынша", "В каком наборе и по чему", "In which set and by what")
NOTHING = Text(
    "Файлмен берілген жиын әзірге жоқ: органнан сұраңыз.",
    "Наборов, переданных файлом, пока нет: запросите у органа.",
    "No set was given by file yet: ask the body.",
)
CITES = ("FMA-3.1", "FMA-6.1")


@dataclass(frozen=True, slots=True)
class Finding:
    """Finding rows for a material of the officer."""

    running: Running

    def deeds(self) -> tuple[Deed, ...]:
        """Return the one deed."""
        return (Deed(PLACE, FIND, self.blank, Unsigned(self.find, FIND), LEAD, CITES, FIND_IN_FEEDS.roles),)

    async def blank(self, here: Here) -> Blank:
        """Return the form, above it the material that the rows will stand under."""
        node, at = self.running.node, self.running.now()
        under = await see_received.material(node, here.session, here.ids["material"], "", 1, at)
        found = await find_for_material.searchable(node, here.session, at)
        names = await named(self.running, here, [(one.body, "") for one in found])
        material = under.one.material
        about = Facts(
            None, ((say.NAME, (Own(material.name),)), (say.PURPOSE, (Said(PURPOSE_NAMES[material.purpose]),)))
        )
        choices = tuple(choice for one in found for choice in _choices(one, names))
        if not choices:
            return Blank((), (about, Words(None, NOTHING, Tone.WAIT)), closed=True)
        fields = (Field("where", WHERE, Kind.CHOICE, choices=choices), Field("value", say.VALUE, longest=200))
        return Blank((*fields, say.WHY_FIELD), (about,))

    async def find(self, here: Here, typed: Typed) -> str:
        """Find, and go to what was found; where rows came in several files, to the material that holds them."""
        body, _, rest = typed.text("where").partition("/")
        data_set, _, key = rest.partition("/")
        search = Search(body, data_set, key, typed.text("value").strip(), typed.text("why"))
        node, material = self.running.node, here.ids["material"]
        try:
            cards = await find_for_material.find_for_material(node, here.session, material, search, self.running.now())
        except Problem as refused:
            where = {"data_set": "where", "key": "where"}.get(refused.where, refused.where)
            raise Problem(refused.kind, refused.title, refused.remedy, where) from refused
        if len(cards) == 1:
            return f"{say.MATERIALS}/received/{cards[0].received.id}"
        return f"{say.MATERIALS}/{material}"


def _choices(one: Searchable, names: Named) -> Iterator[Choice]:
    of = one.data_set
    labels = {field.name: field.label.text() for field in of.fields}
    for key in of.keys:
        said = (of.name.text(), labels[key])
        name = names.said_body(one.body)
        text = Text(*(f"{set_name} · {label} · {name}" for set_name, label in zip(*map(_each, said), strict=True)))
        yield Choice(f"{one.body}/{of.code}/{key}", text)


def _each(text: Text) -> tuple[str, str, str]:
    return text.kk, text.ru, text.en
