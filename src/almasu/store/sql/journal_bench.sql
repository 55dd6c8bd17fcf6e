-- What `almasu bench journal` compares acts with; used in a throw-away database only.

-- name: make_tables
-- Make a table of acts, and a chain that locks its head for every act.
create table bench_acts (
    id bigint generated always as identity primary key,
    actor text not null,
    body bytea not null,
    at timestamptz not null default now()
);
create table bench_head (one boolean primary key, size bigint not null, chain bytea not null);
insert into bench_head values (true, 0, sha256(''));
create table bench_chain (
    position bigint primary key,
    entry bytea not null,
    chain bytea not null
)

-- name: act
-- Keep one act.
insert into bench_acts (actor, body) values (%(actor)s, %(body)s)

-- name: let_wait
-- Let many leaves wait at once.
insert into journal_waiting (log, commitment, entry)
select 'main', sha256(convert_to(number::text || random()::text, 'UTF8')),
    decode(repeat(md5(number::text), 11), 'hex') || decode(repeat(md5(random()::text), 11), 'hex')
from generate_series(1, %(count)s) as number

-- name: settle
-- Write out what is pending, so that one measurement does not pay for another.
checkpoint

-- name: rows_waiting
-- How many leaves wait.
select count(*) from journal_waiting

-- name: move_rows
-- The floor of ordering: the same rows moved into a table of their own with the same keys, and no tree.
with gone as (
    delete from journal_waiting
    where id = any(array(select id from journal_waiting where log = 'main' order by id limit %(most)s))
    returning id, commitment, entry
)
insert into bench_moved (log, position, commitment, entry)
select 'main', %(size)s + row_number() over (order by id) - 1, commitment, entry
from gone

-- name: make_moved
-- Make the table for it.
create table bench_moved (
    log text not null,
    position bigint not null,
    commitment bytea not null,
    entry bytea not null,
    primary key (log, position)
);
create index on bench_moved using hash (commitment)

-- name: tile
-- Put one tile of a made-up log.
insert into journal_tiles (log, level, number, hashes) values (%(log)s, %(level)s, %(number)s, %(hashes)s)
