"""How the table of powers is told: words for every reach and every step of coming in."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.kernel.powers.power import Entry, Reach
from almasu.law.text import Text

REACHES: Mapping[Reach, Text] = MappingProxyType(
    {
        Reach.SELF: Text(kk="тек өзі", ru="только сам", en="oneself"),
        Reach.OWN: Text(
            kk="өзі жасаған немесе өз үлесі бар",
            ru="созданное самим или с собственным участием",
            en="what one made or has a part in",
        ),
        Reach.NAMED: Text(
            kk="өзі басшы ретінде аталған",
            ru="где сам назван руководителем",
            en="what names one as the head",
        ),
        Reach.OWN_BODY: Text(kk="өз органынікі", ru="своего органа", en="one's own body's"),
        Reach.BODY_BY_ORDER: Text(
            kk="өз органынікі, күшіндегі бұйрық бойынша",
            ru="своего органа, по действующему приказу",
            en="one's own body's, under an order in force",
        ),
        Reach.ARRIVED: Text(
            kk="операторға жеткен өтінімдер",
            ru="заявки, дошедшие до оператора",
            en="applications that reached the operator",
        ),
        Reach.RESOLUTION: Text(
            kk="өз қаулысы қамтитындар",
            ru="охваченное своим постановлением",
            en="what one's own resolution covers",
        ),
        Reach.OWN_CASE: Text(
            kk="өз ісі немесе ешкім алмаған іс",
            ru="своё дело или никем не взятое",
            en="one's own case or nobody's yet",
        ),
        Reach.OWN_RESOURCES: Text(
            kk="өз органының тізілімдері",
            ru="реестры своего органа",
            en="the registers of one's own body",
        ),
        Reach.REACHED: Text(
            kk="өз ұйымынікі және оған жіберілгені",
            ru="своей организации и отправленное ей",
            en="one's own organisation's, and what was sent to it",
        ),
        Reach.SENT: Text(
            kk="ұйымдар жібергеннің бәрі",
            ru="всё, что организации отправили",
            en="whatever organisations have sent",
        ),
        Reach.ANY: Text(kk="барлығы", ru="все", en="all of them"),
    }
)
ENTRIES: Mapping[Entry, Text] = MappingProxyType(
    {
        Entry.SESSION: Text(kk="кез келген сеанс", ru="любой сеанс", en="any session"),
        Entry.BEGUN: Text(
            kk="ЭЦҚ әлі тексерілмеген сеанс",
            ru="сеанс, в котором ЭЦП ещё не проверена",
            en="a session in which the EDS is not proved yet",
        ),
        Entry.CODE: Text(
            kk="ЭЦҚ расталған, екінші фактор күтілуде",
            ru="ЭЦП подтверждена, ожидается второй фактор",
            en="the EDS is proved, the second factor is asked for",
        ),
        Entry.PROVED: Text(kk="ЭЦҚ расталған", ru="ЭЦП подтверждена", en="the EDS is proved"),
        Entry.EDS: Text(
            kk="ЭЦҚ-мен келген немесе жүйеге кірген",
            ru="пришедший с ЭЦП или вошедший в систему",
            en="came with an EDS, or signed in",
        ),
        Entry.FACTORS: Text(
            kk="екі фактор да расталған",
            ru="подтверждены оба фактора",
            en="both factors are proved",
        ),
        Entry.WORKING: Text(
            kk="екі фактор расталған, келісімге қол қойылған",
            ru="подтверждены оба фактора, согласие подписано",
            en="both factors are proved and the consent is signed",
        ),
    }
)
VISITOR = Text(kk="тек ЭЦҚ-мен келген адам", ru="пришедший только с ЭЦП", en="somebody with an EDS alone")
