-- name: open_material
-- The material of a body's task: kept at the first request, found afterwards. A lost race is read back by find_material.
insert into materials (id, body_bin, task_index, opened_at)
values (%(id)s, %(body_bin)s, %(task_index)s, %(at)s)
on conflict (body_bin, task_index) do nothing
returning id;

-- name: find_material
-- The material of a body's task.
select id from materials where body_bin = %(body_bin)s and task_index = %(task_index)s and destroyed_at is null;

-- name: keep_request
-- Keep an accepted request: the record and the evidence are sealed under the log key.
insert into requests (id, account, material, accepted_at, edition, record, evidence, leaf)
values (%(id)s, %(account)s, %(material)s, %(accepted_at)s, %(edition)s, %(record)s, %(evidence)s, %(leaf)s);

-- name: keep_questions
-- One row per register, in the order of the annex.
insert into questions (exchange_id, request, resource, state, asked_at)
select q.exchange_id, %(request)s, q.resource, 'waiting', %(asked_at)s
from unnest(%(exchange_ids)s::uuid[], %(resources)s::smallint[]) as q (exchange_id, resource);

-- name: begin_asking
-- The accepting process asks the registers itself right after the commit; others only when its lease runs out.
insert into asking (request, asked_by, due_at) values (%(request)s, %(asked_by)s, %(lease_until)s);

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

-- name: still_open
-- Which of these questions are still open, locked until the transaction ends.
select exchange_id from questions
where exchange_id = any(%(exchange_ids)s) and state in ('waiting', 'no_reply')
order by exchange_id for update;

-- name: note_silence
-- The register was asked and stayed silent; the question stays open.
update questions
set state = %(state)s, attempts = attempts + 1, asked_at = %(asked_at)s, note = %(note)s, next_at = %(next_at)s,
    leaf = %(leaf)s
where exchange_id = %(exchange_id)s;

-- name: settle_question
-- Keep how a question was settled, and the answer, sealed under a key of its own that its material holds.
with settled as (
    update questions
    set state = %(state)s, attempts = attempts + 1, asked_at = %(asked_at)s, settled_at = %(settled_at)s,
        records = %(records)s, note = %(note)s, next_at = null, leaf = %(leaf)s
    where exchange_id = %(exchange_id)s
    returning exchange_id
), kept as (
    insert into answers (exchange_id, received_at, data) select exchange_id, %(at)s, %(data)s from settled
)
insert into answer_keys (exchange_id, material, wrapped) select exchange_id, %(material)s, %(wrapped)s from settled;

-- name: request
-- One request.
select id, account, material, accepted_at, edition, record, leaf from requests where id = %(id)s;

-- name: requests_of_account
-- The latest requests of an account, newest first, older than a moment.
select id, account, material, accepted_at, edition, record, leaf
from requests where account = %(account)s and accepted_at < %(before)s
order by accepted_at desc limit %(most)s;

-- name: questions
-- The rows of some requests in the order of the annex.
select request, exchange_id, resource, state, attempts, asked_at, settled_at, records, note, next_at, leaf
from questions where request = any(%(requests)s) order by request, resource;

-- name: evidence
-- The kept evidence of a request's signature, sealed.
select evidence from requests where id = %(id)s;

-- name: answers
-- The answers of a request with the keys its material holds.
select q.exchange_id, q.resource, q.state, a.received_at, a.data, k.wrapped
from questions q join answers a using (exchange_id)
join answer_keys k on k.exchange_id = q.exchange_id and k.material = %(material)s
where q.request = %(request)s order by q.resource;

-- name: recent_outcomes
-- How each register did lately: the share of silence tells pages how it stands.
select resource, count(*) filter (where state in ('no_reply', 'given_up')) as silent, count(*) as asked
from questions where asked_at > %(since)s group by resource;
