"""Problems of materials, tasks and copies."""

from __future__ import annotations

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

MATERIAL_UNKNOWN = ProblemKind(
    "material.unknown",
    404,
    Text(kk="Мұндай материал жоқ.", ru="Такого материала нет.", en="There is no such material."),
    Text(
        kk="Материалды өз тізіміңізден таңдаңыз: онда сіздің сұрау салуларыңыз бар материалдар ғана көрсетіледі.",
        ru="Выберите материал в своём списке: в нём только те материалы, где есть ваши запросы.",
        en="Choose from your list: it has the materials in which you have requests.",
    ),
    ("SIO25-16", "SIO25-19.3"),
)

TASK_CLOSED = ProblemKind(
    "task.closed",
    409,
    Text(kk="Бұл тапсырма жабылған.", ru="Это задание закрыто.", en="This task is closed."),
    Text(
        kk="Негізі бар жаңа тапсырманың нөмірін көрсетіңіз: жабық тапсырманың есебіне жаңа сұрау салу енбейді.",
        ru="Укажите номер нового задания: в отчёт закрытого задания новый запрос уже не войдёт.",
        en="Give the number of a new task: a new request cannot enter the report of a closed one.",
    ),
    ("SIO25-3.2",),
)

TASK_OPEN = ProblemKind(
    "task.open",
    409,
    Text(
        kk="Тапсырма әлі жабылмаған: материалы жойылмайды.",
        ru="Задание ещё не закрыто: его материал не уничтожают.",
        en="The task is not closed yet: its material is not destroyed.",
    ),
    Text(
        kk="Алдымен сұрау салулары тізілген есепке қол қойып, тапсырманы жабыңыз.",
        ru="Сначала закройте задание, подписав отчёт с перечнем запросов.",
        en="First close the task by signing the report that lists its requests.",
    ),
    ("SIO25-3.2", "SIO25-19.2"),
)

TASK_UNSETTLED = ProblemKind(
    "task.unsettled",
    409,
    Text(
        kk="Тапсырма бойынша {count} сұрау салудың жауабы әлі күтілуде.",
        ru="По заданию ещё ждут ответа запросы: {count}.",
        en="Requests of the task that still wait for an answer: {count}.",
    ),
    Text(
        kk="Барлық тізілім жауап бергенше күтіңіз: есепте әр сұрау салудың нәтижесі көрсетілуге тиіс.",
        ru="Дождитесь ответа всех реестров: в отчёте должен быть итог каждого запроса.",
        en="Wait until every register has answered: the report shows the outcome of each request.",
    ),
    ("SIO25-3.2",),
)

REPORT_CHANGED = ProblemKind(
    "task.report_changed",
    409,
    Text(
        kk="Есеп дайындалғаннан кейін тапсырмада өзгеріс болды.",
        ru="После подготовки отчёта в задании что-то изменилось.",
        en="Something in the task changed after the report was prepared.",
    ),
    Text(
        kk="Есепті қайта дайындап, қайта қол қойыңыз.",
        ru="Подготовьте отчёт заново и подпишите его.",
        en="Prepare the report anew and sign it.",
    ),
    ("SIO25-3.2",),
)

TASK_TOO_LARGE = ProblemKind(
    "task.too_large",
    422,
    Text(
        kk="Тапсырмада {limit} сұрау салудан көп: бір есепке сыймайды.",
        ru="В задании больше {limit} запросов: один отчёт их не вместит.",
        en="The task has more than {limit} requests: one report cannot hold them.",
    ),
    Text(
        kk="Ведомстволық бақылауға жүгініңіз: мұндай көлемдегі тапсырманы бірге қараңыздар.",
        ru="Обратитесь в ведомственный контроль: задание такого объёма рассматривают вместе с ним.",
        en="Turn to the departmental control: a task of this size is looked at together with them.",
    ),
    ("SIO25-18",),
)

