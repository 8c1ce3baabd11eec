-- A wrong relative is set right like a wrong fact: one officer proposes, another approves.
alter table person_proposal drop constraint person_proposal_kind;
alter table person_proposal add constraint person_proposal_kind check (kind in ('correct-facts', 'correct-relation', 'merge', 'unmerge', 'reestablish-number'));
comment on table person_proposal is 'What one officer wants to change in the register and a second one must approve: corrections of facts and relations, merges and their taking back, a number cancelled and given anew. The database refuses that somebody approves a proposal of his own.';
