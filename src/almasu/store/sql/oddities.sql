-- What is odd in a table of requests (DuckDB). $since and $until bound the time looked at; requests from before are there
-- to compare with. People differ from each other without misuse: a share is odd where it lies three standard errors above
-- that of the others, chance and the spread between people (`apart`, from the middle to the ninth tenth) taken together.
-- Each statement yields account, subject, weight, requests and the facts of the sentence.

-- name: close_person
-- Requests about oneself or somebody close.
select f.account, f.subject, least(100, 80 + 5 * count(*))::double, arg_min(f.request, f.asked, 20),
       map {'user': any_value(f.user), 'count': count(*)::varchar, 'relation': any_value(t.relation),
            'last': strftime(max(f.asked), '%d.%m.%Y %H:%M')}
from facts f join ties t on t.account = f.account and t.subject = f.subject
where f.asked >= $since and f.asked < $until
group by f.account, f.subject;

-- name: many_officers
-- A subject that several officers ask about within two weeks, each for a task of their own.
with near as (
    select a.subject, a.asked as first, count(distinct b.account) as officers, count(distinct b.task) as tasks,
           count(distinct b.request) as count, list(distinct b.request)[1:20] as requests, max(b.asked) as last
    from facts a join facts b on b.subject = a.subject and b.asked between a.asked and a.asked + interval 14 days
    where a.subject in (select subject from facts group by subject having count(distinct account) > 2)
    group by a.subject, a.request, a.asked
)
select '', subject, least(100, 50 + 6 * max(officers))::double, arg_max(requests, officers),
       map {'officers': max(officers)::varchar, 'tasks': arg_max(tasks, officers)::varchar,
            'count': arg_max(count, officers)::varchar,
            'days': greatest(1, date_diff('day', arg_max(first, officers), arg_max(last, officers)))::varchar}
from near where officers > 2 and tasks >= officers and last >= $since and last < $until
group by subject;

-- name: same_subject_again
-- One register asked again and again about one subject, though it had answered.
with near as (
    select account, subject, resources, asked, request, user from facts
    where asked >= $until::timestamp - interval 62 days and asked < $until and answered + empty > 0
), often as (
    select account, subject from near group by account, subject having count(*) >= 4
), each as (
    select account, subject, unnest(string_split(resources, ' ')) as resource, asked, request, user
    from near semi join often using (account, subject)
), again as (
    select account, subject, resource, count(*) as count, count(distinct asked::date) as days, max(asked) as last,
           arg_min(request, asked, 20) as requests, any_value(user) as user
    from each group by account, subject, resource
)
select account, subject, least(100, 30 + 6 * max(days))::double, arg_max(requests, days),
       map {'user': any_value(user), 'resource': arg_max(resource, days), 'count': max(count)::varchar,
            'days': max(days)::varchar}
from again where days >= 4 and last >= $since
group by account, subject;

-- name: odd_hours
-- A share of nights and weekends far above that of the others, outside a roster that explains it.
with own as (
    select account, any_value(user) as user, count(*) as every,
           count(*) filter (where odd) as odd, arg_min(request, asked, 20) filter (where odd) as requests
    from (select *, isodow(asked) > 5 or hour(asked) < 7 or hour(asked) >= 21 as odd from facts
          where asked >= $since and asked < $until) as facts
    anti join rosters
        on rosters.account = facts.account and asked >= coalesce(rosters.since, asked)
        and asked < coalesce(rosters.until, asked + interval 1 second)
    group by account
), beside as (
    select *, greatest(0.01, (sum(odd) over () - odd + 0.5) / (sum(every) over () - every + 1)) as peers,
           greatest(0, quantile_cont(odd / every, 0.9) over () - median(odd / every) over ()) / 1.28 as apart
    from own
)
select account, '', least(100, 30 + 60.0 * odd / every)::double, requests,
       map {'user': user, 'count': odd::varchar, 'all': every::varchar, 'share': round(100.0 * odd / every)::int::varchar,
            'peers': round(100 * peers)::int::varchar}
from beside
where odd >= 5 and odd > greatest(0.15, 3 * peers) * every and odd - peers * every > 3 * sqrt(every * peers * (1 - peers) + pow(every * apart, 2));

-- name: burst
-- An hour with far more subjects than the officer and the others usually ask about.
with hours as (
    select account, any_value(user) as user, date_trunc('hour', asked) as hour, count(distinct subject) as count
    from facts group by account, date_trunc('hour', asked)
), usual as (
    select *, median(count) over (partition by account) as own,
           case when count(*) over () < 200 then 2 * median(count) over () else quantile_cont(count, 0.995) over () end as others
    from hours
), peak as (
    select account, any_value(user) as user, any_value(own) as own, max(count) as count, arg_max(hour, count) as hour
    from usual
    where hour >= $since and hour < $until and count >= 12 and count > 5 * own and count > 1.5 * others
    group by account
)
select p.account, '', least(100, 30 + p.count)::double, arg_min(f.request, f.asked, 20),
       map {'user': p.user, 'count': p.count::varchar, 'usual': round(p.own)::int::varchar,
            'hour': strftime(p.hour, '%d.%m.%Y %H:00')}
from peak p join facts f on f.account = p.account and date_trunc('hour', f.asked) = p.hour
group by p.account, p.user, p.own, p.count, p.hour;

