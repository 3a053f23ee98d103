package studio.backline.plugins.crm.person;

import static studio.backline.plugins.crm.SqlValues.instant;
import static studio.backline.plugins.crm.SqlValues.text;
import static studio.backline.plugins.crm.SqlValues.uuid;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentLedger;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.party.PartyAnchor;
import studio.backline.plugins.crm.party.RowParts;

/**
 * A person in a list.
 *
 * @param id which
 * @param display as shown
 * @param untitled the same without a title, for the letters that stand for it
 * @param stage the name on the poster; may be empty
 * @param mail the first address for mail; may be empty
 * @param phone the first phone; may be empty
 * @param city may be empty
 * @param roles what they are
 * @param tags names of tags, in order
 * @param closed why the person cannot be written to by mail; empty where one may, or nobody has
 *     asked
 * @param refused what besides mail they said no to, or cannot be reached by since it is closed
 * @param createdAt when added
 * @param changedAt when last changed
 * @param anchor this row's place in the order of the list that it came in
 */
public record PersonRow(
        SubjectId id,
        String display,
        String untitled,
        String stage,
        String mail,
        String phone,
        String city,
        Set<PartyRole> roles,
        List<String> tags,
        Optional<Standing.State> closed,
        Set<Channel> refused,
        Instant createdAt,
        Instant changedAt,
        PartyAnchor anchor) {

    /** The columns of a person that make one. */
    static final String COLUMNS =
            "p.id, p.display_name, p.stage_name, p.city, p.created_at, p.changed_at, p.name_key,"
                    + " p.title";

    /** Rows of these columns, with what hangs on them. */
    static List<PersonRow> of(
            List<@Nullable Object[]> found,
            EntityManager entities,
            ConsentLedger ledger,
            PeopleSort sort) {
        RowParts parts =
                RowParts.ofPeople(
                        entities, found.stream().map(row -> uuid(row[0])).toList(), ledger);
        return found.stream().map(row -> of(row, parts, sort)).toList();
    }

    private static PersonRow of(@Nullable Object[] row, RowParts parts, PeopleSort sort) {
        UUID id = uuid(row[0]);
        String key =
                switch (sort) {
                    case NAME -> text(row[6]);
                    case CREATED -> instant(row[4]).toString();
                    case CHANGED -> instant(row[5]).toString();
                };
        return new PersonRow(
                new SubjectId(id),
                text(row[1]),
                PersonName.untitled(text(row[1]), text(row[7])),
                text(row[2]),
                parts.first(id, "mail"),
                parts.first(id, "phone"),
                text(row[3]),
                parts.roles(id),
                parts.tags(id),
                parts.closed(id),
                parts.refused(id),
                instant(row[4]),
                instant(row[5]),
                new PartyAnchor(key, id));
    }
}
