package studio.backline.plugins.crm.importing.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.contract.consent.ConsentRecord;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.importing.ImportPlan;
import studio.backline.plugins.crm.importing.rows.MailLine.Reach;
import studio.backline.plugins.crm.importing.rows.ParsedRow;

/** Turns what rows say against writing into entries, for everybody whom it is about. */
final class Refusals {

    private final Set<ConsentRecord> entries;
    private final Map<Long, Set<UUID>> meant;
    private final Map<String, List<UUID>> owners;
    private final Map<UUID, List<String>> mails;
    private final ImportPlan plan;
    private @Nullable SubjectId nobody;

    /**
     * @param entries where they are added
     * @param meant whom a row is about, by line
     * @param owners who has an address
     * @param mails the addresses of those whose row names none
     */
    Refusals(
            Set<ConsentRecord> entries,
            Map<Long, Set<UUID>> meant,
            Map<String, List<UUID>> owners,
            Map<UUID, List<String>> mails,
            ImportPlan plan) {
        this.entries = entries;
        this.meant = meant;
        this.owners = owners;
        this.mails = mails;
        this.plan = plan;
    }

    void add(ParsedRow row) {
        Set<UUID> people = meant.getOrDefault(row.line(), Set.of());
        Word.against(row).forEach(word -> add(word, people(word, row, people)));
    }

    /** In whose name addresses are closed that are nobody's, or whose owners said nothing. */
    Optional<SubjectId> nobody() {
        return Optional.ofNullable(nobody);
    }

    /** A no to calls, texts or post closes no address: nobody heard it where nobody is found. */
    private Set<UUID> people(Word word, ParsedRow row, Set<UUID> found) {
        return word.way() == Channel.EMAIL || !found.isEmpty()
                ? found
                : ChunkReach.alone(row, owners).map(Set::of).orElse(found);
    }

    private void add(Word word, Set<UUID> people) {
        boolean bounced = word.event() == ConsentEvent.BOUNCED;
        if (word.reach() == Reach.PERSON) {
            people.forEach(person -> entries.add(word.entry(person, null, plan)));
            return;
        }
        for (String mail : word.mails()) {
            List<UUID> all = owners.getOrDefault(mail, List.of());
            boolean unsaid = word.reach() == Reach.ADDRESS && !bounced;
            if (unsaid || people.isEmpty() && all.isEmpty()) {
                entries.add(word.entry(inNobodysName(), mail, plan));
                continue;
            }
            people.forEach(person -> entries.add(word.entry(person, mail, plan)));
            all.forEach(person -> entries.add(word.entry(person, mail, plan)));
        }
        if (word.mails().isEmpty()) {
            people.forEach(person -> addForAll(word, person, bounced));
        }
    }

    /** A row that names no address is about the person, and about all addresses that they have. */
    private void addForAll(Word word, UUID person, boolean bounced) {
        List<String> known = mails.getOrDefault(person, List.of());
        known.forEach(mail -> entries.add(word.entry(person, mail, plan)));
        if (known.isEmpty() && !bounced) {
            entries.add(word.entry(person, null, plan));
        }
    }

    private UUID inNobodysName() {
        SubjectId id = nobody == null ? SubjectId.next() : nobody;
        nobody = id;
        return id.value();
    }
}
