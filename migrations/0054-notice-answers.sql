-- What a holder answers to what was asked for.
alter table licence_notice_step drop constraint licence_notice_step_kind_check, add constraint licence_notice_step_kind_check check (kind in ('completed', 'supplemented', 'granted', 'refused', 'noted'));
