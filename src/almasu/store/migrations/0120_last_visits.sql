-- When somebody was here before is told from their sessions: the desk shows what came since.
create index sessions_of_account on sessions (account, last_seen_at) where stage = 'ready';
