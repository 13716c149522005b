-- An event's payload and its actor are kept as the very text that was hashed: whoever verifies the evidence takes it as it stands, where a
-- jsonb had to be printed by the server and put in order by the verifier, which was a third of all that an audit costs. What was written
-- before is spelled as `canonicalJson` spells it. The version before writes its actors in another order beside this one; the verifier
-- accepts both.
create function pledge.spelled(value jsonb) returns text language plpgsql immutable as $$
begin
  return case jsonb_typeof(value)
    when 'object' then '{' || coalesce((select string_agg(
        to_json(key)::text || ':' || case when jsonb_typeof(member) in ('object', 'array') then pledge.spelled(member) else member::text end,
        ',' order by key collate "C") from jsonb_each(value) as of_object (key, member)), '') || '}'
    when 'array' then '[' || coalesce((select string_agg(
        case when jsonb_typeof(item) in ('object', 'array') then pledge.spelled(item) else item::text end,
        ',' order by place) from jsonb_array_elements(value) with ordinality as of_list (item, place)), '') || ']'
    else value::text
  end;
end $$;
alter table pledge.event
  alter column payload type json using pledge.spelled(payload)::json,
  alter column actor type json using pledge.spelled(actor)::json;
drop function pledge.spelled(jsonb);
