"""Writing a joint act by forms: a new one with its first set, its head, one set after another (FMA-5)."""

from __future__ import annotations

from dataclasses import dataclass

from almasu.actions.provision import compose_act, draft_act, register_body, see_acts
from almasu.actions.provision.see_acts import Seen
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Unsigned
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_provision import act_blocks as show
from almasu.interfaces.portal.offices_of_provision import act_form as form
from almasu.interfaces.portal.offices_of_provision.act_blocks import ACTS, ONE
from almasu.interfaces.portal.offices_of_provision.act_ways import ADD_SET, EDIT
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.powers.provision_acts import DRAFT_ACT
from almasu.kernel.provision.body import body_number
from almasu.kernel.provision.joint_act import DataSet
from almasu.kernel.provision.problems_of_bodies import NO_SUCH_BODY
from almasu.kernel.provision.typed_act import read_file, typed_act, typed_set
from almasu.law.text import Text
from almasu.wiring.running import Running

NEW = Text("Жаңа акт жазу", "Составить новый акт", "Write a new act")
LEAD = Text(
    "Атаулар, объектілер мен № 179, № 832 мәлімдемелері тіркеуден алынады; бір жиыннан бастап, қалғанын кейін қосыңыз.",
    "Наименования, объекты и заявления о № 179 и № 832 берутся из учёта; начните с одного набора, остальные добавите.",
    "Names, objects and the statements on No. 179 and No. 832 come from the registers; begin with one set.",
)
FROM_FILE = Text("Файлдан жазу", "Составить из файла", "Write from a file")
FILE = Text("Актінің JSON файлы", "Файл JSON акта", "The act as a JSON file")
CHANGE_SET = Text("Жиынды түзету", "Изменить набор", "Change the set")
DROP_SET = Text("Жиынды алып тастау", "Исключить набор", "Leave the set out")
SAVE = Text("Сақтау", "Сохранить", "Save")


