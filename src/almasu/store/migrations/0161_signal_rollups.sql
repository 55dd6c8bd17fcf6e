-- Signals rolled up by the hour, for search and campaigns. Made from the deliveries alone, so it can be made again.
create table signal_rollups (
    key bytea primary key,
    organisation text not null,
    kind smallint not null,
    hour timestamptz not null,
    first_at timestamptz not null,
    last_at timestamptz not null,
    records bigint not null,
    signals bigint not null,
    severity smallint not null,
    sensor text not null,
    rule text not null,
    name text not null,
    source text not null,
    target text not null,
    account text not null,
    terms text[] not null
);
create index signal_rollups_by_term on signal_rollups using gin (terms);
create index signal_rollups_newest on signal_rollups (last_at desc, key);
create index signal_rollups_of_one on signal_rollups (organisation, last_at desc, key);
