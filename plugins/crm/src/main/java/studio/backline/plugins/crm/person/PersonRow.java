package studio.backline.plugins.crm.person;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.PartyRole;

/**
 * A person in a list.
 *
 * @param id which
 * @param display as shown
 * @param stage the name on the poster; may be empty
 * @param mail the first address for mail; may be empty
 * @param phone the first phone; may be empty
 * @param city may be empty
 * @param roles what they are
 * @param tags names of tags, in order
 * @param closed why the person cannot be written to by mail; empty where one may, or nobody has
 *     asked
 * @param createdAt when added
 * @param changedAt when last changed
 * @param anchor this row's place in the order of the list that it came in
 */
public record PersonRow(
        SubjectId id,
        String display,
        String stage,
        String mail,
        String phone,
        String city,
        Set<PartyRole> roles,
        List<String> tags,
        Optional<Standing.State> closed,
        Instant createdAt,
        Instant changedAt,
        PeopleAnchor anchor) {}
