-- They are rows of organisation_contact and organisation_role by now. PostgreSQL.
alter table organisation
    drop column roles, drop column mail, drop column phone, drop column web;