@dataclass(frozen=True, slots=True)
class Drafting:
    """The deeds of whoever writes: the responsible person of the body, the officer of the Agency."""

    running: Running

    def deeds(self) -> tuple[Deed, ...]:
        """Return all of them."""
        roles, cites = DRAFT_ACT.roles, ("FMA-5",)
        return (
            Deed(f"{ACTS}/of/{{giver:uuid}}/new", NEW, self.blank, Unsigned(self.write, SAVE), LEAD, cites, roles),
            Deed(f"{ACTS}/file", FROM_FILE, self.blank_file, Unsigned(self.write_file, SAVE), None, cites, roles),
            Deed(f"{ONE}/edit", EDIT, self.head, Unsigned(self.write_head, SAVE), None, cites, roles),
            Deed(f"{ONE}/sets/add", ADD_SET, self.new_set, Unsigned(self.add_set, SAVE), None, cites, roles),
            Deed(
                f"{ONE}/sets/{{part:uuid}}/edit",
                CHANGE_SET,
                self.set,
                Unsigned(self.write_set, SAVE),
                None,
                cites,
                roles,
            ),
            Deed(
                f"{ONE}/sets/{{part:uuid}}/drop",
                DROP_SET,
                self.to_drop,
                Unsigned(self.drop_set, DROP_SET),
                None,
                cites,
                roles,
            ),
        )

    async def blank(self, here: Here) -> Blank:
        """Return the form of a new act with its first set."""
        known = await compose_act.known_for(self.running.node, here.session, await self._body(here), self.running.now())
        fields = (*form.HEAD, *form.of_set(known.sources, here.language))
        return Blank(fields, (*form.lacking(known), form.codes(here.language)))

    async def write(self, here: Here, typed: Typed) -> str:
        """Keep the first draft."""
        body, at = await self._body(here), self.running.now()
        values, purposes = form.typed_texts(typed), typed.many("purposes")
        kept = await compose_act.write_act(self.running.node, here.session, body, values, purposes, at)
        return f"{ACTS}/{kept.paper.id}"

    async def blank_file(self, here: Here) -> Blank:
        """Return the form of a file that a program wrote."""
        return Blank((Field("file", FILE, Kind.FILE),))

    async def write_file(self, here: Here, typed: Typed) -> str:
        """Keep the first draft as the file says it."""
        uploaded = typed.files.get("file")
        content = read_file(b"" if uploaded is None else uploaded.data)
        kept = await draft_act.draft_act(self.running.node, here.session, content, self.running.now())
        return f"{ACTS}/{kept.paper.id}"

    async def head(self, here: Here) -> Blank:
        """Return the form of the head with what is written now."""
        seen = await self._seen(here)
        purposes = tuple(one.value for one in seen.content.purposes)
        typed = form.filled({**typed_act(seen.content), "draft": str(seen.version.draft)}, purposes=purposes)
        return Blank((*form.HEAD, form.DRAFT), filled=typed)

    async def write_head(self, here: Here, typed: Typed) -> str:
        """Keep the next draft with another head."""
        number, draft, at = here.ids["version"], typed.number("draft") or 0, self.running.now()
        values, purposes = form.typed_texts(typed), typed.many("purposes")
        await compose_act.write_head(self.running.node, here.session, number, draft, values, purposes, at)
        return f"{ACTS}/{number}"

    async def new_set(self, here: Here) -> Blank:
        """Return the empty form of a set."""
        return await self._set_form(here, await self._seen(here), None)

    async def add_set(self, here: Here, typed: Typed) -> str:
        """Keep the next draft with one set more."""
        return await self._keep_set(here, typed, "", form.typed_texts(typed))

    async def set(self, here: Here) -> Blank:
        """Return the form of a set with what is written now."""
        seen = await self._seen(here)
        return await self._set_form(here, seen, self._part(here, seen))

    async def write_set(self, here: Here, typed: Typed) -> str:
        """Keep the next draft with the set changed."""
        seen = await self._seen(here)
        return await self._keep_set(here, typed, self._part(here, seen).code, form.typed_texts(typed))

    async def to_drop(self, here: Here) -> Blank:
        """Show the draft that is meant above the button."""
        seen = await self._seen(here)
        self._part(here, seen)
        return Blank((form.DRAFT,), filled=form.filled({"draft": str(seen.version.draft)}))

    async def drop_set(self, here: Here, typed: Typed) -> str:
        """Keep the next draft without the set."""
        seen = await self._seen(here)
        return await self._keep_set(here, typed, self._part(here, seen).code, None)

    async def _set_form(self, here: Here, seen: Seen, before: DataSet | None) -> Blank:
        known = await compose_act.known_for(self.running.node, here.session, seen.version.body, self.running.now())
        values = {} if before is None else typed_set(before)
        typed = form.filled({**values, "draft": str(seen.version.draft)})
        fields = (*form.of_set(known.sources, here.language), form.DRAFT)
        return Blank(fields, (form.codes(here.language),), filled=typed)

    async def _keep_set(self, here: Here, typed: Typed, code: str, values: dict[str, str] | None) -> str:
        number, draft, at = here.ids["version"], typed.number("draft") or 0, self.running.now()
        await compose_act.write_set(self.running.node, here.session, number, draft, code, values, at)
        return f"{ACTS}/{number}"

    async def _seen(self, here: Here) -> Seen:
        return await see_acts.see_act(self.running.node, here.session, here.ids["version"], self.running.now())

    def _part(self, here: Here, seen: Seen) -> DataSet:
        found = show.part_at(seen.content, here.ids["version"], here.ids["part"])
        if found is None:
            raise PAPER_UNKNOWN.at()
        return found

    async def _body(self, here: Here) -> str:
        """Return the BIN of the body that the address names; Problem `provision.body.none`."""
        seen = await register_body.bodies(self.running.node, here.session, self.running.now())
        audience = self.running.node.audience
        found = next((one.bin for one in seen if body_number(audience, one.bin) == here.ids["giver"]), None)
        if found is None:
            raise NO_SUCH_BODY.at()
        return found
