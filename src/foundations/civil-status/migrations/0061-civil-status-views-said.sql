comment on view civil_status_public.birth is 'Births as the books say today.';
comment on view civil_status_public.marriage is 'Marriages as the books say today.';
comment on schema civil_status_public is 'What rules, indicators and snapshots may see of civil status. Never for a screen: reading is logged by the module.';
