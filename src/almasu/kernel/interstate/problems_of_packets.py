"""What stands in the way of a packet by courier, with the clause and the remedy."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

PACKET_WRONG = ProblemKind(
    "cis.packet.value",
    422,
    Text(
        kk="Тіркелімге мұндай мән жазылмайды.",
        ru="Такое значение в регистр не вносится.",
        en="Such a value does not go into the register.",
    ),
    Text(
        kk="Нөмір, мөр және тегі – 200 таңбадан аспайтын жол; күні болашақта емес және реті бойынша; хэш – 64 таңбалы "
        "SHA-256, оны сканерленген файлдан есептеңіз.",
        ru="Номер, печать и фамилия – строка до 200 знаков; дни не в будущем и по порядку: дата документа, передача, "
        "получение; хэш – SHA-256 из 64 знаков, вычислите его по файлу скана.",
        en="Number, seal and name are lines of up to 200 characters; days are not in the future and in their order: "
        "dated, handed over, received; the hash is a SHA-256 of 64 characters, computed from the file of the scan.",
    ),
    ("CIS-6.1", "CIS-6.2"),
)
PACKET_MOVED = ProblemKind(
    "cis.packet.moved",
    409,
    Text(
        kk="Пакет бұл қадамды өтіп кеткен немесе оған әлі жетпеген.",
        ru="Пакет уже прошёл этот шаг или ещё не дошёл до него.",
        en="The packet is past this step, or has not come to it.",
    ),
    Text(
        kk="Пакеттің бетін ашып, қазіргі күйін қараңыз.",
        ru="Откройте страницу пакета и посмотрите, в каком он состоянии.",
        en="Open the page of the packet and see where it stands.",
    ),
    ("CIS-6.1",),
)
PACKET_ENTERED = ProblemKind(
    "cis.packet.entered",
    409,
    Text(
        kk="Бұл органның осындай нөмірі мен күні бар құжаты кіріс тіркелімінде тұр.",
        ru="Документ этого органа с таким номером и датой уже внесён в регистр входящих.",
        en="A document of this body with this number and day stands in the incoming register already.",
    ),
    Text(
        kk="Кіріс тіркелімін ашып, бұрын енгізілгенін тексеріңіз.",
        ru="Откройте регистр входящих и проверьте, что внесено раньше.",
        en="Open the incoming register and see what was entered before.",
    ),
    ("CIS-6.1",),
)
NOT_BY_COURIER = ProblemKind(
    "cis.packet.other_way",
    409,
    Text(
        kk="Бұл фельдъегерлік байланыспен жүрмейді.",
        ru="Это идёт не фельдъегерской связью.",
        en="This does not go by courier.",
    ),
    Text(
        kk="Жауап ақпараттық жүйе арқылы келеді; қолмен енгізілмейді.",
        ru="Ответ придёт через информационную систему; вручную он не вносится.",
        en="The answer comes through the information system; nobody enters it by hand.",
    ),
    ("CIS-6.1",),
)
SAME_HAND = ProblemKind(
    "cis.packet.same_hand",
    409,
    Text(
        kk="Енгізген адамның өзі растай алмайды.",
        ru="Подтверждает не тот, кто вносил.",
        en="Whoever entered it cannot confirm it.",
    ),
    Text(
        kk="Органның басқа қызметкері қағазды өзі оқып, растасын.",
        ru="Пусть бумагу прочтёт и подтвердит другой сотрудник органа.",
        en="Let somebody else of the body read the paper and confirm it.",
    ),
    ("CIS-8.4", "CIS-1f"),
)
OTHER_DOCUMENT = ProblemKind(
    "cis.packet.other_document",
    422,
    Text(
        kk="Бұл – тіркелімде тұрған қағаздың сканы емес.",
        ru="Это скан не той бумаги, что стоит в регистре.",
        en="This is the scan of another paper than the one in the register.",
    ),
    Text(
        kk="Тіркелген қағаздың сканын алыңыз; ол басқаша болса, растамай, себебін жазыңыз.",
        ru="Возьмите скан внесённой бумаги; если она говорит иное, не подтверждайте и напишите почему.",
        en="Take the scan of the paper that was entered; if it says otherwise, do not confirm it and say why.",
    ),
    ("CIS-6.1", "CIS-8.4"),
)
