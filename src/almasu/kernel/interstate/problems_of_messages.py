"""What stands in the way of a message between nodes, or of a node that would send one."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

CARD_WRONG = ProblemKind(
    "cis.peer.card",
    422,
    Text(
        kk="Тораптың картасы толық емес немесе өз кілтімен қол қойылмаған.",
        ru="Карточка узла неполна или не подписана его собственным ключом.",
        en="The card of the node is incomplete, or its own key did not sign it.",
    ),
    Text(
        kk="Сол мемлекеттің торабынан картаны қайта алыңыз.",
        ru="Получите карточку у узла этого государства заново.",
        en="Get the card anew from that state's node.",
    ),
    ("CIS-4.2", "CIS-6.1"),
)

KEY_NOT_HANDED_ON = ProblemKind(
    "cis.peer.not_handed_on",
    409,
    Text(
        kk="Жаңа кілтті бұрынғы кілт растамаған.",
        ru="Новый ключ не подтверждён прежним.",
        en="The former key does not vouch for the new one.",
    ),
    Text(
        kk="Картаны қолмен, себебін көрсетіп ауыстырыңыз.",
        ru="Замените карточку вручную, указав причину.",
        en="Change the card by hand and say why.",
    ),
    ("CIS-6.1",),
)

PEER_ABSENT = ProblemKind(
    "cis.peer.absent",
    404,
    Text(
        kk="Мұндай торап тіркелмеген немесе кері қайтарып алынған.",
        ru="Такой узел не зарегистрирован или отозван.",
        en="Such a node is not registered, or was revoked.",
    ),
    Text(
        kk="Тораптың атауын тексеріңіз.",
        ru="Проверьте название узла.",
        en="Check the name of the node.",
    ),
    ("CIS-5.1", "CIS-6.1"),
)

PEER_KNOWN = ProblemKind(
    "cis.peer.known",
    409,
    Text(
        kk="Бұл торап немесе оның TLS сертификаты бұрыннан тіркелген.",
        ru="Этот узел или его сертификат TLS уже зарегистрирован.",
        en="This node, or its TLS certificate, is registered already.",
    ),
    Text(
        kk="Картасын ауыстырыңыз; кері қайтарып алынған торап жаңа атаумен тіркеледі.",
        ru="Смените его карточку; отозванный узел регистрируется под новым названием.",
        en="Change its card; a node that was revoked is registered under a new name.",
    ),
    ("CIS-6.1",),
)

REASON_MISSING = ProblemKind(
    "cis.peer.reason",
    422,
    Text(kk="Себебі көрсетілмеген.", ru="Не указана причина.", en="The reason is missing."),
    Text(
        kk="Неге қолмен өзгертілетінін жазыңыз.",
        ru="Напишите, почему изменение вносится вручную.",
        en="Say why it is changed by hand.",
    ),
    ("CIS-6.1",),
)

NOT_LET_IN = ProblemKind(
    "cis.peer.not_let_in",
    403,
    Text(
        kk="Бұл сертификаты бар торапқа рұқсат жоқ.",
        ru="Узел с этим сертификатом не допущен.",
        en="A node with this certificate is not let in.",
    ),
    Text(
        kk="Картаңызды осы мемлекеттің операторына жіберіңіз.",
        ru="Направьте свою карточку оператору этого государства.",
        en="Send your card to this state's operator.",
    ),
    ("CIS-6.1",),
)

PEER_STOPPED = ProblemKind(
    "cis.peer.stopped",
    409,
    Text(
        kk="Торап екі түрлі тарихқа қол қойған: одан ештеңе қабылданбайды.",
        ru="Узел подписал две разные истории: от него ничего не принимается.",
        en="The node signed two histories: nothing is taken from it.",
    ),
    Text(
        kk="Операторлар тарихтарды салыстырып, торапты жаңа атаумен тіркейді.",
        ru="Операторы сверяют истории и регистрируют узел под новым названием.",
        en="The operators compare both histories and register the node under a new name.",
    ),
    ("CIS-6.1",),
)

NOT_READ = ProblemKind(
    "cis.message.unreadable",
    400,
    Text(kk="Хабарлама оқылмады.", ru="Сообщение не прочитано.", en="The message was not read."),
    Text(
        kk="Екі тораптың нұсқаларын тексеріңіз. Ештеңе қабылданған жоқ.",
        ru="Сверьте версии узлов. Ничего не принято.",
        en="Compare the versions of both nodes. Nothing was taken.",
    ),
    ("CIS-6.1",),
)

TOO_OFTEN = ProblemKind(
    "cis.message.too_often",
    429,
    Text(
        kk="Торап тым жиі жібереді: минутына {most} хабарламадан артық.",
        ru="Узел шлёт слишком часто: больше {most} сообщений в минуту.",
        en="The node sends too often: more than {most} messages a minute.",
    ),
    Text(
        kk="Бір минуттан кейін қайталаңыз. Ештеңе қабылданған жоқ.",
        ru="Повторите через минуту. Ничего не принято.",
        en="Try again in a minute. Nothing was taken.",
    ),
    ("CIS-6.1",),
)

TOO_LARGE = ProblemKind(
    "cis.message.too_large",
    413,
    Text(
        kk="Хабарлама {most} байттан үлкен.",
        ru="Сообщение больше {most} байт.",
        en="The message has more than {most} bytes.",
    ),
    Text(
        kk="Оны бөліңіз немесе курьермен жіберіңіз.",
        ru="Разделите его или отправьте с курьером.",
        en="Divide it, or send it by courier.",
    ),
    ("CIS-6.1",),
)

LATE = ProblemKind(
    "cis.message.late",
    408,
    Text(
        kk="Хабарлама уақытында толық келмеді.",
        ru="Сообщение не пришло целиком вовремя.",
        en="The message did not come whole in time.",
    ),
    Text(
        kk="Байланысты тексеріңіз; торап өзі қайталайды.",
        ru="Проверьте связь; узел повторит сам.",
        en="Check the connection; the node tries again by itself.",
    ),
    ("CIS-6.1",),
)

NOT_HTTP = ProblemKind(
    "cis.message.protocol",
    400,
    Text(kk="Сұрау HTTP/1.1 емес.", ru="Запрос не является HTTP/1.1.", en="The request is not HTTP/1.1."),
    Text(
        kk="Екі тораптың нұсқаларын тексеріңіз. Ештеңе қабылданған жоқ.",
        ru="Сверьте версии узлов. Ничего не принято.",
        en="Compare the versions of both nodes. Nothing was taken.",
    ),
    ("CIS-6.1",),
)

NO_SUCH_PLACE = ProblemKind(
    "cis.message.place",
    404,
    Text(kk="Мұнда ештеңе жоқ.", ru="Здесь ничего нет.", en="There is nothing here."),
    Text(
        kk="Хабарламалар POST /interstate/v1/messages мекенжайына жіберіледі.",
        ru="Сообщения передаются запросом POST /interstate/v1/messages.",
        en="Messages are sent by POST to /interstate/v1/messages.",
    ),
    ("CIS-6.1",),
)

CANNOT_KEEP = ProblemKind(
    "cis.message.closed",
    503,
    Text(
        kk="Торап қазір хабарламаларды сақтай алмайды.",
        ru="Узел сейчас не может сохранить сообщения.",
        en="The node cannot keep messages at this moment.",
    ),
    Text(
        kk="Жіберуші торап өзі қайталайды.",
        ru="Отправляющий узел повторит сам.",
        en="The sending node tries again by itself.",
    ),
    ("CIS-6.1",),
)

KIND_UNKNOWN = ProblemKind(
    "cis.message.kind",
    422,
    Text(
        kk="Бұл торап мұндай хабарламаны білмейді.",
        ru="Этот узел не знает таких сообщений.",
        en="This node knows no such message.",
    ),
    Text(
        kk="Екі тораптың нұсқаларын тексеріңіз.",
        ru="Сверьте версии узлов.",
        en="Compare the versions of both nodes.",
    ),
    ("CIS-6.1",),
)

MESSAGE_ABSENT = ProblemKind(
    "cis.message.absent",
    404,
    Text(
        kk="Жіберуді күткен мұндай хабарлама жоқ.",
        ru="Такого сообщения, ожидающего отправки, нет.",
        en="There is no such message that waits to be sent.",
    ),
    Text(kk="Нөмірін тексеріңіз.", ru="Проверьте номер.", en="Check the number."),
    ("CIS-6.1",),
)

COURIER_WRONG = ProblemKind(
    "cis.message.courier",
    422,
    Text(
        kk="Курьерлік жөнелтім толық емес: нөмір, мөр немесе курьер көрсетілмеген.",
        ru="Курьерское отправление не заполнено: нужны номер, печать и курьер.",
        en="The courier's item is incomplete: number, seal and courier are needed.",
    ),
    Text(
        kk="Тізілімнен деректерді толтырыңыз.",
        ru="Заполните данные по реестру.",
        en="Fill the data in from the register.",
    ),
    ("CIS-6.1", "CIS-6.2"),
)

BAG_WRONG = ProblemKind(
    "cis.message.bag",
    422,
    Text(
        kk="Бұл сөмкені мұнда мөрлеуге не ашуға болмайды: ол осы торапқа арналмаған, өзгертілген немесе бос.",
        ru="Этот мешок здесь не запечатать и не вскрыть: он не для этого узла, изменён или пуст.",
        en="This bag cannot be sealed or opened here: it is not for this node, was changed, or nothing is in it.",
    ),
    Text(
        kk="Файлды екінші тараптың торабынан қайта алыңыз; торап карточкасының сертификатын (P-256) тексеріңіз.",
        ru="Возьмите файл у другой стороны заново; проверьте сертификат узла в его карточке (P-256).",
        en="Take the file from the other side again; check the certificate (P-256) in the card of the node.",
    ),
    ("CIS-6.1", "CIS-6.2"),
)

BAG_REFUSED = ProblemKind(
    "cis.message.bag_refused",
    409,
    Text(
        kk="Екінші торап сөмкеден ештеңе қабылдамады: {why}.",
        ru="Другой узел ничего не принял из мешка: {why}.",
        en="The other node took nothing out of the bag: {why}.",
    ),
    Text(
        kk="«Сөмке жетпеді» дегенді таңдап, сөмкені қайта толтырыңыз. «unsigned» болса, алдымен екі жақ карточка хэшін "
        "дауыстап салыстырсын.",
        ru="Отметьте «Мешок не дошёл» и соберите его заново. Если сказано «unsigned», сначала сверьте хэш карточки.",
        en="Choose “A bag did not arrive” and pack it anew. If it says “unsigned”, first compare the card's hash.",
    ),
    ("CIS-6.1", "CIS-6.2"),
)

LOST_AT_RESTORE = ProblemKind(
    "cis.message.lost_at_restore",
    410,
    Text(
        kk="Екінші торап мұны қабылдаған, бірақ апаттан кейін ескі көшірмеден қалпына келтіріліп, мазмұнын жоғалтты.",
        ru="Другой узел принял это, но после аварии восстановлен из более старой копии и содержание утратил.",
        en="The other node took this in, but was restored from an older backup since, and what it said is gone there.",
    ),
    Text(
        kk="Әлі керек болса, жаңадан жіберіңіз.",
        ru="Если это ещё нужно, направьте заново.",
        en="If it is still needed, send it anew.",
    ),
    ("CIS-6.1",),
)

EVIDENCE_WRONG = ProblemKind(
    "cis.evidence.wrong",
    422,
    Text(
        kk="Бұл файл осы тораптың тарихы мен басқа тораптың тарихы әртүрлі екенін дәлелдемейді.",
        ru="Этот файл не доказывает, что история этого узла и история другого узла расходятся.",
        en="This file does not prove that the histories of this node and of another one differ.",
    ),
    Text(
        kk="Екі тараптың тарихын қайта алып, салыстырыңыз; торап қол қоймаған нәрсе дәлел емес.",
        ru="Возьмите истории обеих сторон заново и сравните; чего узел не подписал, то не доказательство.",
        en="Take the histories of both sides anew and compare them; what a node did not sign is no evidence.",
    ),
    ("CIS-6.1",),
)

EVIDENCE_UNKNOWN = ProblemKind(
    "cis.evidence.unknown",
    404,
    Text(kk="Мұндай дәлел жоқ.", ru="Такого доказательства нет.", en="There is no such evidence."),
    Text(
        kk="Тізімнен таңдаңыз.",
        ru="Выберите из списка.",
        en="Choose one from the list.",
    ),
    ("CIS-6.1",),
)