STORAGE_TERM = ProblemKind(
    "task.storage_term",
    422,
    Text(
        kk="Сақтау мерзімі бүгіннен ерте немесе жүз жылдан кеш болмайды.",
        ru="Срок хранения не может быть раньше сегодняшнего дня или позже ста лет.",
        en="The storage term cannot end before today or after a hundred years.",
    ),
    Text(
        kk="Негізгі материалдың сақтау мерзімінің соңғы күнін көрсетіңіз.",
        ru="Укажите последний день срока хранения основного материала.",
        en="Give the last day of the main material's storage term.",
    ),
    ("SIO25-19.2",),
)

STILL_KEPT = ProblemKind(
    "material.still_kept",
    409,
    Text(
        kk="Негізгі материал {until} дейін сақталады: алынған мәлімет сонымен бірге жойылады.",
        ru="Основной материал хранится до {until}: полученное уничтожают вместе с ним.",
        en="The main material is kept until {until}: what was received is destroyed together with it.",
    ),
    Text(
        kk="Мерзім аяқталған соң жойыңыз.",
        ru="Уничтожьте его, когда срок истечёт.",
        en="Destroy it when the term has ended.",
    ),
    ("SIO25-19.2",),
)

MATERIAL_GONE = ProblemKind(
    "material.gone",
    410,
    Text(
        kk="Бұл материал жойылған: оның жауаптары енді ашылмайды.",
        ru="Этот материал уничтожен: его ответы больше не открываются.",
        en="This material was destroyed: its answers open no more.",
    ),
    Text(
        kk="Сұрау салу мен оның нәтижесінің жазбасы бақылау үшін журналда қалды.",
        ru="Запись о запросе и его итоге осталась в журнале для контроля.",
        en="The record of the request and its outcome stays in the journal for control.",
    ),
    ("SIO25-19.2", "SIO25-15.1"),
)

COPIES_OUT = ProblemKind(
    "material.copies_out",
    409,
    Text(
        kk="Материалдан алынған {count} файлдың жойылғаны расталмаған.",
        ru="Не подтверждено уничтожение файлов, взятых из материала: {count}.",
        en="The destruction of files taken from the material is not confirmed: {count}.",
    ),
    Text(
        kk="Файлдарды жергілікті құрылғыдан жойып, растаңыз, содан кейін материалды жойыңыз.",
        ru="Удалите файлы с местных устройств и подтвердите это, затем уничтожьте материал.",
        en="Delete the files from the local devices and confirm it, then destroy the material.",
    ),
    ("SIO25-19.1", "SIO25-19.2"),
)

OTHER_MATERIAL = ProblemKind(
    "copy.other_material",
    409,
    Text(
        kk="Бұл сұрау салу көрсетілген материалға жатпайды.",
        ru="Этот запрос не относится к названному материалу.",
        en="This request does not belong to the material that was named.",
    ),
    Text(
        kk="Сұрау салудың өз тапсырмасының нөмірін көрсетіңіз немесе жауаптарды алдымен сол материалға қосыңыз.",
        ru="Назовите номер задания этого запроса или сначала приобщите ответы к тому материалу.",
        en="Name the task of this request, or join the answers to that material first.",
    ),
    ("SIO25-19.1",),
)

COPIES_OVERDUE = ProblemKind(
    "copy.overdue",
    409,
    Text(
        kk="Бұрын алынған {count} файлдың жойылғаны мерзімінде расталмаған.",
        ru="Уничтожение ранее взятых файлов не подтверждено в срок: {count}.",
        en="The destruction of files taken earlier was not confirmed in time: {count}.",
    ),
    Text(
        kk="Ол файлдарды жойып, «Алынған файлдар» тізімінде растаңыз: содан кейін жаңа файл беріледі.",
        ru="Удалите те файлы и подтвердите это в списке «Взятые файлы»: после этого выдадут новый.",
        en='Delete those files and confirm it in the list "Files taken": then a new one is given.',
    ),
    ("SIO25-19.1",),
)

COPY_UNKNOWN = ProblemKind(
    "copy.unknown",
    404,
    Text(kk="Мұндай файл берілмеген.", ru="Такой файл не выдавался.", en="No such file was given out."),
    Text(
        kk="Нөмірін файлдағы су таңбасынан немесе тізімнен тексеріңіз.",
        ru="Проверьте номер по водяному знаку файла или по списку.",
        en="Check the number by the file's watermark or in the list.",
    ),
    ("SIO25-16", "SIO25-19.1"),
)

