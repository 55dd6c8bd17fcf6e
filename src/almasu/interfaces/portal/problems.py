"""The portal's own problems: forms that came from elsewhere, grew too large, or lack the signature."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

FORM_FOREIGN = ProblemKind(
    code="portal.form.foreign",
    status=403,
    title=Text(
        kk="Бұл нысан осы порталдың ашық бетінен жіберілмеген.",
        ru="Эта форма отправлена не с открытой страницы портала.",
        en="This form was not sent from an open page of the portal.",
    ),
    remedy=Text(
        kk="Бетті қайта ашып, нысанды тағы бір рет жіберіңіз. Ештеңе орындалған жоқ.",
        ru="Откройте страницу заново и отправьте форму ещё раз. Ничего не выполнено.",
        en="Open the page again and send the form once more. Nothing was done.",
    ),
)

TOO_LARGE = ProblemKind(
    code="portal.form.too_large",
    status=413,
    title=Text(
        kk="Жіберілген мәлімет тым көлемді.",
        ru="Отправлено слишком много данных.",
        en="Too much was sent.",
    ),
    remedy=Text(
        kk="Мәтінді қысқартыңыз немесе кішірек файл таңдаңыз (1 МБ дейін).",
        ru="Сократите текст или выберите файл поменьше (до 1 МБ).",
        en="Shorten the text or choose a smaller file (up to 1 MB).",
    ),
)

UNREADABLE_FORM = ProblemKind(
    code="portal.form.unreadable",
    status=400,
    title=Text(
        kk="Нысанды оқу мүмкін болмады.",
        ru="Форму не удалось прочитать.",
        en="The form could not be read.",
    ),
    remedy=Text(
        kk="Бетті қайта ашып, нысанды порталда толтырыңыз.",
        ru="Откройте страницу заново и заполните форму на портале.",
        en="Open the page again and fill in the form on the portal.",
    ),
)

RAN_OUT = ProblemKind(
    code="portal.signing.ran_out",
    status=410,
    title=Text(
        kk="Қол қою уақыты өтті немесе бұл мәтінге қол қойылып қойған, сондықтан ештеңе жіберілген жоқ.",
        ru="Время на подпись истекло, или этот текст уже подписан, поэтому ничего не отправлено.",
        en="The time to sign was over, or this text had been signed already, so nothing was sent.",
    ),
    remedy=Text(
        kk="Жазғаныңыз сақталды: тексеріп, қайта дайындаңыз. Сұрау салу кетіп қалмағанын тізімнен қараңыз.",
        ru="Написанное сохранено: проверьте и подготовьте заново. По списку посмотрите, не ушёл ли запрос.",
        en="What you wrote is kept: check it and prepare it anew. See in the list whether it was sent already.",
    ),
)

NO_SIGNATURE = ProblemKind(
    code="portal.signature.missing",
    status=422,
    title=Text(
        kk="Қолтаңба келмеді, сондықтан ештеңе жіберілген жоқ.",
        ru="Подпись не пришла, поэтому ничего не отправлено.",
        en="No signature came, so nothing was sent.",
    ),
    remedy=Text(
        kk="NCALayer арқылы қол қойыңыз немесе басқа бағдарламада жасалған қолтаңбаны қойыңыз.",
        ru="Подпишите через NCALayer или вставьте подпись, сделанную в другой программе.",
        en="Sign through NCALayer, or paste a signature made in another program.",
    ),
    cites=("SIO25-12.1",),
)

UNREADABLE_SIGNATURE = ProblemKind(
    code="portal.signature.unreadable",
    status=422,
    title=Text(
        kk="Қойылған мәтін қолтаңба емес (CMS, PEM немесе base64 күтілді).",
        ru="Вставленный текст не является подписью (ожидались CMS, PEM или base64).",
        en="What was pasted is not a signature (CMS as PEM or base64 was expected).",
    ),
    remedy=Text(
        kk="Қол қою бағдарламасынан қолтаңбаны толық көшіріп, қайта қойыңыз.",
        ru="Скопируйте подпись из программы целиком и вставьте ещё раз.",
        en="Copy the whole signature from the signing program and paste it again.",
    ),
    cites=("SIO25-12.1",),
)

NOTHING_TO_VERIFY = ProblemKind(
    code="portal.verify.empty",
    status=422,
    title=Text(
        kk="Тексеретін ештеңе берілмеді.",
        ru="Нечего проверять: ничего не передано.",
        en="There is nothing to verify yet.",
    ),
    remedy=Text(
        kk="Түбіртекті қойыңыз, файлын таңдаңыз немесе сұрау салудың нөмірін енгізіңіз.",
        ru="Вставьте квитанцию, выберите её файл или введите номер запроса.",
        en="Paste a receipt, choose its file, or type the number of a request.",
    ),
)
ABSENT = ProblemKind(
    code="portal.absent",
    status=404,
    title=Text(
        kk="Мұнда ештеңе жоқ.",
        ru="Здесь ничего нет.",
        en="There is nothing here.",
    ),
    remedy=Text(
        kk="Мекенжайды тексеріңіз немесе жұмыс үстеліне оралыңыз.",
        ru="Проверьте адрес или вернитесь на рабочий стол.",
        en="Check the address, or go back to the desk.",
    ),
)

TOO_MANY_STREAMS = ProblemKind(
    code="portal.streams.too_many",
    status=429,
    title=Text(
        kk="Жауаптары келіп жатқан {most} бет сізде қазірдің өзінде ашық тұр.",
        ru="У вас уже открыты {most} страницы, на которые приходят ответы.",
        en="You have {most} pages open already on which answers are coming in.",
    ),
    remedy=Text(
        kk="Солардың бірін жауып, осы бетті қайта ашыңыз. Жауаптар онсыз да келеді және сақталады.",
        ru="Закройте одну из них и откройте эту заново. Ответы приходят и хранятся и без того.",
        en="Close one of them and open this one anew. The answers come and are kept without it.",
    ),
    cites=("SIO25-14.1",),
)
