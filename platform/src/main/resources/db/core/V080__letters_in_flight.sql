-- What waits and what is in flight are looked for apart: a look for letters whose worker was not heard of would else go over all that wait.

drop index backline.letter_due;
create index letter_due on backline.letter (due_at) where state = 'PLANNED';
create index letter_in_flight on backline.letter (due_at) where state = 'IN_FLIGHT';
