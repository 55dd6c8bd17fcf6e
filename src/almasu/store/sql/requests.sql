-- name: accept
-- Keep accepted requests with all that belongs to them and their leaves, each while session, account and material may.
with sent as (
    select * from unnest(
        %(sessions)b::bytea[], %(accounts)b::uuid[], %(marks)b::bytea[], %(nonces)b::text[],
        %(nonces_expire_at)b::timestamptz[],
        %(ids)b::uuid[], %(materials)b::uuid[], %(bodies)b::text[], %(accepted_at)b::timestamptz[],
        %(editions)b::text[], %(records)b::bytea[], %(evidence)b::bytea[], %(asked_by)b::text[],
        %(lease_until)b::timestamptz[], %(leaves)b::bytea[], %(entries)b::bytea[]
    ) as t (session, account, mark, nonce, nonce_expires_at, id, material, body_bin, accepted_at, edition, record,
            evidence, asked_by, lease_until, leaf, entry)
), held as (
    select id, closed_at, destroyed_at from materials where id = any(%(materials)b::uuid[]) order by id for key share
), judged as (
    select sent.*,
        held.destroyed_at is not null
            or exists (select from papers p where p.id = sent.material and p.version > 1) as destroyed,
        held.closed_at is not null or exists (select from papers p where p.id = sent.material) as closed,
        exists (
            select from sessions s join accounts a on a.id = s.account
            where s.token_hash = sent.session and s.stage = 'ready' and s.ended_at is null
              and a.id = sent.account and a.state = 'active' and a.bound = sent.mark
        ) as living
    from sent left join held on held.id = sent.material
), may as (
    select * from judged where living and not destroyed and not closed
), used as (
    insert into used_nonces (nonce, expires_at) select nonce, nonce_expires_at from may where nonce is not null
), opened as (
    insert into materials (id, body_bin, opened_at) select material, body_bin, accepted_at from may order by material
    on conflict do nothing
), kept as (
    insert into requests (id, account, material, accepted_at, edition, record, evidence, leaf)
    select id, account, material, accepted_at, edition, record, evidence, leaf from may
), asked as (
    insert into questions (exchange_id, request, resource, state, asked_at)
    select q.exchange_id, may.id, q.resource, 'waiting', may.accepted_at
    from unnest(%(exchange_ids)b::uuid[], %(requests)b::uuid[], %(resources)b::smallint[])
         as q (exchange_id, request, resource)
    join may on may.id = q.request
), begun as (
    insert into asking (request, asked_by, due_at) select id, asked_by, lease_until from may
), written as (
    insert into journal_waiting (log, commitment, entry) select %(log)s, leaf, entry from may
)
select id, living, destroyed, closed from judged;

-- name: claim_asking
-- Lease requests whose registers are to be asked now, passing over those that another process is just taking.
update asking set asked_by = %(asked_by)s, due_at = %(lease_until)s
where request in (
    select request from asking where due_at <= %(at)s order by due_at limit %(most)s for update skip locked
)
returning request;

-- name: end_asking
-- No register of the request is still to answer.
delete from asking where request = %(request)s and asked_by = %(asked_by)s;

-- name: put_off_asking
-- Silent registers are asked again later.
update asking set due_at = %(again_at)s where request = %(request)s and asked_by = %(asked_by)s;