-- name: enumeration
-- Numbers that follow each other, asked in a row.
with numbered as (
    select account, asked, request, user, length(subject) as width,
           try_cast(regexp_replace(subject, '[^0-9]', '', 'g') as hugeint) as number,
           lag(asked) over w as before, lag(length(subject)) over w as last_width,
           lag(try_cast(regexp_replace(subject, '[^0-9]', '', 'g') as hugeint)) over w as last
    from facts where asked >= $since and asked < $until
    window w as (partition by account, subject_kind order by asked)
)
select account, '', least(100, 40 + 3 * count(*))::double, arg_min(request, asked, 20),
       map {'user': any_value(user), 'count': (count(*) + 1)::varchar, 'day': strftime(min(asked), '%d.%m.%Y')}
from numbered
where abs(number - last) between 1 and 200 and width = last_width and asked - before < interval 1 hour
group by account, asked::date having count(*) >= 4;

-- name: copied_justification
-- One text that serves many tasks, numbers and punctuation aside.
with texts as (
    select account, user, task, request, asked,
           hash(lower(regexp_replace(justification, '[^\p{L}]+', ' ', 'g'))) as said
    from facts where asked >= $until::timestamp - interval 62 days and asked < $until
), often as (
    select account, said from (select distinct account, said, task from texts)
    group by account, said having count(*) >= 6
)
select account, '', least(100, 25 + 4 * count(distinct task))::double, arg_min(request, asked, 20),
       map {'user': any_value(user), 'tasks': count(distinct task)::varchar, 'count': count(*)::varchar}
from texts semi join often using (account, said)
group by account, said
having max(asked) >= $since;

-- name: task_left_open
-- A task that nobody closed long after its last request; only tasks whose state is known are judged.
select any_value(f.account), '', least(100, 20 + date_diff('day', max(f.asked), $until::timestamp) / 3.0)::double,
       arg_max(f.request, f.asked, 20),
       map {'user': any_value(f.user), 'task': f.task, 'count': count(*)::varchar,
            'days': date_diff('day', max(f.asked), $until::timestamp)::varchar}
from facts f join tasks t on t.task = f.task
where f.asked < $until and (t.closed_at is null or t.closed_at >= $until)
group by f.task
having max(f.asked) < $until::timestamp - interval 60 days;

-- name: never_viewed
-- Answers that came and were never opened, far more often than with the others.
with own as (
    select account, any_value(user) as user, count(*) as every, count(*) filter (where viewed_at is null) as unseen,
           arg_min(request, asked, 20) filter (where viewed_at is null) as requests
    from facts
    where answered > 0 and asked >= $since::timestamp - interval 10 days and asked < $until::timestamp - interval 10 days
    group by account
), beside as (
    select *, greatest(0.01, (sum(unseen) over () - unseen + 0.5) / (sum(every) over () - every + 1)) as peers,
           greatest(0, quantile_cont(unseen / every, 0.9) over () - median(unseen / every) over ()) / 1.28 as apart
    from own
)
select account, '', least(100, 20 + 60.0 * unseen / every)::double, requests,
       map {'user': user, 'count': unseen::varchar, 'all': every::varchar,
            'share': round(100.0 * unseen / every)::int::varchar, 'peers': round(100 * peers)::int::varchar}
from beside
where unseen >= 5 and unseen > greatest(0.15, 3 * peers) * every and unseen - peers * every > 3 * sqrt(every * peers * (1 - peers) + pow(every * apart, 2));

-- name: copy_kept
-- Copies that outlived the time for their destruction.
with held as (
    select c.*, coalesce(destroyed_at, $until) as ended, f.user,
           date_diff('hour', made_at, least(coalesce(destroyed_at, $until), $until::timestamp)) as hours
    from copies c join facts f using (request)
    where made_at < $until and (destroyed_at is null or destroyed_at >= $since)
)
select account, '', least(100, 25 + 5 * count(*) + max(hours) / 24.0)::double, arg_min(request, made_at, 20),
       map {'user': any_value(user), 'count': count(*)::varchar, 'days': (max(hours) // 24)::varchar}
from held where hours > 24
group by account having count(*) >= 3 or max(hours) > 7 * 24;

-- name: sensitive_share
-- A share of specially protected resources far above that of the others.
with own as (
    select account, any_value(user) as user, count(*) as every, count(*) filter (where sensitive) as special,
           arg_min(request, asked, 20) filter (where sensitive) as requests
    from facts where asked >= $since and asked < $until group by account
), beside as (
    select *, greatest(0.01, (sum(special) over () - special + 0.5) / (sum(every) over () - every + 1)) as peers,
           greatest(0, quantile_cont(special / every, 0.9) over () - median(special / every) over ()) / 1.28 as apart
    from own
)
select account, '', least(100, 30 + 50.0 * special / every)::double, requests,
       map {'user': user, 'count': special::varchar, 'all': every::varchar,
            'share': round(100.0 * special / every)::int::varchar, 'peers': round(100 * peers)::int::varchar}
from beside
where special >= 5 and special > greatest(0.15, 3 * peers) * every and special - peers * every > 3 * sqrt(every * peers * (1 - peers) + pow(every * apart, 2));

-- name: away_or_blocked
-- Requests of an account whose owner was away, or which was blocked.
select f.account, '', 90::double, arg_min(f.request, f.asked, 20),
       map {'user': any_value(f.user), 'count': count(*)::varchar, 'why': any_value(a.why),
            'first': strftime(min(f.asked), '%d.%m.%Y %H:%M')}
from facts f join absences a on a.account = f.account and f.asked >= a.since and (a.until is null or f.asked < a.until)
where f.asked >= $since and f.asked < $until
group by f.account;
