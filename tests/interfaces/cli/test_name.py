"""`almasu name`: two names, a file of names, files that are none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from almasu.interfaces.cli.name import name
from almasu.law.problem import Problem


def test_two_names_are_compared_and_explained() -> None:
    found = CliRunner().invoke(name, ["match", "Смағұлов Нұрлан Ерланұлы", "SMAGULOV NURLAN", "--json"])
    told = json.loads(found.stdout)
    assert 0.85 <= told["score"] < 1
    assert [part["part"] for part in told["parts"]] == ["surname", "given", "patronymic"]
    assert told["parts"][2]["why"] == "missing"


@pytest.mark.parametrize(("language", "word"), [("kk", "екі бөлек адам"), ("ru", "разные лица"), ("en", "two people")])
def test_the_verdict_is_said_in_three_languages(language: str, word: str) -> None:
    found = CliRunner().invoke(name, ["match", "Смағұлов Нұрлан", "Смағұлов Нұржан", "--lang", language])
    assert word in found.stdout


def test_a_file_is_scored_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_text("Ахмет Серік\tАхмет Серик\t1\n\nАхмет Серік\tИванов Иван\n", encoding="utf-8-sig")
    lines = CliRunner().invoke(name, ["score", str(file)]).stdout.splitlines()
    assert [line.split("\t")[1:] for line in lines] == [["Ахмет Серік", "Ахмет Серик"], ["Ахмет Серік", "Иванов Иван"]]
    assert float(lines[0].split("\t")[0]) > 0.9 > float(lines[1].split("\t")[0])
    told = [json.loads(line) for line in CliRunner().invoke(name, ["score", str(file), "--json"]).stdout.splitlines()]
    assert [set(one) for one in told] == [{"score", "one", "other"}] * 2


@pytest.mark.parametrize("content", [b"one name only\n", b"\xff\xfe\t\xff\n"])
def test_a_line_that_holds_no_two_names_is_named(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_bytes(b"a b\tc d\n" + content)
    with pytest.raises(Problem, match="2"):
        CliRunner().invoke(name, ["score", str(file)], catch_exceptions=False)


def test_a_line_too_long_is_named_as_such_and_its_rest_is_no_line_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_text("a b\tc d\n" + "Ахмет Серік\tАхмет Серик\t" + "ә" * 1_000 + "\tИванов Иван\n", encoding="utf-8")
    with pytest.raises(Problem, match="Line 2 is longer than 2000 bytes"):
        CliRunner().invoke(name, ["score", str(file)], catch_exceptions=False)


PERSON = (
    '{"resource": 1, "record": {"iin": "870412300416", "surname": "СМАҒҰЛОВ", "given_name": "НҰРЛАН", '
    '"patronymic": "ЕРЛАНҰЛЫ", "birth_date": "1987-04-12"}, "also": [{"surname": "ИВАНОВ", "given_name": "НУРЛАН"}]}\n'
)


def test_people_of_a_file_are_found_by_every_name(
    tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALMASU_NAMES_DATABASE_URL", database_url)
    run = CliRunner()
    with pytest.raises(Problem, match="not filled"):
        run.invoke(name, ["find", "Смагулов Нурлан"], catch_exceptions=False)
    file = tmp_path / "people.jsonl"
    file.write_text(PERSON, encoding="utf-8")
    assert "1 people of today" in run.invoke(name, ["fill", str(file), "--content", "today"]).stdout
    told = json.loads(run.invoke(name, ["find", "Smagulov Nurlan 12.04.1987", "--json"]).stdout)
    assert [hit["iin"] for hit in told["hits"]] == ["870412300416"]
    assert told["more"] is False
    assert "870412300416" in run.invoke(name, ["find", "Иванов Нурлан"]).stdout


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("870412300416", "870412300417"),
        ("1987-04-12", "12.04.1987"),
        ('"resource": 1', '"resource": 2'),
        ('"НҰРЛАН"', "null"),
        ('"given_name": "НУРЛАН"', '"name": "НУРЛАН"'),
        ("{", ""),
    ],
)
def test_a_line_that_is_no_person_is_named(
    old: str, new: str, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALMASU_NAMES_DATABASE_URL", database_url)
    with pytest.raises(Problem, match="2"):
        CliRunner().invoke(
            name, ["fill", "-", "--content", "today"], input=PERSON + PERSON.replace(old, new), catch_exceptions=False
        )


def test_the_provider_does_not_start_without_its_key(
    tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALMASU_NAMES_DATABASE_URL", database_url)
    with pytest.raises(Problem, match="01"):
        CliRunner().invoke(name, ["serve", "--keys", str(tmp_path)], catch_exceptions=False)


def test_without_a_database_it_is_said_where_to_name_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALMASU_NAMES_DATABASE_URL", raising=False)
    with pytest.raises(Problem, match="not given"):
        CliRunner().invoke(name, ["find", "Смагулов Нурлан"], catch_exceptions=False)
