-- Accounts, requests and settled questions are bound by a key of the vault: who only writes rows changes nothing unseen.
-- Rows from before bear no mark, and nothing can tell whether they were changed: with such rows this step is refused.
alter table accounts
    add column version integer not null check (version > 0),
    add column bound bytea not null check (length(bound) = 32);
alter table questions add column bound bytea check (length(bound) = 32);
