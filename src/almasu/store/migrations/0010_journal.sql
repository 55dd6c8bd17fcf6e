-- The journal: leaves wait in the transaction of their act, a sequencer orders them into the tree of their log.
create table journal_logs (
    log text primary key,
    origin text not null unique,
    size bigint not null default 0 check (size >= 0),
    root bytea not null check (length(root) = 32),
    fence bigint not null default 0,
    holder text,
    held_until timestamptz
);

-- Rows come with their act and go when ordered; nothing else ever touches them. Checks would be compiled anew for each
-- act and cost half as much as the row: they stand on journal_entries, where a batch pays for them once.
create table journal_waiting (
    id bigint generated always as identity primary key,
    log text not null,
    commitment bytea not null,
    entry bytea not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);

-- The log itself: never updated, never deleted. A trigger says so to everyone, superusers' scripts included.
-- Only the sequencer writes here, behind a head it holds, so no foreign key is checked per row.
create table journal_entries (
    log text not null,
    position bigint not null check (position >= 0),
    commitment bytea not null check (length(commitment) = 32),
    entry bytea not null check (length(entry) <= 65535),
    primary key (log, position)
);
create index journal_entries_by_commitment on journal_entries using hash (commitment);

create function journal_entries_stay() returns trigger language plpgsql as $$
begin
    raise exception 'the journal is never changed';
end
$$;
create trigger journal_entries_stay before update or delete or truncate on journal_entries
    for each statement execute function journal_entries_stay();

-- Hashes of the tree in rows of up to 256 (C2SP tlog-tiles); the last tile of a level grows, full ones stay.
create table journal_tiles (
    log text not null references journal_logs,
    level smallint not null check (level between 0 and 63),
    number bigint not null check (number >= 0),
    hashes bytea not null check (length(hashes) between 32 and 8192 and length(hashes) % 32 = 0),
    primary key (log, level, number)
);
alter table journal_tiles alter column hashes set storage external;

-- Heads that the log signed and enough witnesses co-signed.
create table journal_checkpoints (
    log text not null references journal_logs,
    size bigint not null check (size >= 0),
    root bytea not null check (length(root) = 32),
    note bytea not null,
    published_at timestamptz not null,
    primary key (log, size)
);
