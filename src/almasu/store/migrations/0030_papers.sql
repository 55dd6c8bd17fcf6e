-- Papers: documents that pass through states. A version is never changed; `latest` alone is taken from it when the next
-- one comes. What a version says is sealed together with all its columns.
create table papers (
    id uuid not null,
    version integer not null check (version > 0),
    kind text not null,
    state text not null,
    at timestamptz not null,
    due_at timestamptz,
    data bytea not null,
    latest boolean not null,
    primary key (id, version)
);
create unique index papers_latest on papers (id) where latest;
create index papers_by_state on papers (kind, state, at desc) where latest;
create index papers_due on papers (due_at) where latest and due_at is not null;

-- What a paper is found by: keyed indexes, so that the table shows nobody's number.
create table paper_keys (
    paper uuid not null,
    value bytea not null check (length(value) = 32),
    primary key (value, paper)
);

-- Leaves that say which version a paper became, found without reading the whole log.
create index journal_entries_of_papers on journal_entries (log, position)
where substr(entry, 1, 16) = '{"about":"paper:'::bytea and position('"paper_version"'::bytea in entry) > 0;

-- Signed acts, each with the sealed evidence of its signature, found by the number of the act.
create table signed_acts (
    id uuid primary key,
    account uuid not null references accounts (id),
    purpose text not null,
    at timestamptz not null,
    evidence bytea not null
);
