-- Editions of files of others that came whole and could not be read: none is fetched again while it is the same.
create table refused_files (
    kind text not null,
    source text not null,
    name text not null,
    tag text not null,
    refused_at timestamptz not null,
    primary key (kind, source, name)
);
