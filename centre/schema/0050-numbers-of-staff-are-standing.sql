-- Numbers of staff are shown on the card of each project: what a process remembers of the people is asked again when one of them changes.
create constraint trigger standing_data after insert or update or delete on pledge.person_reach
  deferrable initially deferred for each row execute function pledge.renew_standing_data();
