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

-- name: renew_session
-- A session in which nobody was proved goes on under a new token.
insert into sessions (token_hash, stage, started_at, last_seen_at)
select %(new)s, 'proving', %(at)s, %(at)s
from sessions where token_hash = %(old)s and stage = 'proving' and ended_at is null;

-- name: touch_session
-- The session acted: its idle time begins anew.
update sessions set last_seen_at = %(at)s where token_hash = %(token_hash)s;

-- name: last_visit
-- When somebody last acted in a session begun before this moment.
select last_seen_at from sessions
where account = %(account)s and stage = 'ready' and started_at < %(started_at)s
order by last_seen_at desc limit 1;

-- name: end_session
-- End a session.
update sessions set ended_at = %(at)s where token_hash = %(token_hash)s and ended_at is null;

-- name: sweep_begun_sessions
-- Forget entries in which nothing was ever proved.
delete from sessions where account is null and last_seen_at < %(before)s;
