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

-- What one commit took in, sealed as it came, with the leaf that tells of it. A delivery moves every queue it means to
-- move or none: the check undoes what was counted from an older state. What is not yet in the index is found by an index
-- of its own, so that a delivery that was committed late is never missed.
create table signal_deliveries (
    number bigint generated always as identity primary key,
    received_at timestamptz not null,
    leaf bytea not null unique,
    signals integer not null,
    queues_meant integer not null,
    queues_moved integer not null,
    body bytea not null,
    indexed boolean not null default false,
    constraint every_queue_moved check (queues_moved = queues_meant)
);
-- Sealed bytes do not get smaller: trying costs a quarter of the processor.
alter table signal_deliveries alter column body set storage external;
create index signal_deliveries_waiting on signal_deliveries (number) where not indexed;
