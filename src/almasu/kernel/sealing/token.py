"""The token: a device that keeps keys and uses them, and never gives them out (PKCS #11; DESIGN 3.4)."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from almasu.law.problem import ProblemKind
from almasu.law.text import Text


class Token(Protocol):
    """Keeps AES keys of 256 bits by number, each usable inside of the device alone.

    Every call raises a Problem where the device cannot serve: `keys.token_away`, `keys.pin_refused`,
    `keys.token_unfit`, `keys.token_full`.
    """

    def make_key(self, key: UUID, beside: UUID | None = None) -> None:
        """Make a key in the device, unless it has one of this number; Fault where it lacks the key `beside`."""
        ...

    def bring_key(self, key: UUID, value: bytes) -> None:
        """Put a key of 32 bytes that was made elsewhere into the device, unless it has one of this number."""
        ...

    def has_key(self, key: UUID) -> bool:
        """Tell whether the device has a key of this number."""
        ...

    def wrapped(self, key: UUID, data_key: bytes) -> bytes:
        """Return 32 bytes wrapped by a key (RFC 3394), 40 bytes; Fault where the device has no such key."""
        ...

    def unwrapped(self, key: UUID, wrapped: bytes) -> bytes:
        """Return what `wrapped` wrapped; Fault where it was damaged, or the device has no such key."""
        ...

    def destroy_key(self, key: UUID) -> None:
        """Destroy a key; nothing happens where there is none."""
        ...


TOKEN_AWAY = ProblemKind(
    "keys.token_away",
    503,
    Text(
        kk="Кілттер токені жауап бермейді: {because}.",
        ru="Токен с ключами не отвечает: {because}.",
        en="The token of keys does not answer: {because}.",
    ),
    Text(
        kk="Бірнеше минуттан кейін қайталаңыз. Оператор токенді, оның желісін және `key_token` баптауын тексереді; "
        "токен қайтқанда торап өзі жалғастырады.",
        ru="Повторите через несколько минут. Оператор проверяет токен, его сеть и настройку `key_token`; когда токен "
        "вернётся, узел продолжит сам.",
        en="Try again in a few minutes. The operator checks the token, its network and the setting `key_token`; when "
        "it is back, the node goes on by itself.",
    ),
)
PIN_REFUSED = ProblemKind(
    "keys.pin_refused",
    503,
    Text(
        kk="Кілттер токені тораптың PIN-кодын қабылдамады: {because}.",
        ru="Токен с ключами не принял PIN узла: {because}.",
        en="The token of keys does not take the node's PIN: {because}.",
    ),
    Text(
        kk="Оператор `pin_file` файлындағы PIN-кодты түзетеді; файл өзгермейінше, токен құлыпталмауы үшін торап ол "
        "кодты қайта жібермейді.",
        ru="Оператор исправляет PIN в файле `pin_file`; пока файл не изменён, узел не посылает этот PIN снова, чтобы "
        "токен не заперся.",
        en="The operator mends the PIN in the file `pin_file`; until it changes, the node does not send that PIN "
        "again, so that the token does not lock itself.",
    ),
)
TOKEN_UNFIT = ProblemKind(
    "keys.token_unfit",
    500,
    Text(
        kk="Бұл токен тораптың кілттерін сақтай алмайды: {because}.",
        ru="Этот токен не может хранить ключи узла: {because}.",
        en="This token cannot keep the node's keys: {because}.",
    ),
    Text(
        kk="Токен AES-256 кілттерін жасап, CKM_AES_KEY_WRAP арқылы орауы және ашылған деректер кілтін беруі керек; "
        "docs/how-to/keys-in-hardware.md бетін қараңыз.",
        ru="Токен должен создавать ключи AES-256, оборачивать по CKM_AES_KEY_WRAP и отдавать развёрнутый ключ данных; "
        "см. docs/how-to/keys-in-hardware.md.",
        en="The token has to make AES-256 keys, to wrap by CKM_AES_KEY_WRAP and to give an unwrapped data key out; see "
        "docs/how-to/keys-in-hardware.md.",
    ),
)
TOKEN_FULL = ProblemKind(
    "keys.token_full",
    503,
    Text(
        kk="Кілттер токенінде жаңа кілтке орын жоқ.",
        ru="В токене с ключами нет места для нового ключа.",
        en="The token of keys has no room for another key.",
    ),
    Text(
        kk="Қажеті қалмаған материалдарды жойыңыз немесе токеннің жадын ұлғайтыңыз.",
        ru="Уничтожьте ненужные материалы или увеличьте память токена.",
        en="Destroy materials that are no longer needed, or give the token more memory.",
    ),
)
