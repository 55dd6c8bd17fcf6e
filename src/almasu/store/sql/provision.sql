-- name: database_exists
-- Whether a database of this name is there.
select 1 from pg_database where datname = %(name)s;

-- name: role_exists
-- Whether a role of this name is there.
select 1 from pg_roles where rolname = %(name)s;

-- name: make_role
-- Make a role that may sign in and nothing else.
create role {name} login;

-- name: set_password
-- Set the role's password.
alter role {name} password {password};

-- name: make_database
-- Make a database that belongs to the role.
create database {name} owner {name};
