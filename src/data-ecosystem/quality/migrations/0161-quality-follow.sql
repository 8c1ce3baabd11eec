create table quality_follow (
  follower text not null constraint quality_follow_pkey primary key,
  place bigint not null
);
comment on table quality_follow is 'Up to which place of the change feed the register has been judged anew.';
grant select, insert, update (place) on quality_follow to congdan_app;
