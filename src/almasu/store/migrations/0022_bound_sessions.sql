-- Whose a session is and how far it came, bound by a key of the vault: who only writes rows opens no session.
-- Sessions from before have no such mark: their people sign in again.
alter table sessions add column bound bytea check (length(bound) = 32);
