-- What every connection of ours starts with.

-- name: set_limits
-- Sets the zone of returned moments, how long a statement, a lock or an idle transaction may last, and one plan for all.
select
    set_config('timezone', 'UTC', false),
    set_config('statement_timeout', %(statement)s, false),
    set_config('lock_timeout', %(lock)s, false),
    set_config('idle_in_transaction_session_timeout', %(idle)s, false),
    -- Every statement looks its rows up by key: planning it anew for each set of values costs more than running it.
    set_config('plan_cache_mode', 'force_generic_plan', false)
