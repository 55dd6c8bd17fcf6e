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
