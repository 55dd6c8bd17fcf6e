"""The made-up desk's chapter of asking: a catalogue, decisions as a test wants them, acts that wait."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

from almasu.interfaces.portal.desk_of_node.looking import keys_in
from almasu.interfaces.portal.views.answers import RequestSummary, RequestView
from almasu.interfaces.portal.views.asking import (
    Catalogue,
    Choice,
    Decision,
    RecognisedKey,
    RequestForm,
    ResourceGroup,
    SubjectDecision,
)
from almasu.interfaces.portal.views.looking import Looked, OwnTask
from almasu.interfaces.portal.views.people import SessionToken, ToSign
from almasu.kernel.grounds.countersignature import NOT_NEEDED
from almasu.kernel.resources import KeyKind
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.subjects.key import KIND_NAMES, recognise
from almasu.law.problem import ProblemGroup
from almasu.law.text import Text
from interfaces.portal.made_up_problems import ABSENT, BAD_SUM, EDITION, FORBIDDEN, GROUPS, IIN, NO_GROUND, NOW
from interfaces.portal.made_up_views import (
    GROUND,
    PURPOSES,
    made_act,
    made_check_signature,
    made_findings,
    made_offer,
    made_request,
    registers,
)


class FakeAsking:
    """Remembers what was asked; refuses everything while `refuse` is set."""

    refuse: bool
    acts: dict[UUID, tuple[ToSign, RequestForm]]
    requests: dict[UUID, RequestView]
    asked: list[RequestForm]

    def _ready(self, session: SessionToken) -> object: ...

    async def catalogue(self, session: SessionToken) -> Catalogue:
        self._ready(session)
        return Catalogue(
            grounds=(Choice("financial_monitoring", GROUND, ("SIO25-A1.1",)),),
            purposes=tuple(Choice(code, text, ("SIO25-1",)) for code, text in PURPOSES.items()),
            key_kinds=tuple(Choice(kind.value, name) for kind, name in KIND_NAMES.items()),
            groups=tuple(
                ResourceGroup(code, label, tuple(made_offer(one) for one in registers() if one.group == code))
                for code, label in GROUPS.items()
                if any(one.group == code for one in registers())
            ),
        )

    async def look(self, session: SessionToken, typed: str) -> Looked:
        self._ready(session)
        found = [one for one in self.requests.values() if typed in (one.subject.value, one.task)]
        tasks = tuple(OwnTask(one.task, f"/requests/{one.id}") for one in found if one.task == typed)
        own = tuple(RequestSummary(one.id, one.subject, one.task, one.accepted_at, 1, 1, True) for one in found)
        return Looked(keys_in(typed), tasks, own, True)

    async def recognise(self, session: SessionToken, typed: str) -> tuple[RecognisedKey, ...]:
        self._ready(session)
        if typed == "860314450217":
            return (RecognisedKey(KeyKind.IIN, typed, BAD_SUM.title),)
        return tuple(RecognisedKey(key.kind, key.value) for key in recognise(typed))

    async def may_i(self, session: SessionToken, form: RequestForm) -> Decision:
        self._ready(session)
        self.asked.append(form)
        wrong = [BAD_SUM.at("subject")] if form.subject == "860314450217" else []
        wrong += [] if form.ground else [NO_GROUND.at("ground")]
        if wrong:
            raise ProblemGroup(tuple(wrong))
        key = recognise(form.subject)[0]
        one = SubjectDecision(key, form.resources, not self.refuse, made_findings(self.refuse))
        return Decision(not self.refuse, NOW, EDITION, tuple(one for _ in range(len(form.further) + 1)))

    async def prepare(self, session: SessionToken, form: RequestForm) -> ToSign:
        self._ready(session)
        if self.refuse:
            raise FORBIDDEN.at()
        key = recognise(form.subject)[0]
        body = {
            "key": {"kind": key.kind.value, "value": key.value},
            "ground": form.ground,
            "purpose": form.purpose,
            "justification": form.justification,
            "task": form.task,
            "resources": list(form.resources),
            "notes": {str(note.number): note.note for note in form.notes},
        }
        human = Text(
            f"ЖСН {key.value} бойынша {len(form.resources)} тізілімнен мәлімет сұраймын.",
            f"Запрашиваю сведения по ИИН {key.value} из реестров: {len(form.resources)}.",
            f"I ask {len(form.resources)} registers about IIN {key.value}.",
        )
        act = made_act(ActPurpose.REQUEST, IIN, "request", body, human)
        self.acts[act.id] = (act, form)
        return act

    async def ask_head(self, session: SessionToken, form: RequestForm) -> UUID:
        self._ready(session)
        if not self.refuse:
            raise NOT_NEEDED.at()
        self.asked.append(form)
        return uuid4()

    async def countersigned(self, session: SessionToken, paper: UUID) -> RequestForm:
        self._ready(session)
        if not self.asked:
            raise ABSENT.at()
        return replace(self.asked[-1], countersigned=paper)

    async def prepared(self, session: SessionToken, act: UUID) -> ToSign:
        self._ready(session)
        if act not in self.acts:
            raise ABSENT.at()
        return self.acts[act][0]

    async def submit(self, session: SessionToken, act: UUID, cms: bytes) -> RequestView:
        self._ready(session)
        if act not in self.acts:
            raise ABSENT.at()
        made_check_signature(cms)
        prepared, form = self.acts.pop(act)
        key = recognise(form.subject)[0]
        view = made_request(uuid4(), prepared, form, key)
        self.requests[view.id] = view
        return view
