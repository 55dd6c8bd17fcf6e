"""Tell the asking body what was done, refused, put off or tied to conditions, within thirty days (CIS-8.2, CIS-8.3)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.interstate.acting import Acting, Meant, acting, attested, prepared_by, signing
from almasu.actions.interstate.bound import must_be_bound
from almasu.actions.interstate.carrying import carry
from almasu.actions.interstate.cases import KeptCase, Step, case_of, keep_moved
from almasu.actions.node import Node
from almasu.actions.sign_act import signed_act, told_of
from almasu.kernel.interstate.answering import Done, Outcome, Teller, Told, brings_news, must_be_in_time
from almasu.kernel.interstate.asking import is_russian
from almasu.kernel.interstate.carriers import form_under
from almasu.kernel.interstate.case import Case, Side, told
from almasu.kernel.interstate.fitting import must_fit
from almasu.kernel.interstate.parcels import Tells, must_be_card, must_decide_each
from almasu.kernel.interstate.problems import NOT_ASKED_HERE, VALUE_WRONG
from almasu.kernel.interstate.secrecy import Release, Stamp
from almasu.kernel.powers.interstate import TELL
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.text import Text


class Form(msgspec.Struct, frozen=True):
    """A notice: the request, what is told of each item (from 1 on), the marks of what is given, a release if secret."""

    case: UUID
    outcomes: dict[int, tuple[Outcome, ...]]
    stamps: tuple[Stamp, ...] = ()
    release: Release | None = None


async def prepare_telling(node: Node, token: str, form: Form, at: datetime) -> PreparedAct:
    """Build the act of a notice; Problems as `told` has them, `cis.secret_content` where a secret lacks its release."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, TELL, at)
        kept = await case_of(transaction, who, form.case)
        _moved(kept.case, _must_fit(form), who, at, form.case)
        count = len(form.outcomes)
        human = Text(
            kk=f"Сұрау салу бойынша хабарлаймын: тармақтар саны {count}.",
            ru=f"Извещаю по запросу: пунктов {count}.",
            en=f"I tell of a request: {count} items.",
        )
        meant = Meant(ActPurpose.CIS_TELLING, msgspec.to_builtins(form, str_keys=True), human)
        return await prepared_by(node, transaction, who, meant, at)


async def tell(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> KeptCase:
    """Keep the notice that was signed and put it into the post; Problems as `prepare_telling` has them."""
    signed = await signed_act(node, token, act, ActPurpose.CIS_TELLING, cms, at)
    form = msgspec.convert(signed.body, Form, str_keys=True, strict=False)
    async with node.store.transaction() as transaction:
        who = await signing(node, transaction, token, signed, TELL, at)
        kept = await case_of(transaction, who, form.case, lock=True)
        case = _moved(kept.case, _must_fit(form), who, at, act)
        late = kept.case.reception is not None and kept.case.reception.is_late(at)
        says = {**told_of(node, signed), "outcomes": _said(form), "late": late, "form": form_under(form.release).value}
        after = await keep_moved(node, transaction, kept, case, Step("told", who.said, at, says))
        notice = Tells(
            case.asked.number, Told(form.outcomes, at, act), attested(who, signed, at), form.stamps, form.release
        )
        await carry(node, transaction, after, who.directory, notice, at)
        return after


def _must_fit(form: Form) -> Form:
    """Return the notice where its text is Russian and a secret is told of by its card alone (CIS-19.1, CIS-4.4).

    Problem `cis.value` at the very text: `outcomes/2/0/reason` is that of the first outcome of item 2.
    """
    must_fit(form)
    for item, outcomes in form.outcomes.items():
        for place, one in enumerate(outcomes):
            for name in ("actions", "results", "reason", "conditions"):
                if not is_russian(getattr(one, name, "")):
                    raise VALUE_WRONG.at(f"outcomes/{item}/{place}/{name}")
    done = (one for outcomes in form.outcomes.values() for one in outcomes if isinstance(one, Done))
    must_be_card(form.stamps, form.release, (one.results for one in done))
    must_decide_each(form.stamps, form.outcomes)
    return form


def _moved(case: Case, form: Form, who: Acting, at: datetime, act: UUID) -> Case:
    if case.side is not Side.ASKED:
        raise NOT_ASKED_HERE.at()
    if case.reception is not None:
        must_be_in_time(case.reception, form.outcomes, at)
        if brings_news(case.reception, form.outcomes):
            must_be_bound(who.directory, who.body, case.other, at)
    return told(case, Told(form.outcomes, at, act), Teller(who.body.id, who.body.kind), form.release, form.stamps)


def _said(form: Form) -> dict[str, list[str]]:
    return {str(item): [type(one).__name__.lower() for one in parts] for item, parts in form.outcomes.items()}
