-- Roles of the zone in which bodies of states exchange information stand beside those of the others (CIS-1c).
alter table accounts
    drop constraint accounts_role_check,
    add constraint accounts_role_check check (role in (
        'officer', 'operator', 'controller', 'prosecutor', 'owner',
        'responsible_worker', 'head_of_security', 'sectoral_centre',
        'body_responsible', 'head_of_body', 'agency_officer', 'head_of_agency',
        'cis_officer', 'cis_head', 'cis_keeper'
    ));
