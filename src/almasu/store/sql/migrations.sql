-- The history of the schema, kept in the database itself.

-- name: take_turn
-- Waits until no other process migrates this database; the lock ends with the connection.
select pg_advisory_lock(hashtextextended('almasu migrations', 0))

-- name: make_table
-- Makes the table of applied migrations where it is missing.
create table if not exists migrations (
    number integer primary key,
    name text not null,
    sha256 bytea not null check (octet_length(sha256) = 32),
    applied_at timestamptz not null default clock_timestamp()
)

-- name: table_exists
-- Tells whether the table of applied migrations is there.
select to_regclass('migrations') is not null

-- name: applied
-- Lists the applied migrations in order.
select number, name, sha256 from migrations order by number

-- name: record
-- Keeps that a migration was applied.
insert into migrations (number, name, sha256) values (%(number)s, %(name)s, %(sha256)s)
