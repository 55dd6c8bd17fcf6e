-- name: keep_content
-- Keep the sealed content of something received.
insert into provision_contents (received, material, at, wrapped, data)
values (%(received)s, %(material)s, %(at)s, %(wrapped)s, %(data)s);

-- name: content
-- The sealed content of something received, as its material holds it.
select at, wrapped, data from provision_contents where received = %(received)s and material = %(material)s;

-- name: forget_content
-- Forget one content of a material with its wrapped key.
delete from provision_contents where received = %(received)s and material = %(material)s;

-- name: shred_contents
-- Forget every content of a material with its wrapped key.
delete from provision_contents where material = %(material)s;
