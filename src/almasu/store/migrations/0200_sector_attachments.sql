-- Files beside documents of the sector, sealed; what the signed document says of each are its name and SHA-256.
create table sector_attachments (
    document uuid not null,
    number uuid not null,
    at timestamptz not null,
    data bytea not null,
    primary key (document, number)
);
