comment on view residence_public.open_member is 'Who belongs to which household today, and as what to its head.';
comment on view residence_public.open_household is 'Households as they stand today, with their address.';
comment on schema residence_public is 'What rules, indicators and snapshots may see of residence. Never for a screen: reading is logged by the module.';
