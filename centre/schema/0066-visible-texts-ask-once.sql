-- Whose texts are looked at is asked once for a statement, not for each text: it was a third of what a search cost.
create or replace view pledge.visible_text as
  select provider_id, request_id, kind, subject_id, customer_id, at, folded, grams from pledge.text_index
  where provider_id = (select pledge.current_provider())
    and case when (select pledge.current_customer()) is null then true
      else customer_id = (select pledge.current_customer()) and visibility = 'shared' end;
