-- O'Neill's and O’Neill's are one organisation: in its key every apostrophe is the straight one (OrganisationKeys). PostgreSQL.
-- Where two become one the first keeps the new key, and the others the keys that they had.
with keyed as (
    select x.workspace_id, x.id, left(split_part(x.name_key, E'\t', 1) || E'\t' || regexp_replace(regexp_replace(
        translate(x.name, '‘’‛′`´＇ʹʺʻʼʽʾʿˀˁˮꞌ', repeat('''', 18)) collate "pg_c_utf8",
        '[[:alnum:]\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0970-\u0e3a\u0e40-\u0e4e\u0e80-\u0ee0\u1000-\u1049\u1780-\u17d3\u200b-\u200f\u202a-\u202e\u2060-\u2064\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\u00ad]+',
        'a', 'g'), '\s+', '', 'g'), 600) collate "C" as key
    from organisation x where x.name ~ '[‘’‛′`´＇ʹʺʻʼʽʾʿˀˁˮꞌ]' and x.name ~ '[[:alnum:]]'),
numbered as (
    select k.*, row_number() over (partition by k.workspace_id, k.key order by k.id) as nth from keyed k)
update organisation t set name_key = n.key
from numbered n
where t.workspace_id = n.workspace_id and t.id = n.id and n.nth = 1
    and not exists (
        select from organisation x
        where x.workspace_id = n.workspace_id and x.name_key = n.key);
