package studio.backline.plugins.crm.party;

import static studio.backline.plugins.crm.SqlValues.text;
import static studio.backline.plugins.crm.SqlValues.uuid;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentLedger;
import studio.backline.contract.consent.Standing;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.SqlArrays;
import studio.backline.plugins.crm.SqlValues;
import studio.backline.plugins.crm.contact.MailAddress;

/** What a page's rows show beside their own row, read for all rows at once. */
public final class RowParts {

    private static final String CONTACT = "contact";
    private static final String MAIL = "mail";

    private static final String ALL =
            """
            select k.{owner}, 'contact', k.kind, k.value, cast(k.id as text), CLOSED
            where k.{owner} = any(cast(:ids as uuid[])) and k.kind in ('mail', 'phone')
            union all
            select {owner}, 'role', role, '', '', null, '' from {role}
            where {owner} = any(cast(:ids as uuid[]))
            union all
            select x.{owner}, 'tag', t.name, '', t.name_key, null, '' from {tag} x
            join tag t on t.id = x.tag_id where x.{owner} = any(cast(:ids as uuid[]))
            """;

    /**
     * The limit keeps the planner from joining all closed addresses of the workspace with the
     * page's: it takes no key into a view that hides rows, but for one it asks for row by row.
     */
    private static final String PEOPLE =
            ALL.replace(
                            "CLOSED",
                            """
                            a.state, k.normalised from contact_point k
                            left join lateral (
                                select s.state from backline_api.suppression_standing s
                                where s.channel = 'EMAIL' and s.address_key = k.address_key
                                    and not exists (
                                        select 1 from backline_api.opened_address o
                                        where o.subject_id = k.person_id and o.channel = 'EMAIL'
                                            and o.address_key = k.address_key)
                                limit 1) a on true
                            """)
                    + """
                    union all
                    select subject_id, 'standing', channel, '', '', state, ''
                    from backline_api.consent_standing
                    where subject_id = any(cast(:ids as uuid[]))
                        and (channel = 'EMAIL' or rank > 2)
                    order by 2, 5
                    """;

    private static final String ORGANISATIONS =
            ALL.replace("CLOSED", "null, '' from {contact} k") + "order by 2, 5";

    private final Map<UUID, Map<String, String>> contacts = new HashMap<>();
    private final Map<UUID, EnumSet<PartyRole>> roles = new HashMap<>();
    private final Map<UUID, List<String>> tags = new HashMap<>();
    private final Map<UUID, Standing.State> people = new HashMap<>();
    private final Map<UUID, List<Optional<Standing.State>>> mails = new HashMap<>();
    private final Map<UUID, EnumSet<Channel>> refused = new HashMap<>();
    private final Map<UUID, List<String>> phones = new HashMap<>();

    private RowParts() {}

    /**
     * Of people.
     *
     * @param ledger is asked for the phones, which bear no key by which SQL could
     */
    public static RowParts ofPeople(EntityManager entities, List<UUID> ids, ConsentLedger ledger) {
        RowParts parts =
                of(new PartySql(entities, PartyTables.PERSON), PEOPLE, ids, mails -> Map.of());
        parts.close(Channel.PHONE, ledger);
        parts.close(Channel.SMS, ledger);
        return parts;
    }

    /** Whoever has no phone that is open for it said no to it, or somebody who had them. */
    private void close(Channel way, ConsentLedger ledger) {
        Set<String> all =
                phones.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        Set<String> closed =
                all.isEmpty()
                        ? Set.of()
                        : ledger.suppressions(way, all).entrySet().stream()
                                .filter(of -> of.getValue().state() != Standing.State.BOUNCED)
                                .map(Map.Entry::getKey)
                                .collect(Collectors.toSet());
        phones.forEach(
                (owner, own) -> {
                    if (closed.containsAll(own)) {
                        refuse(owner, way);
                    }
                });
    }

    private void refuse(UUID owner, Channel way) {
        refused.computeIfAbsent(owner, id -> EnumSet.noneOf(Channel.class)).add(way);
    }

