package studio.backline.plugins.crm.importing.organisations;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import studio.backline.contract.text.Folding;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.PlainText;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.importing.ImportField;
import studio.backline.plugins.crm.organisation.OrganisationDetails;
import studio.backline.plugins.crm.tag.Tag;
import studio.backline.plugins.crm.tag.TagKeys;

/**
 * An organisation as it is kept, and what a row adds to it. Its name stays as it is written here.
 *
 * @param tags by {@link TagKeys#key}
 */
record OrganisationHere(
        UUID id,
        String name,
        String city,
        String country,
        List<ContactPoint> contacts,
        Set<PartyRole> roles,
        Set<String> tags) {

    private static final int LENGTH = 200;

    /** One of which nothing but a name is known. */
    static OrganisationHere of(UUID id, String name, String city, String country) {
        return new OrganisationHere(
                id,
                name,
                city,
                country,
                new ArrayList<>(),
                EnumSet.noneOf(PartyRole.class),
                new LinkedHashSet<>());
    }

    /** What comes of it and a row. An empty cell leaves what is here. */
    Merged with(OrganisationDetails row) {
        List<ContactPoint> fresh =
                row.contacts().stream().filter(contact -> !reaches(contact)).toList();
        return new Merged(
                this,
                row.city().isEmpty() ? city : row.city(),
                row.country().isEmpty() ? country : row.country(),
                fresh,
                row.roles().stream().filter(role -> !roles.contains(role)).sorted().toList(),
                row.tags().stream()
                        .filter(tag -> !tags.contains(TagKeys.key(tag)))
                        .sorted()
                        .toList());
    }

    // A handle without a platform may be any of that name.
    private boolean reaches(ContactPoint row) {
        return contacts.stream()
                .filter(here -> here.kind() == row.kind())
                .filter(here -> here.normalised("").equals(row.normalised("")))
                .anyMatch(
                        here ->
                                row.kind() != ContactKind.HANDLE
                                        || row.label().isEmpty()
                                        || here.label().equals(row.label()));
    }

    /**
     * Both together.
     *
     * @param here as it is kept
     * @param contacts new ones
     * @param roles new ones
     * @param tags names of new ones
     */
    record Merged(
            OrganisationHere here,
            String city,
            String country,
            List<ContactPoint> contacts,
            List<PartyRole> roles,
            List<String> tags) {

        /** Each as field, before, after, field and so on; empty where the row tells nothing new. */
        List<String> changes() {
            List<String> changes = new ArrayList<>();
            replaced(changes, ImportField.CITY, here.city(), city);
            replaced(changes, ImportField.COUNTRY, here.country(), country);
            contacts.forEach(each -> added(changes, each.kind().code(), each.value()));
            roles.forEach(role -> added(changes, ImportField.ROLES.code(), role.code()));
            tags.forEach(tag -> added(changes, ImportField.TAGS.code(), tag));
            return changes;
        }

        /** Whether it would have more than its form takes. */
        boolean isFull() {
            return here.contacts().size() + contacts.size() > ContactPoint.MAX_COUNT
                    || here.tags().size() + tags.size() > Tag.MAX_COUNT;
        }

        /** What lists and searches find it by. */
        String searched() {
            List<ContactPoint> all = new ArrayList<>(here.contacts());
            all.addAll(contacts);
            return Folding.searchable(here.name() + ' ' + city + ContactPoint.searched(all));
        }

        private static void replaced(
                List<String> changes, ImportField field, String before, String after) {
            if (!after.equals(before)) {
                changes.addAll(
                        List.of(
                                field.code(),
                                PlainText.start(before, LENGTH),
                                PlainText.start(after, LENGTH)));
            }
        }

        private static void added(List<String> changes, String field, String after) {
            changes.addAll(List.of(field, "", PlainText.start(after, LENGTH)));
        }
    }
}
