-- Who came with an EDS alone, to apply for access or to sign off an application: the person, sealed for the session.
create table visits (
    session bytea primary key references sessions on delete cascade,
    visitor bytea not null,
    proved_at timestamptz not null
);

-- An applicant signs before there is an account.
alter table signed_acts alter column account drop not null;
