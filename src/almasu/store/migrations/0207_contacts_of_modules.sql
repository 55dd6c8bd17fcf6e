-- When each module was in contact: from its first delivery after a silence to its last one before the next.
create table signal_contacts (
    certificate bytea not null references signal_modules,
    since timestamptz not null,
    until timestamptz not null,
    deliveries bigint not null,
    version text not null,
    primary key (certificate, since)
);
