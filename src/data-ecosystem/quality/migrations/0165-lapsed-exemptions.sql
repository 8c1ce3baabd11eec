create index quality_finding_exempted on quality_finding (rule, fingerprint) where fingerprint <> '' and state = 'exempted';
comment on index quality_finding_exempted is 'Exempted findings about two people or a group: looked up when one of them changes, for an exemption lapses with what it was about.';
