"""Why there is no answer, or why what came is none: one list of reasons with words for people."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from almasu.law.text import Text


class Silence(StrEnum):
    """Reasons of a NoReply."""

    TIME_RAN_OUT = "time_ran_out"
    NO_CONNECTION = "no_connection"
    CUT_OFF = "cut_off"
    BUSY = "busy"
    REGISTER_FAULT = "register_fault"
    GATEWAY_FAULT = "gateway_fault"
    CREDENTIALS_REFUSED = "credentials_refused"
    UNTRUSTED_SERVER = "untrusted_server"
    QUESTION_NOT_ACCEPTED = "question_not_accepted"
    RESTING = "resting"
    NOT_CONNECTED = "not_connected"
    ASKER_SHUT = "asker_shut"
    """Nobody is asked for whoever may not ask any more: no register was silent."""


class Nonsense(StrEnum):
    """Reasons of an Unreadable."""

    MALFORMED = "malformed"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    TOO_DEEP = "too_deep"
    UNKNOWN_FIELD = "unknown_field"
    MISSING_FIELD = "missing_field"
    REPEATED_FIELD = "repeated_field"
    WRONG_TYPE = "wrong_type"
    WRONG_SCHEMA = "wrong_schema"
    UNEXPECTED_STATUS = "unexpected_status"
    REDIRECT = "redirect"
    ANOTHER_QUESTION = "another_question"
    BAD_SIGNATURE = "bad_signature"
    UNTRUSTED_CERTIFICATE = "untrusted_certificate"
    EXPIRED_CERTIFICATE = "expired_certificate"


SILENCE: Mapping[Silence, Text] = {
    Silence.TIME_RAN_OUT: Text(
        kk="Тізілім берілген уақыт ішінде жауап бермеді.",
        ru="Реестр не ответил за отведённое время.",
        en="The register did not answer within the time given.",
    ),
    Silence.NO_CONNECTION: Text(
        kk="Тізіліммен байланыс орнамады.",
        ru="Связь с реестром не установилась.",
        en="No connection with the register could be made.",
    ),
    Silence.CUT_OFF: Text(
        kk="Жауап толық келмей, байланыс үзілді.",
        ru="Связь оборвалась раньше, чем ответ пришёл целиком.",
        en="The connection broke before the whole answer came.",
    ),
    Silence.BUSY: Text(
        kk="Тізілім қазір бос емес немесе техникалық қызмет көрсетуде.",
        ru="Реестр сейчас занят или на обслуживании.",
        en="The register is busy or under maintenance.",
    ),
    Silence.REGISTER_FAULT: Text(
        kk="Тізілімнің өзінде ақау болды.",
        ru="В самом реестре произошла ошибка.",
        en="The register itself failed.",
    ),
    Silence.GATEWAY_FAULT: Text(
        kk="Сұрақты жеткізетін шлюзде ақау болды.",
        ru="Ошибка произошла на шлюзе, который доставляет вопрос.",
        en="The gateway that carries the question failed.",
    ),
    Silence.CREDENTIALS_REFUSED: Text(
        kk="Тізілім біздің жүйенің кіру деректерін қабылдамады.",
        ru="Реестр не принял учётные данные нашей системы.",
        en="The register did not accept our system's credentials.",
    ),
    Silence.UNTRUSTED_SERVER: Text(
        kk="Жауап берген сервер өзін сенімді сертификатпен растамады.",
        ru="Ответивший сервер не подтвердил себя доверенным сертификатом.",
        en="The server that answered did not prove itself with a trusted certificate.",
    ),
    Silence.QUESTION_NOT_ACCEPTED: Text(
        kk="Тізілім сұрақтың пішімін қабылдамады.",
        ru="Реестр не принял форму вопроса.",
        en="The register did not accept the form of the question.",
    ),
    Silence.RESTING: Text(
        kk="Тізілім қатарынан бірнеше рет жауап бермеді, оған сұрақ қою уақытша тоқтатылды.",
        ru="Реестр несколько раз подряд не ответил, вопросы к нему временно приостановлены.",
        en="The register failed several times in a row; questions to it are paused for a while.",
    ),
    Silence.NOT_CONNECTED: Text(
        kk="Бұл ресурс осы торапқа қосылмаған.",
        ru="Этот ресурс не подключён к данному узлу.",
        en="This resource is not connected to this node.",
    ),
    Silence.ASKER_SHUT: Text(
        kk="Сұраған адамның есептік жазбасы бұғатталды, сондықтан сұрақ тоқтатылды.",
        ru="Учётная запись спросившего заблокирована, поэтому вопрос остановлен.",
        en="The account of whoever asked was blocked, so the question was stopped.",
    ),
}

NONSENSE: Mapping[Nonsense, Text] = {
    Nonsense.MALFORMED: Text(
        kk="Жауапты оқу мүмкін емес: оның құрылымы бұзылған.",
        ru="Ответ нельзя прочитать: его строение нарушено.",
        en="The answer cannot be read: its structure is broken.",
    ),
    Nonsense.TOO_LARGE: Text(
        kk="Жауап рұқсат етілген көлемнен үлкен.",
        ru="Ответ больше допустимого размера.",
        en="The answer is larger than allowed.",
    ),
    Nonsense.TOO_MANY: Text(
        kk="Жауапта рұқсат етілгеннен көп жазба бар.",
        ru="В ответе больше записей, чем допустимо.",
        en="The answer holds more records than allowed.",
    ),
    Nonsense.TOO_DEEP: Text(
        kk="Жауаптың қабаттасуы рұқсат етілгеннен терең.",
        ru="Вложенность ответа глубже допустимой.",
        en="The answer is nested deeper than allowed.",
    ),
    Nonsense.UNKNOWN_FIELD: Text(
        kk="Жауапта келісімде жоқ өріс бар.",
        ru="В ответе есть поле, которого нет в соглашении.",
        en="The answer has a field that the agreement does not know.",
    ),
    Nonsense.MISSING_FIELD: Text(
        kk="Жауапта міндетті өріс жоқ.",
        ru="В ответе нет обязательного поля.",
        en="The answer lacks a required field.",
    ),
    Nonsense.REPEATED_FIELD: Text(
        kk="Жауапта бір өріс екі рет берілген.",
        ru="Одно поле дано в ответе дважды.",
        en="The answer gives one field twice.",
    ),
    Nonsense.WRONG_TYPE: Text(
        kk="Өрістің мәні келісілген түрге сай емес.",
        ru="Значение поля не того вида, который согласован.",
        en="A field's value is not of the agreed type.",
    ),
    Nonsense.WRONG_SCHEMA: Text(
        kk="Жауап келісілген схемаға сай емес.",
        ru="Ответ не соответствует согласованной схеме.",
        en="The answer does not follow the agreed schema.",
    ),
    Nonsense.UNEXPECTED_STATUS: Text(
        kk="Тізілім келісімде жоқ жай-күй кодымен жауап берді.",
        ru="Реестр ответил кодом состояния, которого нет в соглашении.",
        en="The register answered with a status code that the agreement does not know.",
    ),
    Nonsense.REDIRECT: Text(
        kk="Тізілім басқа мекенжайға жібергісі келді, бұған рұқсат жоқ.",
        ru="Реестр попытался направить на другой адрес, это не разрешено.",
        en="The register tried to send us to another address, which is not allowed.",
    ),
    Nonsense.ANOTHER_QUESTION: Text(
        kk="Жауап біздің сұраққа емес, басқа сұраққа берілген.",
        ru="Ответ дан не на наш вопрос, а на другой.",
        en="The answer belongs to another question.",
    ),
    Nonsense.BAD_SIGNATURE: Text(
        kk="Жауаптың қолтаңбасы расталмады.",
        ru="Подпись под ответом не подтвердилась.",
        en="The signature on the answer did not verify.",
    ),
    Nonsense.UNTRUSTED_CERTIFICATE: Text(
        kk="Жауапқа бізге сенімді емес сертификатпен қол қойылған.",
        ru="Ответ подписан сертификатом, которому мы не доверяем.",
        en="The answer is signed with a certificate we do not trust.",
    ),
    Nonsense.EXPIRED_CERTIFICATE: Text(
        kk="Жауапқа мерзімі өткен немесе әлі басталмаған сертификатпен қол қойылған.",
        ru="Ответ подписан сертификатом, срок которого истёк или ещё не начался.",
        en="The answer is signed with a certificate out of its term.",
    ),
}
