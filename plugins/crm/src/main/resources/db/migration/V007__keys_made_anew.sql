-- Keys and searched texts as they are made now (PlainLetters, Folding, OrganisationKeys). PostgreSQL.
-- The few signs that Java and PostgreSQL take for letters differently get theirs when the row is saved the next time.

-- Letters that were kept as they are and are spelled plainly now, and letters that are apostrophes.
with letters as materialized (
    select letter, plain from unnest(
        string_to_array('ƀ|ƃ|ƈ|ƌ|ƒ|ƕ|ƙ|ƚ|ƞ|ƣ|ƥ|ƫ|ƭ|ƴ|ƶ|ƿ|ǝ|ǥ|ȡ|ȣ|ȥ|ȴ|ȵ|ȶ|ȷ|ȸ|ȹ|ȼ|ȿ|ɀ|ɇ|ɉ|ɋ|ɍ|ɏ|ɐ|ɑ|ɓ|ɔ|ɕ|ɖ|ɗ|ɘ|ə|ɛ|ɜ|ɟ|ɠ|ɡ|ɢ|ɣ|ɦ|ɧ|ɨ|ɩ|ɪ|ɫ|ɬ|ɭ|ɯ|ɱ|ɲ|ɳ|ɴ|ɵ|ɶ|ɼ|ɽ|ɾ|ʀ|ʂ|ʃ|ʈ|ʉ|ʊ|ʋ|ʌ|ʏ|ʐ|ʑ|ʒ|ʙ|ʛ|ʜ|ʝ|ʟ|ʠ|ʣ|ʥ|ʦ|ʪ|ʫ|ς|ᴀ|ᴁ|ᴃ|ᴄ|ᴅ|ᴆ|ᴇ|ᴊ|ᴋ|ᴌ|ᴍ|ᴏ|ᴘ|ᴛ|ᴜ|ᴠ|ᴡ|ᴢ|ᵫ|ᵬ|ᵭ|ᵮ|ᵯ|ᵰ|ᵱ|ᵲ|ᵳ|ᵴ|ᵵ|ᵶ|ᵹ|ᵺ|ᵻ|ᵽ|ᵾ|ᶀ|ᶁ|ᶂ|ᶃ|ᶄ|ᶅ|ᶆ|ᶇ|ᶈ|ᶉ|ᶊ|ᶌ|ᶍ|ᶎ|ᶏ|ᶑ|ᶒ|ᶓ|ᶖ|ᶙ|ẜ|ẝ|ỻ|ỽ|ỿ|ⱡ|ⱥ|ⱦ|ⱨ|ⱪ|ⱬ|ⱱ|ⱳ|ⱴ|ⱸ|ⱺ|ꜰ|ꜱ|ꜳ|ꜵ|ꜷ|ꜹ|ꜻ|ꜽ|ꝁ|ꝃ|ꝅ|ꝇ|ꝉ|ꝋ|ꝍ|ꝏ|ꝑ|ꝓ|ꝕ|ꝗ|ꝙ|ꝛ|ꝟ|ꝡ|ꝣ|ꝥ|ꝧ|ꝱ|ꝲ|ꝳ|ꝴ|ꝵ|ꝶ|ꝷ|ꝺ|ꝼ|ꞃ|ꞅ|ꞇ|ꞑ|ꞓ|ꞗ|ꞙ|ꞛ|ꞝ|ꞟ|ꞡ|ꞣ|ꞥ|ꞧ|ꞩ|ꞹ|ꟁ|ꟈ|ꟊ|ꟑ|ʹ|ʺ|ʻ|ʼ|ʽ|ʾ|ʿ|ˀ|ˁ|ˮ|ꞌ', '|'),
        string_to_array('b|b|c|d|f|hv|k|l|n|oi|p|t|t|y|z|w|e|g|d|ou|z|l|n|t|j|db|qp|c|s|z|e|j|q|r|y|a|a|b|o|c|d|d|e|e|e|e|j|g|g|g|g|h|h|i|i|i|l|l|l|u|m|n|n|n|o|oe|r|r|r|r|s|s|t|u|u|v|a|y|z|z|z|b|g|h|j|l|q|dz|dz|ts|ls|lz|σ|a|ae|b|c|d|d|e|j|k|l|m|o|p|t|u|v|w|z|ue|b|d|f|m|n|p|r|r|s|t|z|g|th|i|p|u|b|d|f|g|k|l|m|n|p|r|s|v|x|z|a|d|e|e|i|u|s|s|ll|v|y|l|a|t|h|k|z|v|w|v|e|o|f|s|aa|ao|au|av|av|ay|k|k|k|l|l|o|o|oo|p|p|p|q|q|r|v|vy|z|th|th|d|l|m|n|r|r|t|d|f|r|s|t|n|c|b|f|ae|oe|ue|g|k|n|r|s|u|o|d|s|g| | | | | | | | | | | ', '|')) as l (letter, plain))
