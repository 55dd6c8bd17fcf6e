"""Problems of an application that was given: what may not be done with it now."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

OPEN_ALREADY = ProblemKind(
    "application.open",
    409,
    Text(
        kk="Сіздің бұрын берген өтініміңіз әлі қаралып жатыр.",
        ru="Ваша прежняя заявка ещё рассматривается.",
        en="Your earlier application is still being considered.",
    ),
    Text(
        kk="Шешімді күтіңіз немесе бұрынғы өтінімді кері қайтарып алыңыз.",
        ru="Дождитесь решения или отзовите прежнюю заявку.",
        en="Wait for the decision or withdraw the earlier application.",
    ),
    ("SIO25-6",),
)
WRONG_STATE = ProblemKind(
    "application.state",
    409,
    Text(
        kk="Өтінім қазір бұл әрекетті қабылдамайды.",
        ru="В нынешнем состоянии заявки это действие невозможно.",
        en="The application does not allow this act in its present state.",
    ),
    Text(
        kk="Өтінімді қайта ашып, қазіргі күйін қараңыз.",
        ru="Откройте заявку снова и посмотрите её нынешнее состояние.",
        en="Open the application again and look at its present state.",
    ),
    ("SIO25-6",),
)
OWN_APPLICATION = ProblemKind(
    "application.own",
    403,
    Text(
        kk="Өз өтініміңізге немесе өзіңіз растаған өтінімге шешім қабылдай алмайсыз.",
        ru="Нельзя решать по собственной заявке или по заявке, которую вы заверили.",
        en="You cannot decide on your own application or on one that you signed off.",
    ),
    Text(
        kk="Шешімді басқа оператор қабылдауы керек.",
        ru="Решение должен принять другой оператор.",
        en="Another operator has to decide.",
    ),
    ("SIO25-6", "SIO25-17"),
)
NO_GROUND = ProblemKind(
    "application.no_ground",
    422,
    Text(
        kk="Бас тартудың негізі көрсетілмеген.",
        ru="Не указано основание отказа.",
        en="The refusal names no ground.",
    ),
    Text(
        kk="Кемінде бір негізді таңдап, нақты не дұрыс емес екенін жазыңыз: шынайы емес, толық емес, өзекті емес.",
        ru="Выберите хотя бы одно основание и напишите, что именно: недостоверно, неполно, неактуально.",
        en="Choose at least one ground and say what exactly is wrong: untrue, incomplete, out of date.",
    ),
    ("SIO25-6.2",),
)
OFFICE_STAYS = ProblemKind(
    "application.office",
    409,
    Text(
        kk="Бұл есептік жазбаның қызметтік рөлі бар, ол басқа ұйымға ауыспайды.",
        ru="У этой учётной записи служебная роль, она не переходит в другую организацию.",
        en="This account holds an office, which does not move to another organisation.",
    ),
    Text(
        kk="Есептік жазбаны бұғаттап, жаңа ұйымда тіркелуге өтінім беріңіз: рөл жаңа бұйрықпен беріледі.",
        ru="Заблокируйте запись и подайте заявку на регистрацию в новой организации: роль даётся новым приказом.",
        en="Block the account and apply for registration in the new organisation: the office comes by a new order.",
    ),
    ("SIO25-7.1", "SIO25-8"),
)
NO_ACCOUNT = ProblemKind(
    "application.no_account",
    409,
    Text(
        kk="Өзгертетін немесе бұғаттайтын жарамды есептік жазба жоқ.",
        ru="Нет действующей учётной записи, которую можно изменить или заблокировать.",
        en="There is no account in use that could be changed or blocked.",
    ),
    Text(
        kk="Тіркелмеген немесе бұғатталған болсаңыз, тіркелуге өтінім беріңіз.",
        ru="Если вы не зарегистрированы или заблокированы, подайте заявку на регистрацию.",
        en="If you are not registered, or blocked, apply for registration.",
    ),
    ("SIO25-5", "SIO25-8"),
)
