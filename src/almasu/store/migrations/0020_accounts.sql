-- Who may enter, and their entries. Personal data are sealed under the log key; people are found by a keyed index.
create table accounts (
    id uuid primary key,
    iin_index bytea not null unique check (length(iin_index) = 32),
    person bytea not null,
    role text not null check (role in ('officer', 'operator', 'controller', 'prosecutor', 'owner')),
    body_bin text not null check (body_bin ~ '^[0-9]{12}$'),
    state text not null check (state in ('registered', 'consent_pending', 'active', 'blocked')),
    consent_version text not null default '',
    consent_signed_at timestamptz,
    consent_evidence bytea,
    failed_codes integer not null default 0,
    registered_at timestamptz not null
);

create table sessions (
    token_hash bytea primary key check (length(token_hash) = 32),
    account uuid references accounts,
    stage text not null check (stage in ('proving', 'code', 'ready')),
    factor text not null default '',
    started_at timestamptz not null,
    last_seen_at timestamptz not null,
    ended_at timestamptz,
    evidence bytea,
    check ((account is null) = (stage = 'proving'))
);
create index sessions_by_account on sessions (account) where ended_at is null;

create table sent_codes (
    account uuid primary key references accounts,
    session bytea not null references sessions,
    mac bytea not null,
    sent_at timestamptz not null,
    tries integer not null,
    sent_this_hour integer not null,
    hour_started_at timestamptz not null
);

create index sessions_by_last_act on sessions (last_seen_at);

-- Acts built here and waiting for their signature. Short-lived: nothing was decided by them yet.
create table prepared_acts (
    id uuid primary key,
    session bytea not null references sessions on delete cascade,
    purpose text not null,
    data bytea not null,
    nonce text not null,
    expires_at timestamptz not null
);
create index prepared_acts_by_expiry on prepared_acts (expires_at);

-- A nonce is a row of the transaction that decided by it: a second use meets the key.
create table used_nonces (
    nonce text primary key,
    expires_at timestamptz not null
);
create index used_nonces_by_expiry on used_nonces (expires_at);
