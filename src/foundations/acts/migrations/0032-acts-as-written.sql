alter table legal_act alter column payload type json using payload::json, alter column actor type json using actor::json, alter column basis type json using basis::json;
comment on column legal_act.payload is 'Every chosen value: identifiers, numbers, texts, times. Replay asks nothing else. Kept letter for letter as it was recorded (json, not jsonb).';
