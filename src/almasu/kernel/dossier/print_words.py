"""The words of a printed dossier."""

from __future__ import annotations

from almasu.law.text import Text

DOSSIER = Text("Досье", "Досье", "Dossier")
PAGE = Text("Парақ", "Лист", "Sheet")
CODE = Text("Тексеру коды", "Код проверки", "Verification code")
HOW = Text(
    "Кодты «Тексеру» бетіне теріңіз: торап бұл құжатты қашан бергенін, оның хешін және журналдағы орнын айтады.",
    "Введите код на странице «Проверка»: узел скажет, когда он выдал этот документ, его хеш и место в журнале.",
    "Type the code on the page “Verify”: the node tells when it gave out this document, its hash and its place in the "
    "journal.",
)
WHO = Text("Кім алды", "Кто взял", "Taken by")
WHEN = Text("Қашан", "Когда", "When")
REASON = Text("Не үшін", "Для чего", "What for")
GROUND = Text("Негізі", "Основание", "Ground")
PURPOSE = Text("Мақсаты", "Цель", "Purpose")
TASK = Text("Тапсырма", "Задание", "Task")
SUBJECT = Text("Кім не не туралы", "О ком или о чём", "About whom or what")
REQUEST = Text("Сұрау салу", "Запрос", "Request")
COPY = Text("Көшірменің нөмірі", "Номер копии", "Number of the copy")
DESTROY = Text("Жоюға тиіс мерзім", "Уничтожить до", "Destroy by")
DISAGREE = Text("тізілімдер келіспейді", "реестры расходятся", "the registers disagree")
LINKS = Text("Байланыстар", "Связи", "Links")
PICTURE = Text("сурет басылмайды", "изображение не печатается", "a picture is not printed")
WROTE = Text("жазылуы", "написано", "written")