update person t set search_text = n.search_text, name_key = n.name_key
from (
    select o.workspace_id, o.id,
        regexp_replace((select string_agg(coalesce(l.plain, c.sign), '' order by c.nth)
            from regexp_split_to_table(o.search_text, '') with ordinality c (sign, nth)
            left join letters l on l.letter = c.sign), ' +', ' ', 'g') as search_text,
        btrim(regexp_replace((select string_agg(coalesce(l.plain, c.sign), '' order by c.nth)
            from regexp_split_to_table(o.name_key, '') with ordinality c (sign, nth)
            left join letters l on l.letter = c.sign), ' +', ' ', 'g')) as name_key
    from person o where o.search_text ~ '[ƀƃƈƌƒƕƙƚƞƣƥƫƭƴƶƿǝǥȡȣȥȴȵȶȷȸȹȼȿɀɇɉɋɍɏɐɑɓɔɕɖɗɘəɛɜɟɠɡɢɣɦɧɨɩɪɫɬɭɯɱɲɳɴɵɶɼɽɾʀʂʃʈʉʊʋʌʏʐʑʒʙʛʜʝʟʠʣʥʦʪʫςᴀᴁᴃᴄᴅᴆᴇᴊᴋᴌᴍᴏᴘᴛᴜᴠᴡᴢᵫᵬᵭᵮᵯᵰᵱᵲᵳᵴᵵᵶᵹᵺᵻᵽᵾᶀᶁᶂᶃᶄᶅᶆᶇᶈᶉᶊᶌᶍᶎᶏᶑᶒᶓᶖᶙẜẝỻỽỿⱡⱥⱦⱨⱪⱬⱱⱳⱴⱸⱺꜰꜱꜳꜵꜷꜹꜻꜽꝁꝃꝅꝇꝉꝋꝍꝏꝑꝓꝕꝗꝙꝛꝟꝡꝣꝥꝧꝱꝲꝳꝴꝵꝶꝷꝺꝼꞃꞅꞇꞑꞓꞗꞙꞛꞝꞟꞡꞣꞥꞧꞩꞹꟁꟈꟊꟑʹʺʻʼʽʾʿˀˁˮꞌ]' or o.name_key ~ '[ƀƃƈƌƒƕƙƚƞƣƥƫƭƴƶƿǝǥȡȣȥȴȵȶȷȸȹȼȿɀɇɉɋɍɏɐɑɓɔɕɖɗɘəɛɜɟɠɡɢɣɦɧɨɩɪɫɬɭɯɱɲɳɴɵɶɼɽɾʀʂʃʈʉʊʋʌʏʐʑʒʙʛʜʝʟʠʣʥʦʪʫςᴀᴁᴃᴄᴅᴆᴇᴊᴋᴌᴍᴏᴘᴛᴜᴠᴡᴢᵫᵬᵭᵮᵯᵰᵱᵲᵳᵴᵵᵶᵹᵺᵻᵽᵾᶀᶁᶂᶃᶄᶅᶆᶇᶈᶉᶊᶌᶍᶎᶏᶑᶒᶓᶖᶙẜẝỻỽỿⱡⱥⱦⱨⱪⱬⱱⱳⱴⱸⱺꜰꜱꜳꜵꜷꜹꜻꜽꝁꝃꝅꝇꝉꝋꝍꝏꝑꝓꝕꝗꝙꝛꝟꝡꝣꝥꝧꝱꝲꝳꝴꝵꝶꝷꝺꝼꞃꞅꞇꞑꞓꞗꞙꞛꞝꞟꞡꞣꞥꞧꞩꞹꟁꟈꟊꟑʹʺʻʼʽʾʿˀˁˮꞌ]') n
where t.workspace_id = n.workspace_id and t.id = n.id;