-- name: take_replies
-- Keep what registers said to questions still open, end the asking where none is left, tell whose asker is unchanged.
with told as (
    select * from unnest(
        %(exchange_ids)b::uuid[], %(requests)b::uuid[], %(states)b::text[], %(notes)b::text[], %(records)b::int[],
        %(asked_at)b::timestamptz[], %(at)b::timestamptz[], %(next_at)b::timestamptz[], %(materials)b::uuid[],
        %(data)b::bytea[], %(wrapped)b::bytea[], %(marks)b::bytea[], %(leaves)b::bytea[], %(entries)b::bytea[],
        %(sessions)b::bytea[], %(accounts)b::bytea[]
    ) as t (exchange_id, request, state, note, records, asked_at, at, next_at, material, data, wrapped, mark, leaf, entry,
            session, account)
), still_open as (
    select q.exchange_id from questions q
    where q.exchange_id = any(%(exchange_ids)b::uuid[]) and q.state in ('waiting', 'no_reply') order by q.exchange_id for update of q
), noted as (
    update questions q
    set state = t.state, attempts = q.attempts + 1, asked_at = t.asked_at, records = t.records, note = t.note,
        settled_at = case when t.state in ('waiting', 'no_reply') then null else t.at end, next_at = t.next_at, leaf = t.leaf,
        bound = t.mark
    from told t join still_open using (exchange_id)
    where q.exchange_id = t.exchange_id and q.exchange_id = any(%(exchange_ids)b::uuid[])
), kept as (
    insert into answers (exchange_id, received_at, data)
    select t.exchange_id, t.at, t.data from told t join still_open using (exchange_id) where t.data is not null
), held as (
    insert into answer_keys (exchange_id, material, wrapped)
    select t.exchange_id, t.material, t.wrapped from told t join still_open using (exchange_id) where t.data is not null
), written as (
    insert into journal_waiting (log, commitment, entry)
    select %(log)s, t.leaf, t.entry from told t join still_open using (exchange_id)
), ended as (
    delete from asking a
    where a.request = any(%(requests)b::uuid[]) and not exists (
        select from questions q
        where q.request = a.request and q.request = any(%(requests)b::uuid[]) and q.state in ('waiting', 'no_reply')
          and q.exchange_id not in (select exchange_id from told where told.state not in ('waiting', 'no_reply'))
    )
)
select t.exchange_id
from told t join sessions s on s.token_hash = t.session join accounts a on a.id = s.account
where s.stage = 'ready' and s.ended_at is null and a.state = 'active' and a.bound = t.account;

-- name: request
-- One request.
select id, account, material, accepted_at, edition, record, leaf from requests where id = %(id)s;

-- name: requests_of_account
-- The latest requests of an account, newest first, after a place where one is told.
select id, account, material, accepted_at, edition, record, leaf
from requests where account = %(account)s
  and (accepted_at, id) < (%(before_at)s::timestamptz, %(before_id)s::uuid)
order by accepted_at desc, id desc limit %(most)s;

-- name: requests_of_material
-- The requests of a material, the first one first.
select id, account, material, accepted_at, edition, record, leaf
from requests where material = %(material)s order by accepted_at, id limit %(most)s;

-- name: requests_with_ids
-- Some requests in the order in which they were accepted.
select id, account, material, accepted_at, edition, record, leaf
from requests where id = any(%(ids)s) order by accepted_at, id;

-- name: questions
-- The rows of some requests in the order of the annex.
select request, bound, exchange_id, resource, state, attempts, asked_at, settled_at, records, note, next_at, leaf
from questions where request = any(%(requests)s) order by request, resource;

-- name: evidence
-- The kept evidence of a request's signature, sealed.
select evidence, account from requests where id = %(id)s;

-- name: answers
-- The answers of a request, each with the key that one of the materials still holding it has: its own one first.
select q.exchange_id, q.resource, q.state, a.received_at, a.data, held.material, held.wrapped
from questions q join answers a using (exchange_id)
cross join lateral (
    select k.material, k.wrapped from answer_keys k join materials m on m.id = k.material
    where k.exchange_id = q.exchange_id and m.destroyed_at is null
    order by k.material <> %(material)s, k.material limit 1
) held
where q.request = %(request)s order by q.resource;

-- name: recent_outcomes
-- How each register did lately, for pages to tell how it stands: a question that a block stopped tells nothing of it.
select resource, count(*) filter (where state in ('no_reply', 'given_up')) as silent, count(*) as asked
from questions where asked_at > %(since)s and note <> 'asker_shut' group by resource;
