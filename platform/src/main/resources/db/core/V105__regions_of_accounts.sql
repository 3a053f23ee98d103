-- Where a person's day begins and how they write days and numbers; nothing: as their browser says, and else the machine.
alter table backline.account
    add column time_zone text check (length(time_zone) <= 60),
    add column format text check (length(format) <= 35);