-- What stands behind the words of a name besides: those that an apostrophe or a middle dot parts, as one, and those that are
-- nothing but signs, spelled by their numbers.
with letters as materialized (
    select letter, plain from unnest(
        string_to_array('ƀ|ƃ|ƈ|ƌ|ƒ|ƕ|ƙ|ƚ|ƞ|ƣ|ƥ|ƫ|ƭ|ƴ|ƶ|ƿ|ǝ|ǥ|ȡ|ȣ|ȥ|ȴ|ȵ|ȶ|ȷ|ȸ|ȹ|ȼ|ȿ|ɀ|ɇ|ɉ|ɋ|ɍ|ɏ|ɐ|ɑ|ɓ|ɔ|ɕ|ɖ|ɗ|ɘ|ə|ɛ|ɜ|ɟ|ɠ|ɡ|ɢ|ɣ|ɦ|ɧ|ɨ|ɩ|ɪ|ɫ|ɬ|ɭ|ɯ|ɱ|ɲ|ɳ|ɴ|ɵ|ɶ|ɼ|ɽ|ɾ|ʀ|ʂ|ʃ|ʈ|ʉ|ʊ|ʋ|ʌ|ʏ|ʐ|ʑ|ʒ|ʙ|ʛ|ʜ|ʝ|ʟ|ʠ|ʣ|ʥ|ʦ|ʪ|ʫ|ς|ᴀ|ᴁ|ᴃ|ᴄ|ᴅ|ᴆ|ᴇ|ᴊ|ᴋ|ᴌ|ᴍ|ᴏ|ᴘ|ᴛ|ᴜ|ᴠ|ᴡ|ᴢ|ᵫ|ᵬ|ᵭ|ᵮ|ᵯ|ᵰ|ᵱ|ᵲ|ᵳ|ᵴ|ᵵ|ᵶ|ᵹ|ᵺ|ᵻ|ᵽ|ᵾ|ᶀ|ᶁ|ᶂ|ᶃ|ᶄ|ᶅ|ᶆ|ᶇ|ᶈ|ᶉ|ᶊ|ᶌ|ᶍ|ᶎ|ᶏ|ᶑ|ᶒ|ᶓ|ᶖ|ᶙ|ẜ|ẝ|ỻ|ỽ|ỿ|ⱡ|ⱥ|ⱦ|ⱨ|ⱪ|ⱬ|ⱱ|ⱳ|ⱴ|ⱸ|ⱺ|ꜰ|ꜱ|ꜳ|ꜵ|ꜷ|ꜹ|ꜻ|ꜽ|ꝁ|ꝃ|ꝅ|ꝇ|ꝉ|ꝋ|ꝍ|ꝏ|ꝑ|ꝓ|ꝕ|ꝗ|ꝙ|ꝛ|ꝟ|ꝡ|ꝣ|ꝥ|ꝧ|ꝱ|ꝲ|ꝳ|ꝴ|ꝵ|ꝶ|ꝷ|ꝺ|ꝼ|ꞃ|ꞅ|ꞇ|ꞑ|ꞓ|ꞗ|ꞙ|ꞛ|ꞝ|ꞟ|ꞡ|ꞣ|ꞥ|ꞧ|ꞩ|ꞹ|ꟁ|ꟈ|ꟊ|ꟑ|ʹ|ʺ|ʻ|ʼ|ʽ|ʾ|ʿ|ˀ|ˁ|ˮ|ꞌ', '|'),
        string_to_array('b|b|c|d|f|hv|k|l|n|oi|p|t|t|y|z|w|e|g|d|ou|z|l|n|t|j|db|qp|c|s|z|e|j|q|r|y|a|a|b|o|c|d|d|e|e|e|e|j|g|g|g|g|h|h|i|i|i|l|l|l|u|m|n|n|n|o|oe|r|r|r|r|s|s|t|u|u|v|a|y|z|z|z|b|g|h|j|l|q|dz|dz|ts|ls|lz|σ|a|ae|b|c|d|d|e|j|k|l|m|o|p|t|u|v|w|z|ue|b|d|f|m|n|p|r|r|s|t|z|g|th|i|p|u|b|d|f|g|k|l|m|n|p|r|s|v|x|z|a|d|e|e|i|u|s|s|ll|v|y|l|a|t|h|k|z|v|w|v|e|o|f|s|aa|ao|au|av|av|ay|k|k|k|l|l|o|o|oo|p|p|p|q|q|r|v|vy|z|th|th|d|l|m|n|r|r|t|d|f|r|s|t|n|c|b|f|ae|oe|ue|g|k|n|r|s|u|o|d|s|g| | | | | | | | | | | ', '|')) as l (letter, plain))
