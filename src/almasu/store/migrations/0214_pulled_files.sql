-- What others publish and we fetched, sealed with every column beside: the latest edition of each, its bytes as they came.
create table pulled_files (
    id uuid primary key,
    kind text not null,
    source text not null,
    name text not null,
    organisation text not null,
    tag text not null,
    came_at timestamptz not null,
    body bytea not null,
    unique (kind, source, name)
);
alter table pulled_files alter column body set storage external;
create index pulled_files_newest on pulled_files (organisation, kind, came_at desc, id);

-- Where each source stands: what its list was when it was read last, who reads it now and until when, what came of it.
create table pulled_sources (
    source text primary key,
    etag text not null,
    modified text not null,
    busy_until timestamptz not null,
    ended_at timestamptz,
    stopped text not null,
    detail text not null,
    kept integer not null,
    refused integer not null
);
