"""The parts of the menu: what a person does here, in the order of a day. Offices stand under one of them."""

from __future__ import annotations

from enum import Enum

from almasu.law.text import Text


class Section(Enum):
    """A part of the menu, with its words."""

    SECTOR = Text("Хабар алмасу", "Обмен", "Exchange")
    SIGNALS = Text("Сигнал мен қатер", "Сигналы и угрозы", "Signals and threats")
    MEMBERS = Text("Ұйым және қосылу", "Организации и подключение", "Organisations and joining")
    PROVISION = Text("Мәлімет беру", "Передача сведений", "Giving data")
    ON_PAPER = Text("Қағаз бен жеткізгіш", "Бумаги и носители", "Papers and carriers")
    ASKED = Text("Сұрау салу, алынғаны", "Запросы и полученное", "Questions and what came")
    BY_WAYS = Text("Тәсіл мен арна", "Способы и каналы", "Ways and channels")
    GIVERS = Text("Акт пен орган", "Акты и органы", "Acts and bodies")
    BETWEEN_STATES = Text("Мемлекеттер арасында", "Между государствами", "Between states")
    OF_OTHERS = Text("Келіп түскені", "Поступившее", "What came")
    PARTIES = Text("Тарап пен акт", "Стороны и акты", "Parties and acts")
    CONTROL = Text("Бақылау", "Контроль", "Control")
    OPERATOR = Text("Оператор", "Оператор", "Operator")
    SUPERVISION = Text("Қадағалау", "Надзор", "Supervision")
    OWNER = Text("Тізілімдерім", "Мои реестры", "My registers")
    USERS = Text("Пайдаланушылар", "Пользователи", "Users")
    REQUESTS = Text("Сұрау салулар", "Запросы", "Requests")
    OWN = Text("Менің жазбам", "Моя запись", "My account")
    LAW = Text("Заң және анықтама", "Закон и справка", "Law and help")