update person t set search_text = t.search_text || b.words
from (
    select o.workspace_id, o.id, string_agg(' ' || w.word, '' order by w.nth) as words
    from person o, lateral (
        select s.nth, case
            when s.token !~ '[[:alnum:]]' then (
                select string_agg('q' || lpad(to_hex(ascii(c.sign)), greatest(4, length(to_hex(ascii(c.sign)))), '0'), '' order by c.nth)
                from (select * from regexp_split_to_table(regexp_replace(s.token, '[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0970-\u0e3a\u0e40-\u0e4e\u0e80-\u0ee0\u1000-\u1049\u1780-\u17d3\u200b-\u200f\u202a-\u202e\u2060-\u2064\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\u00ad]', '', 'g'), '')
                    with ordinality limit 16) c (sign, nth)
                where c.sign <> '')
            else btrim(regexp_replace((select string_agg(coalesce(l.plain, c.sign), '' order by c.nth)
            from regexp_split_to_table(regexp_replace(lower(translate(s.token, '''`·‘’‛′‧׳ꞌˮʹʺʻʼʽʾʿˀˁ', '')), '[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0970-\u0e3a\u0e40-\u0e4e\u0e80-\u0ee0\u1000-\u1049\u1780-\u17d3\u200b-\u200f\u202a-\u202e\u2060-\u2064\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\u00ad]', '', 'g'), '') with ordinality c (sign, nth)
            left join letters l on l.letter = c.sign),
                '[^[:alnum:]]+', ' ', 'g')) end as word
        from (select u.token collate "pg_c_utf8" as token, u.nth
            from regexp_split_to_table(normalize(concat_ws(' ', o.given, o.family, o.stage_name, o.sort_form), NFKD), '\s+') with ordinality u (token, nth)) s
        where s.token <> '' and (s.token !~ '[[:alnum:]]' or s.token ~ '[[:alnum:]][''`·‘’‛′‧׳ꞌˮʹ-ˁ]+[[:alnum:]]')) w
    where concat_ws(' ', o.given, o.family, o.stage_name, o.sort_form) ~ '[''`·‘’‛′‧׳ꞌˮʹ-ˁ]|ŀ|(^|\s)[^[:alnum:]\s]+(\s|$)' and w.word <> ''
    group by o.workspace_id, o.id) b
where t.workspace_id = b.workspace_id and t.id = b.id;

-- Letters that were kept as they are and are spelled plainly now, and letters that are apostrophes.
with letters as materialized (
    select letter, plain from unnest(
        string_to_array('ƀ|ƃ|ƈ|ƌ|ƒ|ƕ|ƙ|ƚ|ƞ|ƣ|ƥ|ƫ|ƭ|ƴ|ƶ|ƿ|ǝ|ǥ|ȡ|ȣ|ȥ|ȴ|ȵ|ȶ|ȷ|ȸ|ȹ|ȼ|ȿ|ɀ|ɇ|ɉ|ɋ|ɍ|ɏ|ɐ|ɑ|ɓ|ɔ|ɕ|ɖ|ɗ|ɘ|ə|ɛ|ɜ|ɟ|ɠ|ɡ|ɢ|ɣ|ɦ|ɧ|ɨ|ɩ|ɪ|ɫ|ɬ|ɭ|ɯ|ɱ|ɲ|ɳ|ɴ|ɵ|ɶ|ɼ|ɽ|ɾ|ʀ|ʂ|ʃ|ʈ|ʉ|ʊ|ʋ|ʌ|ʏ|ʐ|ʑ|ʒ|ʙ|ʛ|ʜ|ʝ|ʟ|ʠ|ʣ|ʥ|ʦ|ʪ|ʫ|ς|ᴀ|ᴁ|ᴃ|ᴄ|ᴅ|ᴆ|ᴇ|ᴊ|ᴋ|ᴌ|ᴍ|ᴏ|ᴘ|ᴛ|ᴜ|ᴠ|ᴡ|ᴢ|ᵫ|ᵬ|ᵭ|ᵮ|ᵯ|ᵰ|ᵱ|ᵲ|ᵳ|ᵴ|ᵵ|ᵶ|ᵹ|ᵺ|ᵻ|ᵽ|ᵾ|ᶀ|ᶁ|ᶂ|ᶃ|ᶄ|ᶅ|ᶆ|ᶇ|ᶈ|ᶉ|ᶊ|ᶌ|ᶍ|ᶎ|ᶏ|ᶑ|ᶒ|ᶓ|ᶖ|ᶙ|ẜ|ẝ|ỻ|ỽ|ỿ|ⱡ|ⱥ|ⱦ|ⱨ|ⱪ|ⱬ|ⱱ|ⱳ|ⱴ|ⱸ|ⱺ|ꜰ|ꜱ|ꜳ|ꜵ|ꜷ|ꜹ|ꜻ|ꜽ|ꝁ|ꝃ|ꝅ|ꝇ|ꝉ|ꝋ|ꝍ|ꝏ|ꝑ|ꝓ|ꝕ|ꝗ|ꝙ|ꝛ|ꝟ|ꝡ|ꝣ|ꝥ|ꝧ|ꝱ|ꝲ|ꝳ|ꝴ|ꝵ|ꝶ|ꝷ|ꝺ|ꝼ|ꞃ|ꞅ|ꞇ|ꞑ|ꞓ|ꞗ|ꞙ|ꞛ|ꞝ|ꞟ|ꞡ|ꞣ|ꞥ|ꞧ|ꞩ|ꞹ|ꟁ|ꟈ|ꟊ|ꟑ|ʹ|ʺ|ʻ|ʼ|ʽ|ʾ|ʿ|ˀ|ˁ|ˮ|ꞌ', '|'),
        string_to_array('b|b|c|d|f|hv|k|l|n|oi|p|t|t|y|z|w|e|g|d|ou|z|l|n|t|j|db|qp|c|s|z|e|j|q|r|y|a|a|b|o|c|d|d|e|e|e|e|j|g|g|g|g|h|h|i|i|i|l|l|l|u|m|n|n|n|o|oe|r|r|r|r|s|s|t|u|u|v|a|y|z|z|z|b|g|h|j|l|q|dz|dz|ts|ls|lz|σ|a|ae|b|c|d|d|e|j|k|l|m|o|p|t|u|v|w|z|ue|b|d|f|m|n|p|r|r|s|t|z|g|th|i|p|u|b|d|f|g|k|l|m|n|p|r|s|v|x|z|a|d|e|e|i|u|s|s|ll|v|y|l|a|t|h|k|z|v|w|v|e|o|f|s|aa|ao|au|av|av|ay|k|k|k|l|l|o|o|oo|p|p|p|q|q|r|v|vy|z|th|th|d|l|m|n|r|r|t|d|f|r|s|t|n|c|b|f|ae|oe|ue|g|k|n|r|s|u|o|d|s|g| | | | | | | | | | | ', '|')) as l (letter, plain))
update organisation t set search_text = n.search_text, name_key = n.name_key
from (
    select o.workspace_id, o.id,
        regexp_replace((select string_agg(coalesce(l.plain, c.sign), '' order by c.nth)
            from regexp_split_to_table(o.search_text, '') with ordinality c (sign, nth)
            left join letters l on l.letter = c.sign), ' +', ' ', 'g') as search_text,
        o.name_key as name_key
    from organisation o where o.search_text ~ '[ƀƃƈƌƒƕƙƚƞƣƥƫƭƴƶƿǝǥȡȣȥȴȵȶȷȸȹȼȿɀɇɉɋɍɏɐɑɓɔɕɖɗɘəɛɜɟɠɡɢɣɦɧɨɩɪɫɬɭɯɱɲɳɴɵɶɼɽɾʀʂʃʈʉʊʋʌʏʐʑʒʙʛʜʝʟʠʣʥʦʪʫςᴀᴁᴃᴄᴅᴆᴇᴊᴋᴌᴍᴏᴘᴛᴜᴠᴡᴢᵫᵬᵭᵮᵯᵰᵱᵲᵳᵴᵵᵶᵹᵺᵻᵽᵾᶀᶁᶂᶃᶄᶅᶆᶇᶈᶉᶊᶌᶍᶎᶏᶑᶒᶓᶖᶙẜẝỻỽỿⱡⱥⱦⱨⱪⱬⱱⱳⱴⱸⱺꜰꜱꜳꜵꜷꜹꜻꜽꝁꝃꝅꝇꝉꝋꝍꝏꝑꝓꝕꝗꝙꝛꝟꝡꝣꝥꝧꝱꝲꝳꝴꝵꝶꝷꝺꝼꞃꞅꞇꞑꞓꞗꞙꞛꞝꞟꞡꞣꞥꞧꞩꞹꟁꟈꟊꟑʹʺʻʼʽʾʿˀˁˮꞌ]' ) n
where t.workspace_id = n.workspace_id and t.id = n.id;

-- What stands behind the words of a name besides: those that an apostrophe or a middle dot parts, as one, and those that are
-- nothing but signs, spelled by their numbers.
with letters as materialized (
    select letter, plain from unnest(
        string_to_array('ƀ|ƃ|ƈ|ƌ|ƒ|ƕ|ƙ|ƚ|ƞ|ƣ|ƥ|ƫ|ƭ|ƴ|ƶ|ƿ|ǝ|ǥ|ȡ|ȣ|ȥ|ȴ|ȵ|ȶ|ȷ|ȸ|ȹ|ȼ|ȿ|ɀ|ɇ|ɉ|ɋ|ɍ|ɏ|ɐ|ɑ|ɓ|ɔ|ɕ|ɖ|ɗ|ɘ|ə|ɛ|ɜ|ɟ|ɠ|ɡ|ɢ|ɣ|ɦ|ɧ|ɨ|ɩ|ɪ|ɫ|ɬ|ɭ|ɯ|ɱ|ɲ|ɳ|ɴ|ɵ|ɶ|ɼ|ɽ|ɾ|ʀ|ʂ|ʃ|ʈ|ʉ|ʊ|ʋ|ʌ|ʏ|ʐ|ʑ|ʒ|ʙ|ʛ|ʜ|ʝ|ʟ|ʠ|ʣ|ʥ|ʦ|ʪ|ʫ|ς|ᴀ|ᴁ|ᴃ|ᴄ|ᴅ|ᴆ|ᴇ|ᴊ|ᴋ|ᴌ|ᴍ|ᴏ|ᴘ|ᴛ|ᴜ|ᴠ|ᴡ|ᴢ|ᵫ|ᵬ|ᵭ|ᵮ|ᵯ|ᵰ|ᵱ|ᵲ|ᵳ|ᵴ|ᵵ|ᵶ|ᵹ|ᵺ|ᵻ|ᵽ|ᵾ|ᶀ|ᶁ|ᶂ|ᶃ|ᶄ|ᶅ|ᶆ|ᶇ|ᶈ|ᶉ|ᶊ|ᶌ|ᶍ|ᶎ|ᶏ|ᶑ|ᶒ|ᶓ|ᶖ|ᶙ|ẜ|ẝ|ỻ|ỽ|ỿ|ⱡ|ⱥ|ⱦ|ⱨ|ⱪ|ⱬ|ⱱ|ⱳ|ⱴ|ⱸ|ⱺ|ꜰ|ꜱ|ꜳ|ꜵ|ꜷ|ꜹ|ꜻ|ꜽ|ꝁ|ꝃ|ꝅ|ꝇ|ꝉ|ꝋ|ꝍ|ꝏ|ꝑ|ꝓ|ꝕ|ꝗ|ꝙ|ꝛ|ꝟ|ꝡ|ꝣ|ꝥ|ꝧ|ꝱ|ꝲ|ꝳ|ꝴ|ꝵ|ꝶ|ꝷ|ꝺ|ꝼ|ꞃ|ꞅ|ꞇ|ꞑ|ꞓ|ꞗ|ꞙ|ꞛ|ꞝ|ꞟ|ꞡ|ꞣ|ꞥ|ꞧ|ꞩ|ꞹ|ꟁ|ꟈ|ꟊ|ꟑ|ʹ|ʺ|ʻ|ʼ|ʽ|ʾ|ʿ|ˀ|ˁ|ˮ|ꞌ', '|'),
        string_to_array('b|b|c|d|f|hv|k|l|n|oi|p|t|t|y|z|w|e|g|d|ou|z|l|n|t|j|db|qp|c|s|z|e|j|q|r|y|a|a|b|o|c|d|d|e|e|e|e|j|g|g|g|g|h|h|i|i|i|l|l|l|u|m|n|n|n|o|oe|r|r|r|r|s|s|t|u|u|v|a|y|z|z|z|b|g|h|j|l|q|dz|dz|ts|ls|lz|σ|a|ae|b|c|d|d|e|j|k|l|m|o|p|t|u|v|w|z|ue|b|d|f|m|n|p|r|r|s|t|z|g|th|i|p|u|b|d|f|g|k|l|m|n|p|r|s|v|x|z|a|d|e|e|i|u|s|s|ll|v|y|l|a|t|h|k|z|v|w|v|e|o|f|s|aa|ao|au|av|av|ay|k|k|k|l|l|o|o|oo|p|p|p|q|q|r|v|vy|z|th|th|d|l|m|n|r|r|t|d|f|r|s|t|n|c|b|f|ae|oe|ue|g|k|n|r|s|u|o|d|s|g| | | | | | | | | | | ', '|')) as l (letter, plain))
update organisation t set search_text = t.search_text || b.words
from (
    select o.workspace_id, o.id, string_agg(' ' || w.word, '' order by w.nth) as words
    from organisation o, lateral (
        select s.nth, case
            when s.token !~ '[[:alnum:]]' then (
                select string_agg('q' || lpad(to_hex(ascii(c.sign)), greatest(4, length(to_hex(ascii(c.sign)))), '0'), '' order by c.nth)
                from (select * from regexp_split_to_table(regexp_replace(s.token, '[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0970-\u0e3a\u0e40-\u0e4e\u0e80-\u0ee0\u1000-\u1049\u1780-\u17d3\u200b-\u200f\u202a-\u202e\u2060-\u2064\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\u00ad]', '', 'g'), '')
                    with ordinality limit 16) c (sign, nth)
                where c.sign <> '')
            else btrim(regexp_replace((select string_agg(coalesce(l.plain, c.sign), '' order by c.nth)
            from regexp_split_to_table(regexp_replace(lower(translate(s.token, '''`·‘’‛′‧׳ꞌˮʹʺʻʼʽʾʿˀˁ', '')), '[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0970-\u0e3a\u0e40-\u0e4e\u0e80-\u0ee0\u1000-\u1049\u1780-\u17d3\u200b-\u200f\u202a-\u202e\u2060-\u2064\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\u00ad]', '', 'g'), '') with ordinality c (sign, nth)
            left join letters l on l.letter = c.sign),
                '[^[:alnum:]]+', ' ', 'g')) end as word
        from (select u.token collate "pg_c_utf8" as token, u.nth
            from regexp_split_to_table(normalize(o.name, NFKD), '\s+') with ordinality u (token, nth)) s
        where s.token <> '' and (s.token !~ '[[:alnum:]]' or s.token ~ '[[:alnum:]][''`·‘’‛′‧׳ꞌˮʹ-ˁ]+[[:alnum:]]')) w
    where o.name ~ '[''`·‘’‛′‧׳ꞌˮʹ-ˁ]|ŀ|(^|\s)[^[:alnum:]\s]+(\s|$)' and w.word <> ''
    group by o.workspace_id, o.id) b
where t.workspace_id = b.workspace_id and t.id = b.id;

-- Organisations whose names differ only in signs are apart: behind the folded name stand the signs, each word among them as
-- one letter. Where a key is taken already, as by a name that is equal now but for its letters, the old one stays.
with letters as materialized (
    select letter, plain from unnest(
        string_to_array('ƀ|ƃ|ƈ|ƌ|ƒ|ƕ|ƙ|ƚ|ƞ|ƣ|ƥ|ƫ|ƭ|ƴ|ƶ|ƿ|ǝ|ǥ|ȡ|ȣ|ȥ|ȴ|ȵ|ȶ|ȷ|ȸ|ȹ|ȼ|ȿ|ɀ|ɇ|ɉ|ɋ|ɍ|ɏ|ɐ|ɑ|ɓ|ɔ|ɕ|ɖ|ɗ|ɘ|ə|ɛ|ɜ|ɟ|ɠ|ɡ|ɢ|ɣ|ɦ|ɧ|ɨ|ɩ|ɪ|ɫ|ɬ|ɭ|ɯ|ɱ|ɲ|ɳ|ɴ|ɵ|ɶ|ɼ|ɽ|ɾ|ʀ|ʂ|ʃ|ʈ|ʉ|ʊ|ʋ|ʌ|ʏ|ʐ|ʑ|ʒ|ʙ|ʛ|ʜ|ʝ|ʟ|ʠ|ʣ|ʥ|ʦ|ʪ|ʫ|ς|ᴀ|ᴁ|ᴃ|ᴄ|ᴅ|ᴆ|ᴇ|ᴊ|ᴋ|ᴌ|ᴍ|ᴏ|ᴘ|ᴛ|ᴜ|ᴠ|ᴡ|ᴢ|ᵫ|ᵬ|ᵭ|ᵮ|ᵯ|ᵰ|ᵱ|ᵲ|ᵳ|ᵴ|ᵵ|ᵶ|ᵹ|ᵺ|ᵻ|ᵽ|ᵾ|ᶀ|ᶁ|ᶂ|ᶃ|ᶄ|ᶅ|ᶆ|ᶇ|ᶈ|ᶉ|ᶊ|ᶌ|ᶍ|ᶎ|ᶏ|ᶑ|ᶒ|ᶓ|ᶖ|ᶙ|ẜ|ẝ|ỻ|ỽ|ỿ|ⱡ|ⱥ|ⱦ|ⱨ|ⱪ|ⱬ|ⱱ|ⱳ|ⱴ|ⱸ|ⱺ|ꜰ|ꜱ|ꜳ|ꜵ|ꜷ|ꜹ|ꜻ|ꜽ|ꝁ|ꝃ|ꝅ|ꝇ|ꝉ|ꝋ|ꝍ|ꝏ|ꝑ|ꝓ|ꝕ|ꝗ|ꝙ|ꝛ|ꝟ|ꝡ|ꝣ|ꝥ|ꝧ|ꝱ|ꝲ|ꝳ|ꝴ|ꝵ|ꝶ|ꝷ|ꝺ|ꝼ|ꞃ|ꞅ|ꞇ|ꞑ|ꞓ|ꞗ|ꞙ|ꞛ|ꞝ|ꞟ|ꞡ|ꞣ|ꞥ|ꞧ|ꞩ|ꞹ|ꟁ|ꟈ|ꟊ|ꟑ|ʹ|ʺ|ʻ|ʼ|ʽ|ʾ|ʿ|ˀ|ˁ|ˮ|ꞌ', '|'),
        string_to_array('b|b|c|d|f|hv|k|l|n|oi|p|t|t|y|z|w|e|g|d|ou|z|l|n|t|j|db|qp|c|s|z|e|j|q|r|y|a|a|b|o|c|d|d|e|e|e|e|j|g|g|g|g|h|h|i|i|i|l|l|l|u|m|n|n|n|o|oe|r|r|r|r|s|s|t|u|u|v|a|y|z|z|z|b|g|h|j|l|q|dz|dz|ts|ls|lz|σ|a|ae|b|c|d|d|e|j|k|l|m|o|p|t|u|v|w|z|ue|b|d|f|m|n|p|r|r|s|t|z|g|th|i|p|u|b|d|f|g|k|l|m|n|p|r|s|v|x|z|a|d|e|e|i|u|s|s|ll|v|y|l|a|t|h|k|z|v|w|v|e|o|f|s|aa|ao|au|av|av|ay|k|k|k|l|l|o|o|oo|p|p|p|q|q|r|v|vy|z|th|th|d|l|m|n|r|r|t|d|f|r|s|t|n|c|b|f|ae|oe|ue|g|k|n|r|s|u|o|d|s|g| | | | | | | | | | | ', '|')) as l (letter, plain)),
keyed as (
    select o.workspace_id, o.id, o.name_key, left(case
        when o.shape ~ '^a*$' then o.folded else o.folded || E'\t' || o.shape end, 600) collate "C" as key
    from (
        select x.workspace_id, x.id, x.name_key,
            case when normalize(x.name, NFKD) collate "pg_c_utf8" !~ '[[:alnum:]]' then ''
                else btrim(regexp_replace((select string_agg(coalesce(l.plain, c.sign), '' order by c.nth)
            from regexp_split_to_table(x.name_key, '') with ordinality c (sign, nth)
            left join letters l on l.letter = c.sign), ' +', ' ', 'g')) end as folded,
            regexp_replace(regexp_replace(x.name collate "pg_c_utf8", '[[:alnum:]\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0970-\u0e3a\u0e40-\u0e4e\u0e80-\u0ee0\u1000-\u1049\u1780-\u17d3\u200b-\u200f\u202a-\u202e\u2060-\u2064\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\u00ad]+', 'a', 'g'), '\s+', '', 'g') as shape
        from organisation x where x.name ~ '[^A-Za-z0-9 ]') o),
numbered as (
    select k.*, row_number() over (partition by k.workspace_id, k.key order by k.id) as nth from keyed k)
update organisation t set name_key = n.key
from numbered n
where t.workspace_id = n.workspace_id and t.id = n.id and n.nth = 1 and n.key <> '' and n.key <> n.name_key
    and not exists (
        select from organisation x
        where x.workspace_id = n.workspace_id and x.name_key = n.key and x.id <> n.id);
