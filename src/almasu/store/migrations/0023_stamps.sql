-- Time stamps over published heads: each covers every leaf before it. The token and the note it covers stay together.
create table journal_stamps (
    log text not null references journal_logs,
    size bigint not null check (size > 0),
    note bytea not null,
    token bytea not null,
    stamped_at timestamptz not null,
    primary key (log, size)
);
