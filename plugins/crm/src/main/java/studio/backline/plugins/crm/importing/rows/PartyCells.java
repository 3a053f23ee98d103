package studio.backline.plugins.crm.importing.rows;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import studio.backline.contract.text.Folding;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.csv.CsvCells;
import studio.backline.plugins.crm.importing.ImportColumn;
import studio.backline.plugins.crm.importing.ImportPlan;
import studio.backline.plugins.crm.party.PartyTables;

/** What a row says of a person and of an organisation alike: contacts, roles and tags. */
final class PartyCells {

    /** Roles as files word them, folded, in English, German and Polish. */
    private static final Map<String, PartyRole> WORDS =
            Map.ofEntries(
                    Map.entry("fans", PartyRole.FAN),
                    Map.entry("musician", PartyRole.ARTIST),
                    Map.entry("kunstler", PartyRole.ARTIST),
                    Map.entry("kunstlerin", PartyRole.ARTIST),
                    Map.entry("artysta", PartyRole.ARTIST),
                    Map.entry("producer", PartyRole.COLLABORATOR),
                    Map.entry("photographer", PartyRole.COLLABORATOR),
                    Map.entry("booker", PartyRole.AGENT),
                    Map.entry("booking", PartyRole.AGENT),
                    Map.entry("veranstalter", PartyRole.PROMOTER),
                    Map.entry("organizator", PartyRole.PROMOTER),
                    Map.entry("club", PartyRole.VENUE),
                    Map.entry("orchester", PartyRole.ORCHESTRA),
                    Map.entry("orkiestra", PartyRole.ORCHESTRA),
                    Map.entry("journalist", PartyRole.PRESS),
                    Map.entry("presse", PartyRole.PRESS),
                    Map.entry("prasa", PartyRole.PRESS),
                    Map.entry("kurator", PartyRole.CURATOR),
                    Map.entry("kunde", PartyRole.CLIENT),
                    Map.entry("klient", PartyRole.CLIENT),
                    Map.entry("wytwornia", PartyRole.LABEL));

    private final ImportPlan plan;
    private final Set<String> known = new HashSet<>();
    private final List<ContactPoint> contacts = new ArrayList<>();
    private final List<String> normalised = new ArrayList<>();
    private final Set<PartyRole> roles;
    private final Set<String> tags;

    PartyCells(ImportPlan plan) {
        this.plan = plan;
        this.roles = EnumSet.noneOf(PartyRole.class);
        this.roles.addAll(plan.roles());
        this.tags = new HashSet<>(plan.tags());
    }

    /**
     * A contact point bears the label of its column, unless it brings its own. What another cell
     * has brought is known, and so is what stands twice in one line; lines of one cell are kept as
     * they are, since the export writes one for each that somebody has.
     */
    void contacts(ImportColumn column, String value) {
        ContactKind kind = column.field().contact().orElseThrow();
        Set<String> before = CsvCells.isListed(value) ? Set.copyOf(known) : known;
        for (CsvCells.Labelled labelled : ContactCells.values(kind, value)) {
            String label = labelled.label().isEmpty() ? column.label() : labelled.label();
            ContactPoint contact = new ContactPoint(kind, label, labelled.value());
            String compared = contact.normalised(plan.country());
            // An office has one number for several things.
            boolean apart = kind == ContactKind.HANDLE || plan.kind() == PartyTables.ORGANISATION;
            String key = kind + (apart ? label + "\n" + compared : compared);
            if (!before.contains(key)) {
                contacts.add(contact);
                normalised.add(compared);
            }
            known.add(key);
        }
    }

    void roles(String value) {
        CsvCells.values(value).forEach(this::role);
    }

    /** A word that is no role is kept, as a tag. */
    void role(String word) {
        String text = word.strip();
        PartyRole.ofCode(text.toLowerCase(Locale.ROOT))
                .or(() -> Optional.ofNullable(WORDS.get(Folding.fold(text))))
                .ifPresentOrElse(roles::add, () -> tags.add(text));
    }

    void tags(String value) {
        tags.addAll(TagCells.values(value));
    }

    List<ContactPoint> contacts() {
        return List.copyOf(contacts);
    }

    /** The contacts' values as they compare, in the same order. */
    List<String> normalised() {
        return List.copyOf(normalised);
    }

    Set<PartyRole> roles() {
        return roles;
    }

    Set<String> tags() {
        return tags;
    }
}
