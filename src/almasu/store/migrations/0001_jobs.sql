-- Work to be done later, kept in the transaction of the act that asked for it, and kept when it is done.
create table jobs (
    job bigint generated always as identity primary key,
    kind text not null,
    payload jsonb not null,
    dedupe_key text,
    state text not null default 'waiting' check (state in ('waiting', 'done', 'failed')),
    run_at timestamptz not null,
    attempts integer not null check (attempts >= 0),
    lease_owner text,
    lease_until timestamptz,
    ended_at timestamptz,
    last_error text check (length(last_error) <= 500),
    unique (kind, dedupe_key),
    check ((lease_owner is null) = (lease_until is null)),
    check ((state = 'waiting') = (ended_at is null)),
    check (state = 'waiting' or lease_owner is null)
);

-- However many jobs are done, only those still to do are searched.
create index jobs_free on jobs (run_at, job) where state = 'waiting' and lease_owner is null;
create index jobs_leased on jobs (lease_until) where lease_owner is not null;
