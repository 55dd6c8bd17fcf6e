-- Materials hold answers; requests and the summaries of their results never expire; answer data lives under a material.
-- A material's id is the keyed index of its body and task, so that it is found without being looked for.
create table materials (
    id uuid primary key,
    body_bin text not null,
    opened_at timestamptz not null,
    destroyed_at timestamptz
);

create table requests (
    id uuid primary key,
    account uuid not null references accounts,
    material uuid not null references materials,
    accepted_at timestamptz not null,
    edition text not null,
    record bytea not null,
    evidence bytea not null,
    leaf bytea not null
);
create index requests_by_account on requests (account, accepted_at desc);

create table questions (
    exchange_id uuid primary key,
    request uuid not null references requests,
    resource smallint not null check (resource between 1 and 52),
    state text not null check (state in ('waiting', 'answered', 'no_record', 'refused', 'no_reply', 'unreadable', 'given_up')),
    attempts integer not null default 0,
    asked_at timestamptz,
    settled_at timestamptz,
    records integer not null default 0,
    note text not null default '',
    next_at timestamptz,
    leaf bytea,
    unique (request, resource)
);

create table answers (
    exchange_id uuid primary key references questions,
    received_at timestamptz not null,
    data bytea not null
);

create table answer_keys (
    exchange_id uuid not null references questions,
    material uuid not null references materials,
    wrapped bytea not null,
    primary key (exchange_id, material)
);

-- Sealed values cannot be compressed: trying costs time and gains nothing.
alter table requests alter column record set storage external, alter column evidence set storage external;
alter table answers alter column data set storage external;

-- Requests with registers still to answer, and the process that asks them. A row goes when all have answered.
create table asking (
    request uuid primary key references requests,
    asked_by text not null,
    due_at timestamptz not null
);
create index asking_by_due on asking (due_at);
