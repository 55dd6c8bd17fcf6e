"""Problems of blocking an account and of lifting a block."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

BLOCK_REASON = ProblemKind(
    "application.block_reason",
    422,
    Text(
        kk="Бұл себеппен сіз бұғаттауға өтінім бере алмайсыз.",
        ru="По этой причине вы не можете подать заявку на блокировку.",
        en="You cannot apply for a block for this reason.",
    ),
    Text(
        kk="Рөліңізге сай себепті таңдаңыз.",
        ru="Выберите причину, которую допускает ваша роль.",
        en="Choose a reason that your role allows.",
    ),
    ("SIO25-7.2", "SIO25-8"),
)
ACCESS_CLOSED = ProblemKind(
    "application.access_closed",
    409,
    Text(
        kk="Қолжетімділік біржола жабылған.",
        ru="Доступ закрыт окончательно.",
        en="Access was closed for good.",
    ),
    Text(
        kk="Тіркеуге өтінім мұны өзгертпейді: операторға жүгініңіз, қолжетімділікті тек оның шешімі ашады.",
        ru="Заявка на регистрацию этого не меняет: обратитесь к оператору, доступ откроет только его решение.",
        en="An application for registration does not change that: turn to the operator, who alone can open access.",
    ),
    ("SIO22-A5.12.2", "SIO22-A5.17"),
)
SANCTION = ProblemKind(
    "application.sanction",
    422,
    Text(
        kk="Бұл себеппен мұндай шара қолдана алмайсыз.",
        ru="По этой причине вы не можете применить такую меру.",
        en="You cannot take such a measure for this reason.",
    ),
    Text(
        kk="Уақытша бұғаттаңыз. Біржола жабуды және жоюды бұзушылық үшін тек оператор қолданады.",
        ru="Заблокируйте временно. Закрыть доступ и удалить запись может только оператор за нарушение.",
        en="Block for a time. Only the operator closes access or deletes an account, for a breach.",
    ),
    ("SIO22-A5.12.2", "SIO22-A5.17"),
)
UNTIL = ProblemKind(
    "application.until",
    422,
    Text(
        kk="Бұғаттың аяқталатын күні дұрыс емес.",
        ru="День окончания блокировки указан неверно.",
        en="The day until which the block holds is not right.",
    ),
    Text(
        kk="Болашақтағы сәтті уақытша бұғатқа ғана көрсетіңіз немесе бос қалдырыңыз.",
        ru="Укажите будущий момент и только для временной блокировки или оставьте поле пустым.",
        en="Name a moment to come, for a block for a time only, or leave it empty.",
    ),
    ("SIO22-A5.12.2",),
)
NOT_BLOCKED = ProblemKind(
    "application.not_blocked",
    409,
    Text(
        kk="Алып тастайтын бұғат жоқ.",
        ru="Нет блокировки, которую можно снять.",
        en="There is no block to lift.",
    ),
    Text(
        kk="Есептік жазбаның картасын қайта ашып, қазіргі күйін қараңыз.",
        ru="Откройте карточку учётной записи снова и посмотрите её нынешнее состояние.",
        en="Open the card of the account again and look at its present state.",
    ),
    ("SIO22-A5.12.2", "SIO25-17"),
)
DISMISSED = ProblemKind(
    "application.dismissed",
    409,
    Text(
        kk="Адам қызметтен босатылған: бұғат алынбайды.",
        ru="Человек уволен: блокировка не снимается.",
        en="The person was dismissed: the block is not lifted.",
    ),
    Text(
        kk="Қайта қызметке келген адам тіркелуге жаңа өтінім береді.",
        ru="Вернувшийся на службу подаёт новую заявку на регистрацию.",
        en="Who comes back to service applies for registration anew.",
    ),
    ("SIO25-7.2", "SIO25-8"),
)
