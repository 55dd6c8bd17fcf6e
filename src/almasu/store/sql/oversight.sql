-- Requests of many, and leaves about them: what supervision, owners and the operator read.

-- name: accepted
-- Numbers of requests accepted in a period, of some accounts or of all, in their order after a place.
select id from requests
where accepted_at >= %(since)s and accepted_at < %(until)s
  and (%(accounts)s::uuid[] is null or account = any(%(accounts)s::uuid[]))
  and (accepted_at, id) > (%(after_at)s, %(after_id)s)
order by accepted_at, id limit %(most)s;

-- name: uses
-- Numbers of requests accepted in a period that ask a register, in their order after a place.
select r.id from requests r
where r.accepted_at >= %(since)s and r.accepted_at < %(until)s
  and (r.accepted_at, r.id) > (%(after_at)s, %(after_id)s)
  and exists (select from questions q where q.request = r.id and q.resource = %(resource)s)
order by r.accepted_at, r.id limit %(most)s;

-- name: asked_since
-- How many requests accepted since a moment ask each of some registers.
select q.resource, count(*) from requests r join questions q on q.request = r.id
where r.accepted_at >= %(since)s and q.resource = any(%(resources)s::smallint[])
group by q.resource;

-- name: asked_by_day
-- How many requests ask each of some registers on each of some days, which begin at these midnights; the first is 1.
select q.resource, width_bucket(r.accepted_at, %(midnights)s::timestamptz[]) as day, count(*)
from requests r join questions q on q.request = r.id
where r.accepted_at >= %(since)s and q.resource = any(%(resources)s::smallint[])
group by q.resource, day order by q.resource, day;

-- name: states_since
-- How many questions of requests accepted since a moment stand how, by register.
select q.resource, q.state, count(*) from requests r join questions q on q.request = r.id
where r.accepted_at >= %(since)s
group by q.resource, q.state order by q.resource, q.state;

-- name: leaf
-- The content of a leaf, ordered or waiting.
select entry from journal_entries where commitment = %(commitment)s and log = %(log)s
union all
select entry from journal_waiting where commitment = %(commitment)s and log = %(log)s
limit 1;

-- name: views
-- The leaves that tell when the answers of a request were opened, ordered or waiting.
select commitment, entry from (
    select commitment, entry from journal_entries
    where substr(entry, 1, 18) = '{"about":"request:'::bytea
      and position('"kind":"dossier_viewed"'::bytea in entry) > 0
      and substr(entry, 19, 36) = convert_to(%(request)s, 'UTF8') and log = %(log)s
    union all
    select commitment, entry from journal_waiting
    where substr(entry, 1, 54) = convert_to('{"about":"request:' || %(request)s, 'UTF8')
      and position('"kind":"dossier_viewed"'::bytea in entry) > 0 and log = %(log)s
) as told;

-- name: looks
-- The leaves that tell of other looks at a request than its officer's, and of what was taken along of it.
select commitment, entry from (
    select commitment, entry from journal_entries
    where substr(entry, 1, 18) = '{"about":"request:'::bytea
      and (position('"kind":"report_viewed"'::bytea in entry) > 0
           or position('"kind":"lawfulness_viewed"'::bytea in entry) > 0
           or position('"kind":"evidence_exported"'::bytea in entry) > 0)
      and substr(entry, 19, 36) = convert_to(%(request)s, 'UTF8') and log = %(log)s
    union all
    select commitment, entry from journal_waiting
    where substr(entry, 1, 54) = convert_to('{"about":"request:' || %(request)s, 'UTF8')
      and (position('"kind":"report_viewed"'::bytea in entry) > 0
           or position('"kind":"lawfulness_viewed"'::bytea in entry) > 0
           or position('"kind":"evidence_exported"'::bytea in entry) > 0) and log = %(log)s
) as told;

-- name: of_paper
-- The leaves that say which versions a paper became, ordered or waiting.
select commitment, entry from (
    select commitment, entry from journal_entries
    where substr(entry, 1, 16) = '{"about":"paper:'::bytea and position('"paper_version"'::bytea in entry) > 0
      and substr(entry, 17, 36) = convert_to(%(paper)s, 'UTF8') and log = %(log)s
    union all
    select commitment, entry from journal_waiting
    where substr(entry, 1, 52) = convert_to('{"about":"paper:' || %(paper)s, 'UTF8')
      and position('"paper_version"'::bytea in entry) > 0 and log = %(log)s
) as told;
