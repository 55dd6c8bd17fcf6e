-- Work to be done later, kept in the transaction of the act that asked for it.
create table jobs (
    job bigint generated always as identity primary key,
    kind text not null,
    payload jsonb not null,
    dedupe_key text unique,
    state text not null default 'waiting' check (state in ('waiting', 'done', 'failed')),
    run_at timestamptz not null,
    attempts integer not null default 0 check (attempts >= 0),
    lease_owner text,
    lease_until timestamptz,
    ended_at timestamptz,
    last_error text,
    check ((lease_owner is null) = (lease_until is null)),
    check ((state = 'waiting') = (ended_at is null)),
    check (state = 'waiting' or lease_owner is null)
);

-- Only waiting jobs are looked for, however many are done.
create index jobs_free on jobs (run_at) where state = 'waiting' and lease_owner is null;
create index jobs_leased on jobs (lease_until) where lease_owner is not null;
