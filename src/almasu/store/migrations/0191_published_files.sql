-- What is published as files for machines, sealed with every column beside: the latest edition of each.
create table published_files (
    shelf text not null,
    name text not null,
    first_at timestamptz not null,
    at timestamptz not null,
    secrecy smallint not null check (secrecy between 0 and 4),
    body bytea not null,
    primary key (shelf, name)
);
create index published_files_newest on published_files (shelf, at desc, name);
