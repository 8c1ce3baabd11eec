comment on view trail_public.access_volume is 'Readings a day by organisation, register and purpose: counts only.';
comment on view trail_public.seal_head is 'The newest sealed head of the access log: how far it reaches and since when.';
