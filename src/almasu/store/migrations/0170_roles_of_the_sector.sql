-- Roles of the sector's zone stand beside those of the restricted one (ASOI-2, ASOI-3.1, ASOI-10).
alter table accounts
    drop constraint accounts_role_check,
    add constraint accounts_role_check check (role in (
        'officer', 'operator', 'controller', 'prosecutor', 'owner',
        'responsible_worker', 'head_of_security', 'sectoral_centre'
    ));
