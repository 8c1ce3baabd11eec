create table civil_paper (
  document_id uuid not null constraint civil_paper_pkey primary key,
  entry_id uuid not null,
  issued_at timestamptz(3) not null
);
comment on table civil_paper is 'Papers given when an entry was made (trích lục, giấy xác nhận tình trạng hôn nhân): which entry a paper rests on, so that a check of its code can tell when it holds no longer (NĐ 123/2015 đ.23).';

grant select, insert on civil_paper to congdan_app;