COPY_REASON = ProblemKind(
    "copy.reason",
    422,
    Text(
        kk="Файлдың не үшін алынатыны жазылмаған.",
        ru="Не указано, для чего берётся файл.",
        en="What the file is taken for is not stated.",
    ),
    Text(
        kk="Себебін бір сөйлеммен жазыңыз, {limit} таңбадан асырмаңыз: ол су таңбасында тұрады.",
        ru="Напишите причину одним предложением, не длиннее {limit} знаков: она попадёт в водяной знак.",
        en="Write the reason in one sentence of at most {limit} characters: it stands in the watermark.",
    ),
    ("SIO25-19.1",),
)

COPY_CODE_UNKNOWN = ProblemKind(
    "copy.code_unknown",
    404,
    Text(
        kk="Бұл торап мұндай коды бар файл бермеген.",
        ru="Этот узел не выдавал файла с таким кодом.",
        en="This node gave out no file with this code.",
    ),
    Text(
        kk="Кодты су таңбасымен салыстырыңыз. Дәлелдер пакетінің коды оның өз файлында тексеріледі.",
        ru="Сверьте код с водяным знаком. Код пакета доказательств проверяется в самом его файле.",
        en="Compare the code with the watermark. The code of an evidence pack is checked in its own file.",
    ),
    ("SIO25-19.1", "SIO25-15.1"),
)

COPY_TIME = ProblemKind(
    "copy.time",
    422,
    Text(
        kk="Файл алынғанға дейін немесе болашақта жойылуы мүмкін емес.",
        ru="Файл не мог быть уничтожен до его выдачи или в будущем.",
        en="The file cannot have been destroyed before it was taken or in the future.",
    ),
    Text(
        kk="Файлды жойған күн мен уақытты Астана уақытымен көрсетіңіз.",
        ru="Укажите день и время удаления файла по времени Астаны.",
        en="Give day and time at which the file was deleted, in Astana time.",
    ),
    ("SIO25-19.1", "SIO25-13"),
)

NOTHING_TO_COPY = ProblemKind(
    "copy.nothing",
    409,
    Text(
        kk="Бұл сұрау салу бойынша көшірілетін жауап әлі жоқ.",
        ru="По этому запросу пока нет ответов, которые можно выдать файлом.",
        en="This request has no answers yet that could be given as a file.",
    ),
    Text(kk="Жауаптарды күтіңіз.", ru="Дождитесь ответов.", en="Wait for the answers."),
    ("SIO25-19.1",),
)

TOO_MANY_COPIES = ProblemKind(
    "copy.too_many",
    409,
    Text(
        kk="Бір мезгілде {limit} файлдан артық ұстауға болмайды.",
        ru="Одновременно можно держать не больше {limit} файлов.",
        en="Nobody holds more than {limit} files at a time.",
    ),
    Text(
        kk="Материалға қосылған файлдарды құрылғыдан жойып, растаңыз.",
        ru="Удалите с устройства файлы, уже приобщённые к материалу, и подтвердите это.",
        en="Delete from the device the files already attached to the material, and confirm it.",
    ),
    ("SIO25-18", "SIO25-19.1"),
)

OTHER_PURPOSE = ProblemKind(
    "material.other_purpose",
    409,
    Text(
        kk="Бұл жауаптар басқа мақсатпен алынған: ол тапсырмада дәл осындай негізі мен мақсаты бар сұрау салуыңыз жоқ.",
        ru="Эти ответы получены для другой цели: в том задании нет вашего запроса с тем же основанием и целью.",
        en="These answers were obtained for another purpose: that task has no request of yours with the same aim.",
    ),
    Text(
        kk="Ол тапсырма бойынша өз мақсатын көрсетіп, жаңа сұрау салу жіберіңіз.",
        ru="Направьте по тому заданию новый запрос с его собственной целью.",
        en="Send a new request for that task, with its own purpose.",
    ),
    ("SIO25-3.1",),
)
