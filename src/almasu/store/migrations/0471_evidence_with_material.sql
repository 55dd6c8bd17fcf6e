-- Evidence of an act that holds received content is sealed under the key of the content's material and goes with it:
-- the material's number, and the key of the evidence as the material wraps it; both null for evidence that stays.
alter table signed_acts
    add column material uuid,
    add column wrapped bytea,
    add constraint signed_acts_material_check check ((material is null) = (wrapped is null));
