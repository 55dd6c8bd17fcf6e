-- An account may be deleted as a sanction; its row stays, because what its person did stays. Until when the card of the
-- workplace is in force is read with the account in every act. Null where none was declared.
alter table accounts
    drop constraint accounts_state_check,
    add constraint accounts_state_check check (state in ('registered', 'consent_pending', 'active', 'blocked', 'deleted')),
    add column workplace_until timestamptz;
