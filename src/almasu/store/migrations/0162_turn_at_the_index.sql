-- Who fills the index of signals now: one process at a time by lease, and none out of turn by fence.
create table signal_index_turn (
    one boolean primary key default true check (one),
    holder text,
    fence bigint not null default 0,
    held_until timestamptz
);
insert into signal_index_turn default values;

-- A delivery that did not open or could not be read is set aside, so that it holds up no other.
alter table signal_deliveries add column spoilt boolean not null default false;

-- What several organisations met within the window, as it was found last: offered to the sectoral centre as drafts.
create table signal_campaigns (
    term text primary key,
    found_at timestamptz not null,
    organisations text[] not null,
    kinds smallint[] not null,
    records bigint not null,
    first_at timestamptz not null,
    last_at timestamptz not null,
    before integer not null,
    surprise double precision not null
);
