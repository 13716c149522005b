-- A notice that somebody imported may be taken back: a row more says what holds again, so that whatever was counted before it is counted
-- as it was. `withdrawn`: nothing is known of the year any more.
alter table pledge.holiday_year add column withdrawn boolean not null default false;
-- Of a taking back: the notice that it is about. Each is taken back once.
alter table pledge.holiday_notice add column takes_back uuid;
alter table pledge.holiday_notice add foreign key (provider_id, takes_back) references pledge.holiday_notice (provider_id, id);
create unique index holiday_notice_taken_back on pledge.holiday_notice (provider_id, takes_back) where takes_back is not null;
