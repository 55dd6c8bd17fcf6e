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

-- name: end_sessions_of_account
-- End every open session of an account: a block takes effect in the same transaction.
update sessions set ended_at = %(at)s where account = %(id)s and ended_at is null;

-- name: sessions
-- Sessions with their accounts as they stand now.
select s.token_hash, s.stage, s.factor, s.started_at, s.last_seen_at, s.ended_at, s.bound,
       a.id, a.iin_index, a.person, a.role, a.body_bin, a.state, a.consent_version, a.consent_signed_at, a.failed_codes,
       a.workplace_until, a.version, a.bound
from sessions s left join accounts a on a.id = s.account
where s.token_hash = any(%(hashes)b::bytea[]);

-- name: start_session
-- Keep a new session in which nothing is proved yet.
insert into sessions (token_hash, stage, started_at, last_seen_at) values (%(token_hash)s, %(stage)s, %(at)s, %(at)s);

-- name: prove_session
-- The EDS was proved: the session has an account now and waits for the second factor. Nobody is put in its place later.
update sessions
set account = %(account)s, stage = 'code', evidence = %(evidence)s, bound = %(bound)s, last_seen_at = %(at)s
where token_hash = %(token_hash)s and stage = 'proving' and ended_at is null;

-- name: finish_session
-- The second factor of this account was proved: its session goes on under a new token.
insert into sessions (token_hash, account, stage, factor, started_at, last_seen_at, bound)
select %(new)s, account, 'ready', %(factor)s, %(at)s, %(at)s, %(bound)s
from sessions where token_hash = %(old)s and account = %(account)s and stage = 'code' and ended_at is null;

-- name: touch_session
-- The session acted: its idle time begins anew.
update sessions set last_seen_at = %(at)s where token_hash = %(token_hash)s;

-- name: end_session
-- End a session.
update sessions set ended_at = %(at)s where token_hash = %(token_hash)s and ended_at is null;

-- name: sent_code
-- The last code sent to an account, locked until this transaction ends.
select mac, sent_at, tries, sent_this_hour, hour_started_at, session
from sent_codes where account = %(account)s for update;

-- name: keep_code
-- Keep a code that is being sent, in place of any earlier one.
insert into sent_codes (account, session, mac, sent_at, tries, sent_this_hour, hour_started_at)
values (%(account)s, %(session)s, %(mac)s, %(sent_at)s, %(tries)s, %(sent_this_hour)s, %(hour_started_at)s)
on conflict (account) do update
set session = excluded.session, mac = excluded.mac, sent_at = excluded.sent_at, tries = excluded.tries,
    sent_this_hour = excluded.sent_this_hour, hour_started_at = excluded.hour_started_at;

-- name: count_wrong_try
-- Count a wrong entry against the code.
update sent_codes set tries = tries + 1 where account = %(account)s;

-- name: use_code_up
-- A code that was right once is right never again; the limits on sending count codes that nobody used.
delete from sent_codes where account = %(account)s;

-- name: prepare_act
-- Keep an act that waits for its signature.
insert into prepared_acts (id, session, purpose, data, nonce, expires_at)
values (%(id)s, %(session)s, %(purpose)s, %(data)s, %(nonce)s, %(expires_at)s);

-- name: prepared_acts
-- Acts that still wait for the signature of their sessions, not used before; with session and account.
select p.id, p.session, p.purpose, p.data, p.nonce, p.expires_at,
       s.stage, s.factor, s.started_at, s.last_seen_at, s.ended_at, s.bound,
       a.id, a.iin_index, a.person, a.role, a.body_bin, a.state, a.consent_version, a.consent_signed_at, a.failed_codes,
       a.workplace_until, a.version, a.bound
from prepared_acts p join sessions s on s.token_hash = p.session left join accounts a on a.id = s.account
where (p.id, p.session) in (select * from unnest(%(acts)b::uuid[], %(sessions)b::bytea[]))
  and not exists (select from used_nonces u where u.nonce = p.nonce);

-- name: challenges_given
-- How many challenges of a purpose were given out that expire after a moment, counted up to a limit.
select count(*) from (
    select from prepared_acts where purpose = %(purpose)s and expires_at > %(after)s limit %(most)s
) as given;

-- name: use_nonce
-- Use a nonce up; a second use meets the primary key.
insert into used_nonces (nonce, expires_at) values (%(nonce)s, %(expires_at)s);

-- name: sweep_prepared_acts
-- Forget acts whose time to be signed has run out.
delete from prepared_acts where expires_at < %(before)s;

-- name: sweep_nonces
-- Forget nonces of acts that would be refused as expired anyway.
delete from used_nonces where expires_at < %(before)s;

-- name: sweep_begun_sessions
-- Forget entries in which nothing was ever proved.
delete from sessions where account is null and last_seen_at < %(before)s;

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
