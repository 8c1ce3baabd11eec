create view population_public.protected_person as
  select person_id, valid_from from person_mark where kind = 'protected' and superseded_at is null and valid_to is null and standing = 'confirmed';
comment on view population_public.protected_person is 'Whom a decision protects today: to watch over who reads them. Never for a report or a screen.';
grant select on population_public.protected_person to congdan_app;
