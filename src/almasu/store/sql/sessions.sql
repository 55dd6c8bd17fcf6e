-- What every connection of ours starts with.

-- name: set_limits
-- Sets the zone of returned moments and how long a statement, a lock or an idle transaction may last.
select
    set_config('timezone', 'UTC', false),
    set_config('statement_timeout', %(statement)s, false),
    set_config('lock_timeout', %(lock)s, false),
    set_config('idle_in_transaction_session_timeout', %(idle)s, false)
