-- name: drop_coming
-- Take away what an interrupted filling left.
drop schema if exists coming_names cascade

-- name: make_coming
-- A new edition of the index is built beside the one that answers.
create schema coming_names

-- name: make_taken
-- The register as it comes: a record each, with every name its person is found by as numbers of written words.
create unlogged table coming_names.taken (
  party text not null,
  document text not null,
  born date,
  surnames integer[] not null,
  givens integer[] not null,
  patronymics integer[] not null,
  record text not null
)

-- name: make_word
-- The written words, each once in each role (0 surname, 1 given name, 2 patronymic).
create unlogged table coming_names.word (
  number integer not null,
  role smallint not null,
  written text not null
)

-- name: make_key
-- The keys under which words are looked for.
create unlogged table coming_names.key (
  role smallint not null,
  key text not null,
  word integer not null
)

-- name: make_about
-- What the edition was made of, and when.
create unlogged table coming_names.about (
  content text not null, filled_at timestamptz not null, people bigint not null, names bigint not null
)

-- name: take_records
-- Take the register, record by record.
copy coming_names.taken (party, document, born, surnames, givens, patronymics, record) from stdin

-- name: take_words
-- Take the written words.
copy coming_names.word (number, role, written) from stdin

-- name: take_keys
-- Take the keys of the words.
copy coming_names.key (role, key, word) from stdin

-- name: make_bearer
-- Who bears a name: each part is the number of a written word, a patronymic of 0 is none.
create unlogged table coming_names.bearer as
select taken.party, name.surname, name.given, name.patronymic, taken.born
from coming_names.taken as taken
cross join lateral unnest(taken.surnames, taken.givens, taken.patronymics) as name (surname, given, patronymic)

-- name: make_person
-- What the register holds on each person.
create unlogged table coming_names.person as
select party, document, record from coming_names.taken

-- name: drop_taken
-- What the edition was built from is not kept.
drop table coming_names.taken

-- name: index_person
-- A record by its IIN.
create index on coming_names.person (party)

-- name: index_document
-- A record by the number of its document.
create index on coming_names.person (document) where document <> ''

-- name: index_bearer
-- The way from a surname and a given name to those who bear them.
create index on coming_names.bearer (surname, given, patronymic)

-- name: index_born
-- The way from a surname and a birth date, for common names.
create index on coming_names.bearer (surname, born)

-- name: index_word
-- A word by its number.
create unique index on coming_names.word (number) include (role, written)

-- name: index_key
-- Words by their keys.
create index on coming_names.key (role, key) include (word)

-- name: know_bearer
-- Let the planner know who bears which name.
analyze coming_names.bearer

-- name: know_person
-- Let the planner know the records.
analyze coming_names.person

-- name: know_word
-- Let the planner know the words.
analyze coming_names.word

-- name: know_key
-- Let the planner know the keys.
analyze coming_names.key

-- name: keep_bearer
-- From here on the edition survives a crash of the server.
alter table coming_names.bearer set logged

-- name: keep_person
-- From here on the records survive a crash of the server.
alter table coming_names.person set logged

-- name: keep_word
-- From here on the words survive a crash of the server.
alter table coming_names.word set logged

-- name: keep_key
-- From here on the keys survive a crash of the server.
alter table coming_names.key set logged

-- name: keep_about
-- From here on the edition's name survives a crash of the server.
alter table coming_names.about set logged

-- name: tell_about
-- Write down what the edition was made of.
insert into coming_names.about (content, filled_at, people, names)
select %(content)s, %(filled_at)s, (select count(*) from coming_names.person), (select count(*) from coming_names.bearer)

-- name: drop_names
-- The edition before goes away in the moment the new one comes.
drop schema if exists names cascade

-- name: put_in_place
-- The new edition answers from here on.
alter schema coming_names rename to names

-- name: names_there
-- Whether an edition is in place.
select 1 from information_schema.schemata where schema_name = 'names'

-- name: about
-- The edition in place.
select content, filled_at, people, names from names.about

-- name: alike_words
-- Words that share keys with a word that was asked for, those that share the most first.
select asked.place, word.number, word.written
from unnest(%(places)s::integer[], %(roles)s::smallint[]) as asked (place, role)
cross join lateral (
  select key.word, count(*) as shared
  from names.key as key
  where key.role = asked.role
    and key.key in (
      select one.key from unnest(%(key_places)s::integer[], %(keys)s::text[]) as one (place, key)
      where one.place = asked.place
    )
  group by key.word
  order by shared desc, key.word
  limit %(most)s
) as found
join names.word as word on word.number = found.word

-- name: bearers_of
-- Who bears one of the surnames with one of the given names that together may reach `least`, the most alike first.
select found.party, found.surname, found.given, coalesce(father.written, ''), found.born
from (
  select bearer.party, bearer.surname, bearer.given, bearer.patronymic, bearer.born,
    least(family.score, first.score) as score
  from unnest(%(surnames)s::integer[], %(surname_scores)s::real[]) as family (number, score)
  cross join unnest(%(givens)s::integer[], %(given_scores)s::real[]) as first (number, score)
  join names.bearer as bearer on bearer.surname = family.number and bearer.given = first.number
  where %(weakest)s * least(family.score, first.score) + %(rest)s * (family.score + first.score + 1) / 3 >= %(least)s
    and (%(patronymics)s::integer[] is null or bearer.patronymic = any (%(patronymics)s::integer[]))
    and (%(born)s::date is null or bearer.born = %(born)s::date)
  order by score desc, bearer.patronymic = 0, bearer.party
  limit %(most)s
) as found
left join names.word as father on father.number = found.patronymic
order by found.score desc, found.patronymic = 0, found.party

-- name: one_bearer
-- One row by its index: what the machine itself needs.
select party from names.bearer where surname = %(surname)s and given = %(given)s limit 1

-- name: records_of
-- What the register holds on each of several people.
select person.party, person.record from names.person as person where person.party = any (%(parties)s::text[])
order by person.party, person.record limit %(most)s

-- name: record_of_document
-- What the register holds under the number of a document.
select person.party, person.record from names.person as person
where person.document = %(number)s and person.document <> '' order by person.party, person.record limit %(most)s

-- name: size
-- How many bytes the whole database takes: for measuring.
select pg_database_size(current_database())
