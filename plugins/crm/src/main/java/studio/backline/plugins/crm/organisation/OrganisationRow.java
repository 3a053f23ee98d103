package studio.backline.plugins.crm.organisation;

import static studio.backline.plugins.crm.SqlValues.text;
import static studio.backline.plugins.crm.SqlValues.uuid;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.consent.Standing;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.party.PartyAnchor;
import studio.backline.plugins.crm.party.RowParts;

/**
 * An organisation in a list.
 *
 * @param id which
 * @param name its name
 * @param mail the first address for mail; may be empty
 * @param phone the first phone; may be empty
 * @param city may be empty
 * @param roles what it is
 * @param tags names of tags, in order
 * @param closed why it cannot be written to by mail; empty where one of its addresses is open
 * @param people how many people are affiliated with it
 * @param anchor its place in the list by name
 */
public record OrganisationRow(
        OrganisationId id,
        String name,
        String mail,
        String phone,
        String city,
        Set<PartyRole> roles,
        List<String> tags,
        Optional<Standing.State> closed,
        long people,
        PartyAnchor anchor) {

    /** The columns of an organisation that make one. */
    static final String COLUMNS = "p.id, p.name, p.city, p.name_key";

    /** A row of these columns, with what hangs on it. */
    static OrganisationRow of(@Nullable Object[] row, RowParts parts, long people) {
        UUID id = uuid(row[0]);
        return new OrganisationRow(
                new OrganisationId(id),
                text(row[1]),
                parts.first(id, "mail"),
                parts.first(id, "phone"),
                text(row[2]),
                parts.roles(id),
                parts.tags(id),
                parts.closed(id),
                people,
                new PartyAnchor(text(row[3]), id));
    }
}
