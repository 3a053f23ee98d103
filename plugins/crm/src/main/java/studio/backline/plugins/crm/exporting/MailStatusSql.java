package studio.backline.plugins.crm.exporting;

/**
 * How the export says who may be written to, for PostgreSQL: as {@link
 * studio.backline.plugins.crm.importing.rows.MailLine} is read. Most people have one word for all
 * of them. Somebody with an address that is closed by itself has a line for each address, and one
 * more where none of these tells how the person stands. A person who stands as bounced, since an
 * old entry does not say which address did, has that word for each that is not closed by itself.
 * Noes to calls, texts and post have a column each, as {@link
 * studio.backline.plugins.crm.importing.words.OtherNo} reads them: the person's on one line, and
 * one for each number that is closed by itself.
 */
final class MailStatusSql {

    /** Before the query: the addresses that are closed by themselves, and whose they are. */
    static final String WITH =
            """
            with closed as materialized (
                select k.person_id, k.id, a.state, a.since, a.source,
                    count(*) over (partition by k.address_key) > 1 as shared
                from (
                    select distinct on (address_key) address_key, state, since, source
                    from backline_api.suppression_standing where channel = 'EMAIL'
                    order by address_key, rank desc, since
                    ) a join contact_point k on k.address_key = a.address_key)
            """;

    /** The joins, over a person {@code p} and the person's contacts {@code c}. */
    static final String JOINS =
            """
            left join backline_api.consent_standing s
                on s.subject_id = p.id and s.channel = 'EMAIL'
            left join backline_api.consent_ground g
                on g.subject_id = p.id and g.channel = 'EMAIL' and g.occurred_at = s.since
            left join (
                select person_id,
                    case when alike then min(word) else
                        string_agg(word, E'\\n' order by id) || coalesce(E'\\n' || rest, '') end
                        as words,
                    case when alike then min(since) else
                        string_agg(since, E'\\n' order by id)
                            || case when rest is null then '' else E'\\n' || own_since end end
                        as since,
                    case when alike then min(source) else
                        string_agg(replace(source, E'\\n', ' '), E'\\n' order by id)
                            || case when rest is null then ''
                                else E'\\n' || replace(own_source, E'\\n', ' ') end end
                        as source
                from (
                    select l.*,
                        min(word) over person = max(word) over person
                            and min(since) over person = max(since) over person
                            and min(source) over person = max(source) over person
                            and (own is null or bool_and(tells) over person) as alike,
                        case when not bool_or(tells) over person then own end as rest
                    from (LINES) l
                    window person as (partition by person_id)) told
                group by person_id, alike, rest, own_since, own_source) b on b.person_id = p.id
            left join (
                select subject_id,
                    string_agg(told, E'\\n' order by number) filter (where channel = 'PHONE') as calls,
                    string_agg(told, E'\\n' order by number) filter (where channel = 'SMS') as texts,
                    string_agg(told, E'\\n' order by number) filter (where channel = 'POST') as post
                from (
                    select subject_id, channel, '' as number,
                        lower(state) || ' ' || OTHER_SINCE || ' ' || replace(source, E'\\n', ' ') as told
                    from backline_api.consent_standing
                    where channel <> 'EMAIL' and rank > 2
                    union all
                    select distinct owner_id, channel, address, lower(state) || ' (number ' || address || ') '
                        || OTHER_SINCE || ' ' || replace(source, E'\\n', ' ')
                    from closed_address) n
                group by subject_id) o on o.subject_id = p.id
            """
                    .replace("LINES", lines())
                    .replace("OTHER_SINCE", time("since"));

    /** The columns, over these joins. */
    static final String COLUMNS =
            """
            case when b.person_id is not null then b.words
                when s.rank > 2 and c.mail is not null or s.state = 'GRANTED' and c.mail is null then lower(s.state) || ' (person only)'
                when s.state = 'GRANTED' then 'granted' else lower(s.state) end as "Mail status",
            case when b.person_id is not null then b.since else SINCE end as "Mail status since",
            case when b.person_id is not null then b.source else s.source end
                as "Mail status source",
            case when s.state = 'GRANTED' then coalesce(replace(lower(g.basis), '_', ' '), 'consent') end
                as "Mail status basis",
            o.calls as "No to calls", o.texts as "No to texts", o.post as "No to post\""""
                    .replace("SINCE", time("s.since"));

    private MailStatusSql() {}

    /** Each address of people who have one that is closed by itself, whoever closed it. */
    private static String lines() {
        return """
               select m.person_id, m.id,
                   case when a.state is null then coalesce(OWN, '')
                       when a.state = 'BOUNCED' or both_say then lower(a.state)
                       else lower(a.state) || ' (address only)' end as word,
                   coalesce(ADDRESS_SINCE, PERSON_SINCE, '') as since,
                   coalesce(a.source, o.source, '') as source,
                   a.state is null or a.state <> 'BOUNCED' and coalesce(both_say, false) as tells,
                   case when o.rank <> 2 then OWN end as own, PERSON_SINCE as own_since, o.source as own_source
               from (select distinct person_id from closed) few
               cross join lateral (
                   select k.person_id, k.id from contact_point k
                   where k.person_id = few.person_id and k.kind = 'mail' offset 0) m
               left join closed a on a.id = m.id and a.person_id = m.person_id
               left join lateral (
                   select n.state, n.since, n.source, n.rank from backline_api.consent_standing n
                   where n.subject_id = few.person_id and n.channel = 'EMAIL' offset 0) o on true
               cross join lateral (
                   select not a.shared and a.state = o.state and a.since = o.since
                       and a.source = o.source as both_say) x
               """
                .replace("ADDRESS_SINCE", time("a.since"))
                .replace("PERSON_SINCE", time("o.since"))
                .replace(
                        "OWN",
                        "lower(o.state) || case when o.rank > 2 then ' (person only)' else '' end");
    }

    static String time(String value) {
        return "replace((" + value + " at time zone 'UTC')::text, ' ', 'T') || 'Z'";
    }
}
