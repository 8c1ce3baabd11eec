comment on view population_public.current_identity_number is 'Numbers of people as they stand today, one row a number. For rules, indicators and snapshots.';
comment on view population_public.current_relation is 'Who is whose parent, child, spouse or guardian today. For rules, indicators and snapshots.';
comment on schema population_public is 'What rules, indicators and snapshots may see of people. Never for a screen: reading a person is logged by the module.';
