-- Collections of what machines exchange, each row bound by a mark; `added_at` is when the last object came in.
create table collections (
    id uuid primary key,
    alias text not null unique,
    title text not null unique,
    description text not null,
    audience text not null,
    open_to_machines boolean not null,
    mark bytea not null,
    added_at timestamptz not null
);

-- Objects as they came, sealed with every column but `standing`. Within a collection each has a moment of its own, given
-- under the lock of the collection's row: whoever has read up to a moment will never find something new before it.
-- `standing`: 2 has no later version, 1 one that some who see this do not, 0 one that all who see this see.
create table collection_objects (
    collection uuid not null references collections,
    added_at timestamptz not null,
    object text not null,
    type text not null,
    version timestamptz not null,
    versioned boolean not null,
    secrecy smallint not null check (secrecy between 0 and 4),
    standing smallint not null,
    body bytea not null,
    primary key (collection, added_at)
);
alter table collection_objects alter column body set storage external;
create unique index collection_objects_versions on collection_objects (collection, object, version);
create index collection_objects_latest on collection_objects (collection, added_at) where standing > 0;
create index collection_objects_types on collection_objects (collection, type, added_at);

-- What became of additions, sealed, for a day.
create table collection_statuses (
    id uuid primary key,
    machine uuid not null,
    at timestamptz not null,
    body bytea not null
);
create index collection_statuses_old on collection_statuses (at);
