-- Modules that may send signals, each row bound by a mark under a key of the vault.
create table signal_modules (
    certificate bytea primary key check (length(certificate) = 32),
    organisation text not null,
    name text not null,
    expires_at timestamptz not null,
    blocked_at timestamptz,
    mark bytea not null
);

-- How far each queue of a module has come: the highest number that was made durable, and how many were lost on the way.
create table signal_queues (
    certificate bytea not null references signal_modules,
    epoch bytea not null check (length(epoch) = 16),
    reached bigint not null check (reached >= 0),
    lost bigint not null check (lost >= 0),
    moved_at timestamptz not null,
    primary key (certificate, epoch)
);

-- Signals as they came, sealed, with the leaf that tells of them. What is not yet in the index is found by its own
-- index, so that a batch that was committed late is never missed.
create table signal_batches (
    number bigint generated always as identity primary key,
    certificate bytea not null,
    epoch bytea not null,
    first bigint not null,
    signals integer not null,
    organisation text not null,
    received_at timestamptz not null,
    leaf bytea not null,
    place integer not null,
    body bytea not null,
    indexed boolean not null default false
);
-- Sealed bytes do not get smaller: trying costs a quarter of the processor.
alter table signal_batches alter column body set storage external;
create index signal_batches_waiting on signal_batches (number) where not indexed;
create unique index signal_batches_once on signal_batches (certificate, epoch, first);
