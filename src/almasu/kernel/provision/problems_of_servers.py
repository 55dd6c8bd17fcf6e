"""What can be wrong with a server from which a feed is fetched, and how it is mended (FMA-3.1)."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

_CITES = ("FMA-3.1",)
SERVER_ADDRESS = ProblemKind(
    "provision.server.address",
    422,
    Text(
        kk="Сервер мекенжайы дұрыс емес.", ru="Адрес сервера записан неверно.", en="The address of the server is wrong."
    ),
    Text(
        kk="Мекенжай https:// не sftp:// деп басталып, файлды атайды; есептік жазба да, сұрау да болмайды.",
        ru="Адрес начинается с https:// или sftp:// и называет файл, без учётной записи и без запроса.",
        en="It begins with https:// or sftp:// and names the file, without an account and without a query.",
    ),
    _CITES,
)
SERVER_HOST_KEY = ProblemKind(
    "provision.server.host_key",
    422,
    Text(
        kk="Сервердің ашық кілті дұрыс емес не бұл жерде керек емес.",
        ru="Открытый ключ сервера неверен или здесь не нужен.",
        en="The public key of the server's host is wrong, or not wanted here.",
    ),
    Text(
        kk="SFTP үшін OpenSSH жолын көшіріңіз («ssh-ed25519 AAAA…»); HTTPS үшін бос қалдырыңыз.",
        ru="Для SFTP скопируйте строку OpenSSH («ssh-ed25519 AAAA…»); для HTTPS оставьте поле пустым.",
        en="For SFTP copy its OpenSSH line (“ssh-ed25519 AAAA…”); for HTTPS leave the field empty.",
    ),
    _CITES,
)
SERVER_ENTRY = ProblemKind(
    "provision.server.entry",
    422,
    Text(
        kk="Серверге кіру деректері толық емес не артық.",
        ru="Данных для входа на сервер не хватает или они лишние.",
        en="What lets us into the server is incomplete, or too much.",
    ),
    Text(
        kk="SFTP: пайдаланушы және құпиясөз не жеке кілт. HTTPS: пайдаланушы мен құпиясөз, не тек токен, не ештеңе.",
        ru="SFTP: пользователь и пароль либо закрытый ключ. HTTPS: пользователь с паролем, один токен или ничего.",
        en="SFTP: a user, and a password or a private key. HTTPS: a user with a password, a token alone, or nothing.",
    ),
    _CITES,
)
SERVER_CERTIFICATE = ProblemKind(
    "provision.server.certificate",
    422,
    Text(
        kk="Сертификат PEM түрінде емес не SFTP үшін берілген.",
        ru="Сертификат не в виде PEM или указан для SFTP.",
        en="The certificate is no PEM, or was given for SFTP.",
    ),
    Text(
        kk="HTTPS серверін куәландырған орталықтың сертификатын PEM түрінде қойыңыз не өрісті бос қалдырыңыз.",
        ru="Вставьте сертификат центра, заверившего сервер HTTPS, в виде PEM или оставьте поле пустым.",
        en="Paste the certificate of the authority behind the HTTPS server as PEM, or leave the field empty.",
    ),
    _CITES,
)
SERVER_PLACE = ProblemKind(
    "provision.server.place",
    409,
    Text(
        kk="Аймақ бұл серверді шақыра алмайды: {host} рұқсат етілген орындар тізімінде жоқ.",
        ru="Зоне нельзя обращаться к этому серверу: {host} нет в списке разрешённых мест.",
        en="The zone may not call this server: {host} is not on the list of permitted places.",
    ),
    Text(
        kk="Оператордан орынды `systems/feeds.yaml` файлының `places` тізіміне қосуды сұраңыз.",
        ru="Попросите оператора внести место в список `places` файла `systems/feeds.yaml`.",
        en="Ask the operator to add the place to the list `places` of `systems/feeds.yaml`.",
    ),
    _CITES,
)
SERVER_OFF_NETWORK = ProblemKind(
    "provision.server.off_network",
    409,
    Text(
        kk="Бұл сервер МО БКО-да емес: {host} мекенжайы мемлекеттік желі ауқымдарынан тыс.",
        ru="Этот сервер не в ЕТС ГО: адрес {host} вне диапазонов сети государственных органов.",
        en="This server is not on the state network: the address of {host} lies outside its ranges.",
    ),
    Text(
        kk="Серверді МО БКО-ға қойып, оның сондағы мекенжайын атаңыз.",
        ru="Поставьте сервер в ЕТС ГО и назовите его адрес в этой сети.",
        en="Put the server on the state network and name its address there.",
    ),
    ("FMA-3.1", "FMA-2.5"),
)
NO_SUCH_SERVER = ProblemKind(
    "provision.server.absent",
    404,
    Text(
        kk="Мұндай тіркелген сервер жоқ.",
        ru="Такого зарегистрированного сервера нет.",
        en="No such server is registered.",
    ),
    Text(
        kk="Серверлер тізімін қарап шығыңыз.",
        ru="Посмотрите список серверов.",
        en="Look at the list of servers.",
    ),
    _CITES,
)
SERVER_REVOKED = ProblemKind(
    "provision.server.revoked",
    409,
    Text(
        kk="Сервер қайтарып алынды: файл одан енді алынбайды.",
        ru="Сервер отозван: файл с него больше не забирается.",
        en="The server was revoked: no file is fetched from it any more.",
    ),
    Text(
        kk="Жаңа серверді тіркеңіз не файлды өзіңіз беріңіз.",
        ru="Зарегистрируйте новый сервер или передайте файл сами.",
        en="Register another server, or give the file yourself.",
    ),
    _CITES,
)
