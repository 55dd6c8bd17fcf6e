-- name: register_account
-- Keep a new account; the person is sealed and found by the keyed index of the IIN only.
insert into accounts (id, iin_index, person, role, body_bin, state, consent_version, consent_signed_at, failed_codes,
    workplace_until, version, bound, registered_at)
values (%(id)s, %(iin_index)s, %(person)s, %(role)s, %(body_bin)s, %(state)s, %(consent_version)s, %(consent_signed_at)s,
    %(failed_codes)s, %(workplace_until)s, %(version)s, %(bound)s, %(at)s);

-- name: anybody
-- Whether any account is registered.
select exists (select from accounts);

-- name: account_with_index
-- The account whose IIN has this keyed index.
select id, iin_index, person, role, body_bin, state, consent_version, consent_signed_at, failed_codes,
    workplace_until, version, bound
from accounts where iin_index = %(iin_index)s;

-- name: account_with_id
-- One account.
select id, iin_index, person, role, body_bin, state, consent_version, consent_signed_at, failed_codes,
    workplace_until, version, bound
from accounts where id = %(id)s;

-- name: account_to_change
-- One account, locked until this transaction ends; rows that only name it may be written meanwhile.
select id, iin_index, person, role, body_bin, state, consent_version, consent_signed_at, failed_codes,
    workplace_until, version, bound
from accounts where id = %(id)s for no key update;

-- name: change_account
-- Write what may change of an account, its next version and the mark over all of it.
update accounts
set person = %(person)s, role = %(role)s, body_bin = %(body_bin)s, state = %(state)s,
    consent_version = %(consent_version)s, consent_signed_at = %(consent_signed_at)s, failed_codes = %(failed_codes)s,
    workplace_until = %(workplace_until)s, version = %(version)s, bound = %(bound)s
where id = %(id)s;

-- name: accounts_of_body
-- Accounts of a body, or of all where none is named, in the order of their ids.
select id, iin_index, person, role, body_bin, state, consent_version, consent_signed_at, failed_codes,
    workplace_until, version, bound
from accounts
where (%(body_bin)s = '' or body_bin = %(body_bin)s) and (%(after)s::uuid is null or id > %(after)s)
order by id limit %(most)s;

-- name: accounts_in_role
-- Accounts of a body that have a role and are not shut, in the order of their ids.
select id, iin_index, person, role, body_bin, state, consent_version, consent_signed_at, failed_codes,
    workplace_until, version, bound
from accounts
where body_bin = %(body_bin)s and role = %(role)s and not state = any(%(shut)s)
order by id limit %(most)s;

-- name: accounts_shut
-- Which of some accounts are shut.
select id from accounts where id = any(%(ids)s) and state = any(%(shut)s);

-- name: accounts_absent
-- Active accounts with the last moment at which somebody entered, or the consent was signed, before a moment.
select a.id, a.iin_index, a.person, a.role, a.body_bin, a.state, a.consent_version, a.consent_signed_at,
    a.failed_codes, a.workplace_until, a.version, a.bound, greatest(a.consent_signed_at, s.last_seen_at) as last
from accounts a
left join lateral (
    select max(last_seen_at) as last_seen_at from sessions where account = a.id and stage = 'ready'
) s on true
where a.state = 'active' and greatest(a.consent_signed_at, s.last_seen_at) < %(since)s
order by last limit %(most)s;

-- name: hold_person
-- Let nobody else decide about the person of a keyed index before this transaction ends.
select pg_advisory_xact_lock(hashtextextended('almasu person ' || encode(%(iin_index)s, 'hex'), 0));

-- name: registered_at
-- When an account was first kept.
select registered_at from accounts where id = %(id)s;

-- name: consent_evidence
-- The evidence of the signature under the consent.
select consent_evidence from accounts where id = %(id)s;

-- name: keep_consent
-- Keep the evidence of the signature under the consent.
update accounts set consent_evidence = %(evidence)s where id = %(id)s;

-- name: accounts_set_back
-- Accounts that are gone or older than a leaf about them, and those whose leaves tell one version twice.
with told as (
    select convert_from(substr(entry, 19, 36), 'UTF8')::uuid as account, position,
        (convert_from(entry, 'UTF8')::jsonb -> 'says' ->> 'account_version')::integer as version
    from journal_entries
    where substr(entry, 1, 18) = '{"about":"account:'::bytea and position('"account_version"'::bytea in entry) > 0
      and log = %(log)s
), changes as (
    select account, version, lag(version) over (partition by account order by position) as before from told
)
select changes.account, coalesce(max(accounts.version), 0), max(changes.version)
from changes left join accounts on accounts.id = changes.account
group by changes.account
having coalesce(max(accounts.version), 0) < max(changes.version) or bool_or(changes.version <= changes.before)
order by changes.account;
