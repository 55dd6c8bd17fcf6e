-- Work to be done later: put in with the act that asks for it, taken by whichever process is free.

-- name: enqueue
-- Keeps a job, free or leased to the process that asks, unless its kind already has one with the same key.
insert into jobs (kind, payload, dedupe_key, run_at, attempts, lease_owner, lease_until)
values (
    %(kind)s, %(payload)s, %(dedupe_key)s, %(run_at)s,
    case when %(lease_owner)s::text is null then 0 else 1 end,
    %(lease_owner)s, %(lease_until)s
)
on conflict (kind, dedupe_key) do nothing
returning job

-- name: claim
-- Leases the earliest free jobs that are due, passing over those that another process is just taking.
with due as (
    select job
    from jobs
    where state = 'waiting' and lease_owner is null and run_at <= %(at)s and kind = any(%(kinds)s::text[])
    order by run_at, job
    limit %(most)s
    for update skip locked
)
update jobs
set lease_owner = %(owner)s, lease_until = %(lease_until)s, attempts = attempts + 1
from due
where jobs.job = due.job
returning jobs.job, jobs.kind, jobs.payload, jobs.attempts, jobs.run_at

-- name: extend
-- Prolongs the leases of a process that is still working on its jobs.
update jobs
set lease_until = %(lease_until)s
where job = any(%(jobs)s::bigint[]) and lease_owner = %(owner)s
returning job

-- name: complete
-- Marks a job done, if the process that did it still holds its lease.
update jobs
set state = 'done', ended_at = %(at)s, lease_owner = null, lease_until = null, last_error = null
where job = %(job)s and lease_owner = %(owner)s
returning job

-- name: retry_at
-- Gives a job back to be tried again at a later moment, if its lease is still held.
update jobs
set run_at = %(run_at)s, lease_owner = null, lease_until = null, last_error = %(error)s
where job = %(job)s and lease_owner = %(owner)s
returning job

-- name: fail
-- Marks a job failed for good, if its lease is still held.
update jobs
set state = 'failed', ended_at = %(at)s, lease_owner = null, lease_until = null, last_error = %(error)s
where job = %(job)s and lease_owner = %(owner)s
returning job

-- name: release_expired
-- Frees the jobs of processes that let their lease run out, passing over those that are just being ended.
with expired as (
    select job
    from jobs
    where lease_owner is not null and lease_until <= %(at)s
    order by lease_until
    limit %(most)s
    for update skip locked
)
update jobs
set lease_owner = null, lease_until = null
from expired
where jobs.job = expired.job
returning jobs.job