    /**
     * Of organisations, whose addresses the core is asked for.
     *
     * @param closed how things stand for addresses themselves
     */
    public static RowParts ofOrganisations(
            EntityManager entities,
            List<UUID> ids,
            Function<Collection<String>, Map<String, Standing>> closed) {
        return of(new PartySql(entities, PartyTables.ORGANISATION), ORGANISATIONS, ids, closed);
    }

    private static RowParts of(
            PartySql sql,
            String text,
            List<UUID> ids,
            Function<Collection<String>, Map<String, Standing>> closed) {
        RowParts parts = new RowParts();
        if (ids.isEmpty()) {
            return parts;
        }
        List<?> results = sql.query(text).setParameter("ids", SqlArrays.uuids(ids)).getResultList();
        List<@Nullable Object[]> rows = SqlValues.rows(results).toList();
        Map<String, Standing> addresses =
                closed.apply(
                        rows.stream()
                                .filter(row -> CONTACT.equals(row[1]) && MAIL.equals(row[2]))
                                .map(row -> address(text(row[3])))
                                .toList());
        rows.forEach(row -> parts.add(row, addresses));
        return parts;
    }

    private static String address(String mail) {
        return MailAddress.normalised(mail).orElse(mail);
    }

    /** The first of a kind; empty for none. */
    public String first(UUID owner, String kind) {
        return contacts.getOrDefault(owner, Map.of()).getOrDefault(kind, "");
    }

    /** What it is. */
    public Set<PartyRole> roles(UUID owner) {
        return Set.copyOf(roles.getOrDefault(owner, EnumSet.noneOf(PartyRole.class)));
    }

    /** The names of its tags, in order. */
    public List<String> tags(UUID owner) {
        return List.copyOf(tags.getOrDefault(owner, List.of()));
    }

    /** Why the party cannot be written to: said no, or has no address for mail that is open. */
    public Optional<Standing.State> closed(UUID owner) {
        Standing.State said = people.getOrDefault(owner, Standing.State.GRANTED);
        if (said != Standing.State.GRANTED) {
            return Optional.of(said);
        }
        List<Optional<Standing.State>> all = mails.getOrDefault(owner, List.of());
        return all.stream().allMatch(Optional::isPresent)
                ? all.stream().flatMap(Optional::stream).min(Comparator.naturalOrder())
                : Optional.empty();
    }

    /** What besides letters somebody said no to, or has no phone that is open for it. */
    public Set<Channel> refused(UUID owner) {
        return Set.copyOf(refused.getOrDefault(owner, EnumSet.noneOf(Channel.class)));
    }

    private void add(@Nullable Object[] row, Map<String, Standing> addresses) {
        UUID owner = uuid(row[0]);
        String name = text(row[2]);
        Optional<Standing.State> state =
                Optional.ofNullable(row[5]).map(SqlValues::text).map(Standing.State::valueOf);
        switch (text(row[1])) {
            case "standing" -> {
                if (Channel.valueOf(name) == Channel.EMAIL) {
                    state.ifPresent(known -> people.put(owner, known));
                } else {
                    refuse(owner, Channel.valueOf(name));
                }
            }
            case CONTACT -> {
                contacts.computeIfAbsent(owner, id -> new HashMap<>())
                        .putIfAbsent(name, text(row[3]));
                if (!name.equals(MAIL)) {
                    phones.computeIfAbsent(owner, id -> new ArrayList<>()).add(text(row[6]));
                } else {
                    mails.computeIfAbsent(owner, id -> new ArrayList<>())
                            .add(
                                    state.or(
                                            () ->
                                                    Optional.ofNullable(
                                                                    addresses.get(
                                                                            address(text(row[3]))))
                                                            .map(Standing::state)));
                }
            }
            case "role" ->
                    PartyRole.ofCode(name)
                            .ifPresent(
                                    role ->
                                            roles.computeIfAbsent(
                                                            owner,
                                                            id -> EnumSet.noneOf(PartyRole.class))
                                                    .add(role));
            default -> tags.computeIfAbsent(owner, id -> new ArrayList<>()).add(name);
        }
    }
}
