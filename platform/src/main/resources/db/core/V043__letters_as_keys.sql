-- Whether single letters act as keys for this person: those who speak to their machine switch it off.
alter table backline.account add column letters boolean not null default true;
