-- What a controller's report needs of many requests at once.

-- name: first_views
-- When the answers of requests were first opened, by the ordered leaves that tell of it.
select convert_from(substr(entry, 19, 36), 'UTF8')::uuid, min((convert_from(entry, 'UTF8')::jsonb ->> 'at')::timestamptz)
from journal_entries
where substr(entry, 1, 18) = '{"about":"request:'::bytea and position('"kind":"dossier_viewed"'::bytea in entry) > 0
  and substr(entry, 19, 36) = any(%(requests)s) and log = %(log)s
group by 1;

-- name: checkpoint_before
-- The last co-signed head published at or before a moment.
select note from journal_checkpoints where log = %(log)s and published_at <= %(at)s order by size desc limit 1;

-- name: checkpoint_after
-- The first co-signed head published at or after a moment.
select note from journal_checkpoints where log = %(log)s and published_at >= %(at)s order by size limit 1;

-- name: gaps
-- Times of eight weeks and more in which nobody entered under an account of a body; the term of the law is computed.
select account, last, started_at from (
    select s.account, s.started_at,
           lag(s.last_seen_at) over (partition by s.account order by s.started_at) as last
    from sessions s join accounts a on a.id = s.account
    where a.body_bin = %(body)s and s.stage = 'ready'
) as entries
where started_at - last > interval '8 weeks' order by started_at desc limit %(most)s;

-- name: open_tasks
-- Tasks of a body that are not closed, the last request of each, when it was accepted, how many there are.
with late as (
    select m.id, max(r.accepted_at) as last, count(*) as count
    from materials m join requests r on r.material = m.id
    where m.body_bin = %(body)s and not exists (select from papers p where p.id = m.id)
    group by m.id having max(r.accepted_at) < %(before)s order by 2 limit %(most)s
)
select (select r.id from requests r where r.material = late.id order by r.accepted_at desc limit 1), last, count
from late order by last;
