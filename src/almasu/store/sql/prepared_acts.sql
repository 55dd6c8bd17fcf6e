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
