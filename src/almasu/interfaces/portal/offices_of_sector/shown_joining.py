"""How an application to join is shown to whoever filed it and to the sectoral centre."""

from __future__ import annotations

from almasu.interfaces.portal.offices.blocks import At, Block, Cell, Facts, Link, Own, Said, State, Table, Tone
from almasu.interfaces.portal.offices_of_sector import words as say
from almasu.interfaces.portal.offices_of_sector.form import said
from almasu.kernel.papers.paper import Paper
from almasu.kernel.sector.applying import Joining, JoiningState, Wish, joining_in
from almasu.kernel.sector.catalogue import Catalogue
from almasu.kernel.sector.fields import checked
from almasu.law.text import Text

WISHES = {
    Wish.PROFILE: Text("Ұйымның профилі", "Профиль организации", "Profile of an organisation"),
    Wish.USER: Text("Пайдаланушының есептік жазбасы", "Учётная запись пользователя", "Account of a user"),
}
STATES = {
    JoiningState.SUBMITTED: State(Tone.WAIT, Text("берілді", "подана", "submitted")),
    JoiningState.CHECKED: State(Tone.WAIT, Text("тексерілді", "проверена", "checked")),
    JoiningState.CREATED: State(Tone.GOOD, Text("жасалды", "создано", "created")),
    JoiningState.RETURNED: State(Tone.BAD, Text("түзетуге қайтарылды", "возвращена", "returned to be mended")),
    JoiningState.REFUSED: State(Tone.BAD, Text("бас тартылды", "отказано", "refused")),
}
WISH = Text("Не сұралады", "О чём заявка", "What is applied for")
FILED = Text("Берілген уақыты", "Подана", "Filed")
APPLICANT = Text("Өтінім беруші", "Заявитель", "Applicant")
CERTIFICATE = Text("Сертификаттағы ұйым", "Организация в сертификате", "Organisation in the certificate")
NAMED = State(Tone.GOOD, Text("сәйкес", "совпадает", "the same"))
NOT_NAMED = State(
    Tone.WAIT,
    Text(
        "сертификатта ұйым жоқ: тағайындалғанын тексеріңіз",
        "сертификат не называет организацию: проверьте назначение",
        "the certificate names none: check the appointment",
    ),
)
DATA = Text("Берілген деректер", "Предоставленные данные", "The data given")
ANSWERS = Text("Орталықтың жауаптары", "Ответы центра", "Answers of the centre")
ANSWERED = Text("Уақыты", "Когда", "When")
EDITION = Text("Редакциясы", "Редакция", "Edition")
NO_ANSWERS = Text("Әзірге жауап жоқ.", "Ответов пока нет.", "There is no answer yet.")
COLUMNS = (WISH, say.ORGANISATION, say.STANDING, FILED)


def row(paper: Paper, place: str) -> tuple[tuple[Cell, ...], ...]:
    """Return an application as a row of a list."""
    joining = joining_in(paper)
    return (
        (Link(WISHES[joining.wish], f"{place}/{paper.id}"),),
        (Own(joining.organisation),),
        (STATES[JoiningState(paper.state)],),
        (At(joining.filed_at),),
    )


def blocks(paper: Paper, catalogue: Catalogue) -> tuple[Block, ...]:
    """Return what an application says and what was answered to it."""
    joining = joining_in(paper)
    fields = catalogue.profile if joining.wish is Wish.PROFILE else catalogue.worker
    values, _ = checked(fields, joining.fields)
    answers = tuple(((At(one.at),), (Own(str(one.edition)),), (Own(one.words),)) for one in reversed(joining.answers))
    return (
        Facts(None, _about(paper, joining)),
        said(DATA, fields, values),
        Table(ANSWERS, (ANSWERED, EDITION, say.BECAUSE), answers, NO_ANSWERS),
    )


def _about(paper: Paper, joining: Joining) -> tuple[tuple[Text, tuple[Cell, ...]], ...]:
    named: tuple[Cell, ...] = (Own(joining.certificate_bin), NAMED) if joining.certificate_bin else (NOT_NAMED,)
    return (
        (WISH, (Said(WISHES[joining.wish]),)),
        (say.STANDING, (STATES[JoiningState(paper.state)],)),
        (FILED, (At(joining.filed_at),)),
        (EDITION, (Own(str(joining.edition)),)),
        (APPLICANT, (Own(joining.applicant_name),)),
        (CERTIFICATE, named),
    )
