create view residence_public.past_member as
  select distinct person_id, household_id from household_member where superseded_at is null;
comment on view residence_public.past_member is 'Which households a person belongs or belonged to. For rules: who leaves a household may leave it without a head.';
grant select on residence_public.past_member to congdan_app;
