"""The parts of the menu: what a person does here, in the order of a day. Offices stand under one of them."""

from __future__ import annotations

from enum import Enum

from almasu.law.text import Text


class Section(Enum):
    """A part of the menu, with its words."""

    SECTOR = Text("Хабар алмасу", "Обмен", "Exchange")
    PROVISION = Text("Мәлімет беру", "Передача сведений", "Giving data")
    ASKED = Text("Сұрау салу және алынғаны", "Запросы и полученное", "Questions and what came")
    BY_WAYS = Text("Тәсілдер мен арналар", "Способы и каналы", "Ways and channels")
    GIVERS = Text("Органдар мен шарттар", "Органы и условия", "Bodies and conditions")
    BETWEEN_STATES = Text("Мемлекеттер арасында", "Между государствами", "Between states")
    CONTROL = Text("Бақылау", "Контроль", "Control")
    OPERATOR = Text("Оператор", "Оператор", "Operator")
    SUPERVISION = Text("Қадағалау", "Надзор", "Supervision")
    OWNER = Text("Тізілімдерім", "Мои реестры", "My registers")
    USERS = Text("Пайдаланушылар", "Пользователи", "Users")
    REQUESTS = Text("Сұрау салулар", "Запросы", "Requests")
    OWN = Text("Менің жазбам", "Моя запись", "My account")
    LAW = Text("Заң және анықтама", "Закон и справка", "Law and help")
