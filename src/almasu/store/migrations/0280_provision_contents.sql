-- Contents of what state bodies gave, each sealed under a key of its own that the key of its material wraps (DESIGN 3.4).
create table provision_contents (
    received uuid primary key,
    material uuid not null,
    at timestamptz not null,
    wrapped bytea not null,
    data bytea not null
);
create index provision_contents_by_material on provision_contents (material);
